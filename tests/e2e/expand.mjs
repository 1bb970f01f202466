// Reads calendars as a calendar program does, with ical.js and nothing of ours.
//
//   node expand.mjs <limit> <before> < calendars.json > dates.json
//
// On standard input: a JSON object, calendar text by name. On standard output: by the same names, each
// event by its UID: its first dates before the day `before` (YYYY-MM-DD), at most `limit`, as a pair
// of beginning and end. A time is said by its local clock and its offset, a day as a day.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const [limit, before] = [Number(process.argv[2]), process.argv[3]];
const calendars = JSON.parse(readFileSync(0, "utf8"));

function said(time) {
  if (time.isDate) return time.toString();
  const minutes = time.utcOffset() / 60;
  const two = (number) => String(Math.abs(Math.trunc(number))).padStart(2, "0");
  return `${time.toString().slice(0, 16)}${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

function expanded(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  // Offsets are those that came along: a program may know no zone of its own.
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
  const found = {};
  for (const event of events.filter((each) => !each.isRecurrenceException())) {
    for (const other of events) {
      if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
    }
    if (event.uid in found) throw new Error(`twice: ${event.uid}`);
    found[event.uid] = event.isRecurring() ? series(event) : [pair(event)];
  }
  return found;
}

function pair({ startDate, endDate }) {
  return [said(startDate), said(endDate)];
}

function series(event) {
  const dates = [];
  const iterator = event.iterator();
  for (let time = iterator.next(); time && dates.length < limit; time = iterator.next()) {
    if (time.toString().slice(0, 10) >= before) break;
    dates.push(pair(event.getOccurrenceDetails(time)));
  }
  return dates;
}

const answers = Object.entries(calendars).map(([name, text]) => [name, expanded(text)]);
process.stdout.write(JSON.stringify(Object.fromEntries(answers)));
