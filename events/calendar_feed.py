"""Dates of festivals as an iCalendar stream (RFC 5545). Pure.

No database, no clock: the same entries give the same bytes. Days and times are the region's own
wall-clock time and are written as such, with the zone's name, so that no offset can move them.
"""

import datetime
import re
import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import dropwhile
from typing import Any

from icalendar import Calendar, Event, vRecur

from . import recurrence
from .calendar_zones import vtimezone
from .enums import EventStatus, Hours
from .plan import Plan, Times
from .schedule import Dates

DAY = datetime.timedelta(days=1)
#: Of what repeats without an end, how many years the zone's changes are told for.
_YEARS_TOLD = 10
#: What a calendar is told of a status. Postponed: on that day nothing happens.
STATUSES = {
    EventStatus.SCHEDULED: "CONFIRMED",
    EventStatus.RESCHEDULED: "CONFIRMED",
    EventStatus.ESTIMATED: "TENTATIVE",
    EventStatus.POSTPONED: "CANCELLED",
    EventStatus.CANCELLED: "CANCELLED",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Text:
    """What is said of a date, in one language. `position` is latitude and longitude."""

    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    position: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True)
class Date:
    """A date as it stands: `planned` so, now at `dates`, by announcement `change`."""

    planned: Dates
    dates: Dates
    status: str
    text: Text
    change: int | None = None


@dataclass(frozen=True)
class Overall:
    """What holds of every date of a series, or of those at a time (`at`) of the day."""

    text: Text
    status: str = EventStatus.SCHEDULED
    at: datetime.time | None = None
    new_starts_at: datetime.time | None = None
    change: int | None = None


@dataclass(frozen=True)
class Entry:
    """An edition. One that repeats has its `plan`, and `overall`, the oldest first, one at least.

    `dates` of such a one are those that are written; the rule itself may go on after them.
    """

    uid: str
    sequence: int
    changed_at: datetime.datetime
    dates: tuple[Date, ...] = ()
    plan: Plan | None = None
    overall: tuple[Overall, ...] = field(default=())


def uid(entry_uid: str, key: str, host: str) -> str:
    """Return what calendars know a date by, the same in every language and wherever it moves."""
    return f"{entry_uid}-{key}@{host}" if key else f"{entry_uid}@{host}"


def is_timed(dates: Dates) -> bool:
    """Whether a date has an hour to begin at; else it is of whole days."""
    return dates.hours == Hours.TIMES and dates.starts_at is not None


def plain(text: str, *, lines: bool = True) -> str:
    """Return a text without control characters, and on one line where `lines` is false."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip() if lines else " ".join(text.split())


def to_ical(
    entries: Iterable[Entry], *, zone: zoneinfo.ZoneInfo, host: str, name: str, language: str
) -> bytes:
    """Return entries as a calendar that can be subscribed to.

    What has a month alone is left out. The calendar has neither a UID, which would be another one
    in each language, nor a METHOD, which would make an invitation of it.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//events//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", plain(name, lines=False))
    writer = _Writer(zone, host)
    for entry in entries:
        for event in writer.events(entry):
            calendar.add_component(event)
    # None is missing where hours are told in UTC.
    if calendar.get_missing_tzids():
        years = min(writer.years) - 1, max(writer.years) + 1
        calendar.subcomponents.insert(0, vtimezone(zone, *years))
    return calendar.to_ical()


class _Writer:
    """Writes entries in a zone, and notes the years in which hours are told."""

    def __init__(self, zone: zoneinfo.ZoneInfo, host: str) -> None:
        self.zone = zone
        self.host = host
        self.years: set[int] = set()

    def events(self, entry: Entry) -> Iterator[Event]:
        series = series_of(entry.plan) if entry.plan else []
        keys = {each.key for each in series}
        for each in series:
            yield from self._series_events(entry, each)
        for date in entry.dates:
            if date.planned.key not in keys and not date.dates.is_month_only:
                event = self._event(entry, date.planned.key, date.status, date.text)
                self._lay(event, date.dates)
                yield event

    def _series_events(self, entry: Entry, series: "Series") -> Iterator[Event]:
        starts_at = series.dates.starts_at
        overall = [each for each in entry.overall if each.at in (None, starts_at)][-1]
        usual = series.dates
        if overall.new_starts_at:
            usual = usual.beginning_at(overall.new_starts_at)
        yield self._master(entry, series, overall, usual)
        for date in entry.dates:
            if date.planned.key != series.key or date.dates.is_month_only:
                continue
            as_usual = replace(usual.moved_to(date.planned.starts_on), key=date.dates.key)
            is_usual = (date.status, date.change) == (overall.status, overall.change)
            if is_usual and date.dates == as_usual:
                continue
            event = self._event(entry, series.key, date.status, date.text)
            event.add("recurrence-id", self._start(as_usual))
            self._lay(event, date.dates)
            yield event

    def _master(self, entry: Entry, series: "Series", overall: Overall, usual: Dates) -> Event:
        event = self._event(entry, series.key, overall.status, overall.text)
        event.add("dtstart", self._start(usual))
        if not is_timed(usual):
            event.add("dtend", usual.ends_on + DAY)
        elif (end := ending(usual)) is not None:
            # As a DTEND it would be an exact length, and one hour off where clocks change.
            event.add("duration", end - beginning(usual))
        parts: dict[str, Any] = dict(series.rule)
        if series.until is not None:
            parts["UNTIL"] = [self._until(usual, series.until)]
        elif series.count is not None:
            parts["COUNT"] = [series.count]
        event.add("rrule", vRecur(parts))
        left_out = [self._start(usual.moved_to(day)) for day in series.left_out]
        if left_out:
            event.add("exdate", left_out)
        self._note(usual, series.last or _a_while_after(usual, entry.dates))
        return event

    def _event(self, entry: Entry, key: str, status: str, text: Text) -> Event:
        event = Event()
        event.add("uid", uid(entry.uid, key, self.host))
        changed = entry.changed_at.astimezone(datetime.UTC).replace(microsecond=0)
        event.add("dtstamp", changed)
        event.add("last-modified", changed)
        event.add("sequence", entry.sequence)
        event.add("status", STATUSES[EventStatus(status)])
        event.add("summary", plain(text.summary, lines=False))
        for name, said in (
            ("description", plain(text.description)),
            ("location", plain(text.location, lines=False)),
            ("url", plain(text.url, lines=False)),
        ):
            if said:
                event.add(name, said)
        categories = [plain(each, lines=False) for each in text.categories]
        if any(categories):
            event.add("categories", [each for each in categories if each])
        if text.position:
            event.add("geo", tuple(float(each) for each in text.position))
        return event

    def _lay(self, event: Event, dates: Dates) -> None:
        """Say when a single date is."""
        event.add("dtstart", self._start(dates))
        if not is_timed(dates):
            event.add("dtend", dates.ends_on + DAY)
        elif (end := ending(dates)) is not None:
            event.add("dtend", end.replace(tzinfo=self.zone))
        self._note(dates, dates.ends_on)

    def _start(self, dates: Dates) -> datetime.date:
        return beginning(dates).replace(tzinfo=self.zone) if is_timed(dates) else dates.starts_on

    def _until(self, usual: Dates, day: datetime.date) -> datetime.date:
        if not is_timed(usual):
            return day
        return beginning(usual.moved_to(day)).replace(tzinfo=self.zone).astimezone(datetime.UTC)

    def _note(self, dates: Dates, last: datetime.date) -> None:
        if is_timed(dates):
            self.years |= {dates.starts_on.year, last.year}


def beginning(dates: Dates) -> datetime.datetime:
    return datetime.datetime.combine(dates.starts_on, dates.starts_at or datetime.time())


def ending(dates: Dates) -> datetime.datetime | None:
    """Return when a date with hours ends: where no hour is known, its last day does, at midnight;
    None where that day is the first, as nobody knows."""
    if dates.ends_at is not None:
        end = datetime.datetime.combine(dates.ends_on, dates.ends_at)
        return end if end > beginning(dates) else None
    if dates.ends_on > dates.starts_on:
        return datetime.datetime.combine(dates.ends_on + DAY, datetime.time())
    return None


def _a_while_after(usual: Dates, written: Iterable[Date]) -> datetime.date:
    latest = max((each.dates.ends_on for each in written), default=usual.ends_on)
    return max(latest, usual.ends_on) + _YEARS_TOLD * 366 * DAY


@dataclass(frozen=True)
class Series:
    """A rule at one time of the day, from its first date that is held: `dates` are that one's.

    `left_out` are later ones. `last` is its last day, None where it has no end.
    """

    key: str
    dates: Dates
    rule: dict[str, list[object]]
    until: datetime.date | None
    count: int | None
    left_out: tuple[datetime.date, ...]
    last: datetime.date | None


def series_of(plan: Plan) -> list[Series]:
    """Return the series of a plan: one for each time of the day, none where no date is held."""
    rule = plan.rule
    if rule is None:
        return []
    is_endless = rule.until is None and rule.count is None
    bound = max(plan.left_out, default=rule.first) + 2 * DAY if is_endless else recurrence.END + DAY
    days = recurrence.days(rule, before=bound)
    if is_endless:
        days += recurrence.next_days(rule, days[-1] if days else rule.first - DAY, 1)
    held = list(dropwhile(lambda day: day in plan.left_out, days))
    if not held:
        return []
    first, last = held[0], None if is_endless else held[-1]
    by_count = rule.count is not None and rule.until is None
    return [
        Series(
            key=key,
            dates=Dates(
                first,
                first + (plan.lasts - 1) * DAY,
                plan.hours,
                times.starts_at,
                times.ends_at,
                key=key,
            ),
            rule=recurrence.rrule(rule),
            until=None if is_endless or by_count else last,
            count=len(held) if by_count else None,
            left_out=tuple(day for day in held if day in plan.left_out),
            last=last,
        )
        for key, times in _sessions(plan)
    ]


def _sessions(plan: Plan) -> Sequence[tuple[str, Times]]:
    """Return the times of a day with their keys, each once, as `plan.planned` has them."""
    if plan.hours != Hours.TIMES:
        return [("", Times())]
    found = {plan.times.starts_at: ("", plan.times)}
    for times in plan.sessions:
        found.setdefault(times.starts_at, (f"t{times.starts_at:%H%M}", times))
    return list(found.values())
