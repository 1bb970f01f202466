"""Calendars as others write them, good and bad; and every one that lies about in tests here."""

import datetime
import logging
import sysconfig
import zoneinfo
from pathlib import Path

import pytest

from events.enums import DateKind, EventStatus, Hours
from events.imports import ics
from events.imports.items import Item, Refused, UnreadableError, signs

D, T, DT = datetime.date, datetime.time, datetime.datetime
ZONE = zoneinfo.ZoneInfo("Asia/Jakarta")


def read(*lines, uid="UID:a", name="SUMMARY:Tari", data=None):
    text = "\r\n".join(
        ["BEGIN:VCALENDAR", "BEGIN:VEVENT", uid, name, *lines, "END:VEVENT", "END:VCALENDAR", ""]
    )
    return list(ics.read(data if data is not None else text.encode(), ZONE))


def one(*lines, **options):
    (found,) = read(*lines, **options)
    return found


def days(item):
    return sorted(each[0] for each in signs(item.plan, item.changes) if not each[2])


@pytest.mark.parametrize(
    ("lines", "begins", "ends"),
    [
        (["DTSTART:20270501T190000"], DT(2027, 5, 1, 19), None),
        (["DTSTART:20270501T120000Z"], DT(2027, 5, 1, 19), None),
        (["DTSTART;TZID=Asia/Tokyo:20270501T210000"], DT(2027, 5, 1, 19), None),
        (["DTSTART;TZID=SE Asia Standard Time:20270501T190000"], DT(2027, 5, 1, 19), None),
        (
            ["DTSTART:20270501T190000", "DTEND:20270502T010000"],
            DT(2027, 5, 1, 19),
            DT(2027, 5, 2, 1),
        ),
        (["DTSTART:20270501T190000", "DURATION:PT2H"], DT(2027, 5, 1, 19), DT(2027, 5, 1, 21)),
    ],
)
def test_times_are_by_the_regions_clocks(lines, begins, ends):
    assert signs(one(*lines).plan) == {(begins, ends, False)}


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (["DTSTART;VALUE=DATE:20270501"], D(2027, 5, 1)),
        (["DTSTART;VALUE=DATE:20270501", "DTEND;VALUE=DATE:20270501"], D(2027, 5, 1)),
        (["DTSTART;VALUE=DATE:20270501", "DTEND;VALUE=DATE:20270504"], D(2027, 5, 3)),
    ],
)
def test_the_last_day_of_whole_days_is_the_one_before_its_end(lines, last):
    plan = one(*lines).plan
    assert (plan.run.starts_on, plan.run.ends_on, plan.hours) == (
        D(2027, 5, 1),
        last,
        Hours.TO_BE_ANNOUNCED,
    )


@pytest.mark.parametrize(
    ("lines", "field", "words"),
    [
        ([], "DTSTART", "It has none"),
        (["DTSTART:tomorrow"], "DTSTART", "It cannot be read"),
        (["DTSTART:20270501T190000", "DTEND:20270501T180000"], "DTEND", "ends before it begins"),
        (["DTSTART:20270501T190000", "DURATION:-PT1H"], "DURATION", "ends before it begins"),
        (["DTSTART;TZID=Mars/Olympus:20270501T190000"], "DTSTART", "“Mars/Olympus”"),
        (["DTSTART:20270501T190000", "RRULE:FREQ=HOURLY;COUNT=3"], "RRULE", "within a day"),
        (["DTSTART:20270501T190000", "RRULE:FREQ=SECONDLY"], "RRULE", "within a day"),
        (
            ["DTSTART:20270501T190000", "RRULE:FREQ=DAILY;BYHOUR=1,2,3;COUNT=3"],
            "RRULE",
            "within a day",
        ),
        (
            ["DTSTART;VALUE=DATE:20270501", "RRULE:FREQ=DAILY;INTERVAL=3"],
            "RRULE",
            "repeats without an end",
        ),
        (
            ["DTSTART;TZID=Europe/Berlin:20270501T190000", "RRULE:FREQ=WEEKLY"],
            "RRULE",
            "another zone (Europe/Berlin)",
        ),
        (
            ["DTSTART;VALUE=DATE:20270501", "RRULE:FREQ=DAILY;INTERVAL=3;COUNT=100000"],
            "RRULE",
            "more than 1000 dates",
        ),
        (
            ["DTSTART;VALUE=DATE:20270501", "EXDATE;VALUE=DATE:20270501"],
            "EXDATE",
            "All of its dates",
        ),
        (["DTSTART;VALUE=DATE:18000101"], "DTSTART", "from 1900 to 2200"),
    ],
)
def test_what_cannot_be_taken_names_event_and_field(lines, field, words):
    found = one(*lines)
    assert isinstance(found, Refused)
    assert found.field == field
    assert found.reason.startswith(f"Event 1, {field}: ")
    assert words in found.reason


def test_without_a_uid_or_a_name_it_is_refused_and_the_rest_goes_on():
    good = "BEGIN:VEVENT\nUID:b\nSUMMARY:B\nDTSTART:20270501T190000\nEND:VEVENT\n"
    text = (
        "BEGIN:VCALENDAR\n"
        "BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20270501T190000\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:c\nDTSTART:20270501T190000\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:d\nSUMMARY:never ends\n" + good + "END:VCALENDAR\n"
    )
    found = read(data=text.encode())
    refused = [(each.number, each.field) for each in found if isinstance(each, Refused)]
    assert refused == [(1, "UID"), (3, "END:VEVENT"), (2, "SUMMARY")]
    assert [each.name for each in found if isinstance(each, Item)] == ["B"]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("Café", "Ca\x00fé").encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
    ],
)
def test_encodings_marks_and_nuls_do_not_matter(encode):
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Café\nDTSTART:20270501T190000\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    (found,) = read(data=encode(text))
    assert found.name == "Café"


def test_a_letter_that_is_folded_in_two_is_whole_again():
    text = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Caf\xc3\r\n \xa9\r\n"
    text += b"DTSTART:20270501T190000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert read(data=text)[0].name == "Café"


def test_endless_rules_that_are_ours_stay_rules():
    plan = one("DTSTART:20270501T190000", "RRULE:FREQ=WEEKLY;BYDAY=SA,SU").plan
    assert (plan.kind, plan.rule.weekdays, plan.rule.until) == (DateKind.WEEKLY, (5, 6), None)


def test_others_are_written_out_where_they_end():
    item = one("DTSTART;VALUE=DATE:20270501", "RRULE:FREQ=DAILY;INTERVAL=3;COUNT=4")
    assert item.plan.kind == DateKind.FIXED
    assert days(item) == [D(2027, 5, 1), D(2027, 5, 4), D(2027, 5, 7), D(2027, 5, 10)]


def test_a_rule_by_the_clocks_of_another_zone_is_written_out():
    item = one("DTSTART;TZID=Europe/Berlin:20270319T190000", "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3")
    # Clocks in Berlin change on 28 March 2027, those in Jakarta never.
    assert days(item) == [DT(2027, 3, 20, 1), DT(2027, 3, 27, 1), DT(2027, 4, 3)]


def test_changes_of_single_dates_are_kept():
    text = "BEGIN:VCALENDAR\n"
    for lines in (
        "DTSTART:20270501T190000\nRRULE:FREQ=WEEKLY;COUNT=5\nEXDATE:20270522T190000",
        "RECURRENCE-ID:20270508T190000\nDTSTART:20270509T200000\nDTEND:20270509T220000",
        "RECURRENCE-ID:20270515T190000\nDTSTART:20270515T190000\nSTATUS:CANCELLED",
    ):
        text += f"BEGIN:VEVENT\nUID:a\nSUMMARY:Tari\n{lines}\nEND:VEVENT\n"
    (item,) = read(data=(text + "END:VCALENDAR\n").encode())
    assert signs(item.plan, item.changes) == {
        (DT(2027, 5, 1, 19), None, False),
        (DT(2027, 5, 9, 20), DT(2027, 5, 9, 22), False),
        (DT(2027, 5, 15, 19), None, True),
        (DT(2027, 5, 29, 19), None, False),
    }


def test_a_cancelled_event_is_cancelled():
    item = one("DTSTART:20270501T190000", "STATUS:CANCELLED")
    (change,) = item.changes
    assert (change.on, change.status) == (None, EventStatus.CANCELLED)
    assert not item.plan.is_estimated


def test_a_tentative_day_is_an_estimated_one_that_the_office_confirms():
    item = one("DTSTART:20270501T190000", "STATUS:TENTATIVE")
    assert item.plan.is_estimated
    assert item.changes == ()


def test_tentative_dates_of_a_rule_are_announced_as_estimated():
    item = one("DTSTART:20270501T190000", "RRULE:FREQ=WEEKLY;COUNT=4", "STATUS:TENTATIVE")
    (change,) = item.changes
    assert (change.on, change.status) == (None, EventStatus.ESTIMATED)


def test_no_calendar_at_all_cannot_be_read():
    with pytest.raises(UnreadableError, match="BEGIN:VCALENDAR"):
        list(ics.read(b"hello", ZONE))


CORPUS = sorted(Path(sysconfig.get_paths()["purelib"]).glob("**/*.ics"))


@pytest.mark.skipif(not CORPUS, reason="the installed packages bring no calendars of their own")
def test_no_calendar_of_others_is_too_odd(monkeypatch):
    monkeypatch.setattr(logging.getLogger("icalendar"), "disabled", True)
    taken = 0
    for path in CORPUS:
        try:
            found = list(ics.read(path.read_bytes(), ZONE))
        except UnreadableError:
            continue
        for each in found:
            if isinstance(each, Item):
                taken += 1
                assert each.name, path
                assert each.digest, path
                signs(each.plan, each.changes)
            else:
                assert each.field, path
                assert each.message, path
    assert taken > len(CORPUS)
