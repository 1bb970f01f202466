"""Calendars as RFC 5545 has them: rules, exceptions, zones, statuses, and nothing that harms."""

import datetime
import zoneinfo
from dataclasses import replace
from decimal import Decimal
from itertools import islice, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from events.calendar_feed import STATUSES, Date, Entry, Overall, Text, to_ical
from events.enums import DateKind, DayOf, EventStatus, Hours
from events.plan import Plan, Run, Times, planned
from events.recurrence import Rule
from events.schedule import Change, Dates, scheduled
from events.tests.test_recurrence import rules

D, T, M = datetime.date, datetime.time, datetime.datetime
JAKARTA = zoneinfo.ZoneInfo("Asia/Jakarta")
CHANGED = M(2026, 11, 20, 1, 2, 3, 4, tzinfo=datetime.UTC)
EVENING = Times(T(19), T(22))
SATURDAYS = Rule(DateKind.WEEKLY, D(2026, 12, 5), weekdays=(5,))
TEXT = Text("Gandrung Sewu")


def written(*entries, zone=JAKARTA):
    return to_ical(entries, zone=zone, host="x.example", name="Festivals", language="en")


def read(*entries, zone=JAKARTA):
    return Calendar.from_ical(written(*entries, zone=zone))


def as_planned(planned, **fields):
    usual = {"dates": planned, "status": "scheduled", "text": TEXT}
    return Date(planned, **usual | fields)


def entry(*dates, **fields):
    return Entry("u", 3, CHANGED, tuple(dates), **fields)


def series(plan, *dates, **fields):
    return entry(*dates, plan=plan, **{"overall": (Overall(TEXT),)} | fields)


def weekly(rule=SATURDAYS, **fields):
    return Plan(DateKind.WEEKLY, 2026, rule=rule, **fields)


def lines(raw):
    return raw.decode().replace("\r\n ", "").split("\r\n")


def beginning(raw, *names):
    return [line for line in lines(raw) if line.startswith(names)]


# --- One date ---


def test_a_date_with_hours_is_written_by_local_clocks_and_nothing_else():
    text = Text(
        "Gandrung Sewu",
        "A thousand dancers.",
        "Boom Beach",
        "https://x.example/en/events/g/",
        ("Dance, music", "Ritual"),
        (Decimal("-8.20500"), Decimal("114.38100")),
    )
    dates = Dates(D(2026, 10, 24), D(2026, 10, 24), Hours.TIMES, T(19), T(22))
    raw = written(entry(as_planned(dates, text=text)))
    assert lines(raw) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//x.example//events//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Festivals",
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Jakarta",
        "BEGIN:STANDARD",
        "DTSTART:20250101T000000",
        "TZNAME:WIB",
        "TZOFFSETFROM:+0700",
        "TZOFFSETTO:+0700",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "SUMMARY:Gandrung Sewu",
        "DTSTART;TZID=Asia/Jakarta:20261024T190000",
        "DTEND;TZID=Asia/Jakarta:20261024T220000",
        "DTSTAMP:20261120T010203Z",
        "UID:u@x.example",
        "SEQUENCE:3",
        "CATEGORIES:Dance\\, music,Ritual",
        "DESCRIPTION:A thousand dancers.",
        "GEO:-8.205;114.381",
        "LAST-MODIFIED:20261120T010203Z",
        "LOCATION:Boom Beach",
        "STATUS:CONFIRMED",
        "URL:https://x.example/en/events/g/",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize("hours", [Hours.ALL_DAY, Hours.TO_BE_ANNOUNCED])
def test_whole_days_end_before_the_day_after_and_need_no_zone(hours):
    raw = written(entry(as_planned(Dates(D(2026, 10, 24), D(2026, 10, 26), hours))))
    assert beginning(raw, "DTSTART", "DTEND", "BEGIN:VTIMEZONE") == [
        "DTSTART;VALUE=DATE:20261024",
        "DTEND;VALUE=DATE:20261027",
    ]


@pytest.mark.parametrize(
    ("last", "ends_at", "end"),
    [
        (D(2026, 10, 24), None, []),
        (D(2026, 10, 25), T(1), ["DTEND;TZID=Asia/Jakarta:20261025T010000"]),
        (D(2026, 10, 26), None, ["DTEND;TZID=Asia/Jakarta:20261027T000000"]),
    ],
)
def test_no_hour_of_an_end_is_made_up(last, ends_at, end):
    dates = Dates(D(2026, 10, 24), last, Hours.TIMES, T(19), ends_at)
    assert beginning(written(entry(as_planned(dates))), "DTEND") == end


def test_a_month_alone_is_in_no_calendar():
    assert "VEVENT" not in written(entry(as_planned(Dates.of_month(2027, 5)))).decode()


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (EventStatus.SCHEDULED, "CONFIRMED"),
        (EventStatus.RESCHEDULED, "CONFIRMED"),
        (EventStatus.ESTIMATED, "TENTATIVE"),
        (EventStatus.POSTPONED, "CANCELLED"),
        (EventStatus.CANCELLED, "CANCELLED"),
    ],
)
def test_each_status_is_one_of_calendars(status, word):
    dates = Dates(D(2026, 10, 24), D(2026, 10, 24))
    assert beginning(written(entry(as_planned(dates, status=status))), "STATUS") == [
        f"STATUS:{word}"
    ]


def test_each_date_of_an_edition_has_a_uid_of_its_own():
    days = [Dates(D(2026, 10, n), D(2026, 10, n), key=key) for n, key in [(1, ""), (2, "2")]]
    raw = written(entry(*map(as_planned, days)))
    assert beginning(raw, "UID") == ["UID:u@x.example", "UID:u-2@x.example"]


def test_a_calendar_is_no_invitation_and_has_no_uid_of_its_own():
    calendar = read(entry(as_planned(Dates(D(2026, 10, 24), D(2026, 10, 24)))))
    assert set(calendar) == {"PRODID", "VERSION", "CALSCALE", "X-WR-CALNAME"}


@given(text=st.text(alphabet=st.characters(max_codepoint=0x2FFFF), max_size=200))
def test_no_text_breaks_a_line_or_brings_a_control_character(text):
    dates = Dates(D(2026, 10, 24), D(2026, 10, 24), Hours.TIMES, T(19))
    said = Text(text, text, text, "https://x.example/", (text, text))
    raw = written(entry(as_planned(dates, text=said)))
    names = {line.split(":")[0].split(";")[0] for line in lines(raw) if line}
    assert names <= {
        *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "TZID", "DTSTART"),
        *("TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "SUMMARY", "DTSTAMP", "UID", "SEQUENCE"),
        *("CATEGORIES", "DESCRIPTION", "LAST-MODIFIED", "LOCATION", "STATUS", "URL"),
    }
    decoded = raw.decode()
    assert not any(ord(each) < 32 or ord(each) == 127 for each in decoded if each not in "\r\n\t")
    assert decoded.count("\r") == decoded.count("\n") == decoded.count("\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    (event,) = Calendar.from_ical(raw).events
    assert event["SUMMARY"] == " ".join(event["SUMMARY"].split())


# --- Series ---


def starts(event):
    """Return the local beginnings of a master, as dateutil reads its rule and exceptions."""
    start = event["DTSTART"].dt
    is_timed = isinstance(start, M)
    text = event["RRULE"].to_ical().decode()
    begin = start if is_timed else M.combine(start, T())
    left_out = event.get("EXDATE", [])
    left_out = left_out if isinstance(left_out, list) else [left_out]
    gone = {each.dt for some in left_out for each in some.dts}
    for each in rrulestr(f"RRULE:{text}", dtstart=begin):
        found = each if is_timed else each.date()
        if found not in gone:
            yield found


@st.composite
def plans(draw):
    rule = draw(rules())
    days = [each.starts_on for each in planned(Plan(rule.kind, 2026, rule=rule))[:8]]
    left_out = draw(st.lists(st.sampled_from(days), max_size=4)) if days else []
    hours = draw(st.sampled_from(Hours.values))
    times = Times(draw(st.times()).replace(second=0, microsecond=0, tzinfo=None))
    return Plan(
        rule.kind,
        2026,
        rule=rule,
        hours=hours,
        times=times if hours == Hours.TIMES else Times(),
        sessions=(Times(T(9, 30)), Times(T(19))) if hours == Hours.TIMES else (),
        lasts=draw(st.integers(1, 3)),
        left_out=tuple(left_out),
    )


ZONES = [
    "America/New_York",
    "Europe/London",
    "Asia/Jakarta",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "UTC",
]


@given(plan=plans(), zone=st.sampled_from(ZONES))
def test_a_feed_has_the_dates_of_its_plan_by_the_same_clocks(plan, zone):
    calendar = read(series(plan), zone=zoneinfo.ZoneInfo(zone))
    until = D(2199, 1, 1)
    ours = {}
    for each in planned(plan, before=until):
        ours.setdefault(each.key, []).append((each.starts_on, each.starts_at))
    theirs = {}
    for event in calendar.events:
        key = event["UID"].removesuffix("@x.example").removeprefix("u").removeprefix("-")
        theirs[key] = []
        for start in takewhile(lambda each: as_day(each) < until, starts(event)):
            time = start.time() if isinstance(start, M) else None
            theirs[key].append((as_day(start), time))
            if len(theirs[key]) == 60:
                break
    assert theirs == {key: days[:60] for key, days in ours.items()}


def as_day(start):
    return start.date() if isinstance(start, M) else start


def test_a_series_is_one_event_with_a_rule_that_ends_in_utc():
    plan = weekly(replace(SATURDAYS, until=D(2026, 12, 26)), hours=Hours.TIMES, times=EVENING)
    assert beginning(written(series(plan)), "RRULE", "DTSTART;", "DURATION", "DTEND") == [
        "DTSTART;TZID=Asia/Jakarta:20261205T190000",
        "DURATION:PT3H",
        "RRULE:FREQ=WEEKLY;UNTIL=20261226T120000Z;BYDAY=SA",
    ]


def test_a_series_of_whole_days_ends_on_a_day():
    plan = weekly(replace(SATURDAYS, until=D(2026, 12, 30)), lasts=2)
    assert beginning(written(series(plan)), "RRULE", "DTSTART", "DURATION", "DTEND") == [
        "DTSTART;VALUE=DATE:20261205",
        "DTEND;VALUE=DATE:20261207",
        "RRULE:FREQ=WEEKLY;UNTIL=20261226;BYDAY=SA",
    ]


def test_what_falls_out_first_is_not_the_beginning_and_later_ones_are_exceptions():
    plan = weekly(
        replace(SATURDAYS, count=5),
        hours=Hours.TIMES,
        times=EVENING,
        left_out=(D(2026, 12, 5), D(2026, 12, 19), D(2026, 12, 20)),
    )
    assert beginning(written(series(plan)), "RRULE", "DTSTART;", "EXDATE") == [
        "DTSTART;TZID=Asia/Jakarta:20261212T190000",
        "RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=SA",
        "EXDATE;TZID=Asia/Jakarta:20261219T190000",
    ]


def test_an_exception_of_whole_days_is_a_day():
    plan = weekly(left_out=(D(2026, 12, 12),))
    assert beginning(written(series(plan)), "EXDATE", "RRULE") == [
        "RRULE:FREQ=WEEKLY;BYDAY=SA",
        "EXDATE;VALUE=DATE:20261212",
    ]


def test_a_rule_without_a_date_that_is_held_is_nothing():
    plan = weekly(replace(SATURDAYS, count=1), left_out=(D(2026, 12, 5),))
    assert read(series(plan)).events == []
    assert read(series(weekly(None))).events == []


def test_each_time_of_the_day_is_a_series_and_further_runs_are_events():
    plan = weekly(
        hours=Hours.TIMES,
        times=EVENING,
        sessions=(Times(T(14), T(16)), Times(T(19), T(20))),
        also=(Run(D(2026, 12, 6), D(2026, 12, 6), "a"),),
    )
    written_ones = map(as_planned, planned(plan, before=D(2027, 1, 1)))
    raw = written(series(plan, *written_ones))
    assert beginning(raw, "UID", "DTSTART;", "RRULE") == [
        "DTSTART;TZID=Asia/Jakarta:20261205T190000",
        "UID:u@x.example",
        "RRULE:FREQ=WEEKLY;BYDAY=SA",
        "DTSTART;TZID=Asia/Jakarta:20261205T140000",
        "UID:u-t1400@x.example",
        "RRULE:FREQ=WEEKLY;BYDAY=SA",
        "DTSTART;TZID=Asia/Jakarta:20261206T140000",
        "UID:u-at1400@x.example",
        "DTSTART;TZID=Asia/Jakarta:20261206T190000",
        "UID:u-a@x.example",
    ]


# --- Changes of a series ---


def on(day, hour=19):
    return Dates(D(2026, 12, day), D(2026, 12, day), Hours.TIMES, T(hour), T(22))


EVENINGS = weekly(hours=Hours.TIMES, times=EVENING)


def test_a_date_that_moved_stands_in_the_place_of_the_one_that_was_planned():
    moved = as_planned(on(12), dates=on(13, 20), status="rescheduled", change=7)
    calendar = read(series(EVENINGS, as_planned(on(5)), moved, as_planned(on(19))))
    master, override = calendar.events
    assert "RRULE" in master
    assert "RRULE" not in override
    assert override["UID"] == master["UID"]
    assert override["RECURRENCE-ID"].dt == M(2026, 12, 12, 19, tzinfo=JAKARTA)
    assert override["DTSTART"].dt == M(2026, 12, 13, 20, tzinfo=JAKARTA)
    assert override["STATUS"] == "CONFIRMED"


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_a_date_that_is_off_is_cancelled_and_not_left_out(status):
    off = as_planned(on(12), status=status, change=7, text=Text("Off"))
    master, override = read(series(EVENINGS, as_planned(on(5)), off)).events
    assert "EXDATE" not in master
    assert (master["STATUS"], master["SUMMARY"]) == ("CONFIRMED", "Gandrung Sewu")
    assert (override["STATUS"], override["SUMMARY"]) == ("CANCELLED", "Off")
    assert override["RECURRENCE-ID"].dt == M(2026, 12, 12, 19, tzinfo=JAKARTA)


def test_whole_days_are_found_again_by_their_day_though_they_have_an_hour_now():
    planned_on = Dates(D(2026, 12, 12), D(2026, 12, 12))
    changed = as_planned(planned_on, dates=on(12), status="rescheduled", change=7)
    raw = written(series(weekly(), changed))
    assert beginning(raw, "RECURRENCE-ID", "DTSTART;") == [
        "DTSTART;VALUE=DATE:20261205",
        "DTSTART;TZID=Asia/Jakarta:20261212T190000",
        "RECURRENCE-ID;VALUE=DATE:20261212",
    ]


def test_what_is_said_of_all_dates_reaches_those_that_are_not_written():
    off = Overall(Text("Off"), status="cancelled", change=7)
    dates = [as_planned(on(day), status="cancelled", change=7) for day in (5, 12)]
    held = as_planned(on(19), change=8)
    events = read(series(EVENINGS, *dates, held, overall=(Overall(TEXT), off))).events
    assert [(each["STATUS"], each.get("RECURRENCE-ID") is None) for each in events] == [
        ("CANCELLED", True),
        ("CONFIRMED", False),
    ]


def test_a_new_time_for_all_dates_is_that_of_the_rule():
    later = Overall(TEXT, status="rescheduled", change=7, new_starts_at=T(20))
    dates = as_planned(on(5), dates=on(5, 20), status="rescheduled", change=7)
    moved = as_planned(on(12), dates=on(13), status="rescheduled", change=8)
    master, override = read(series(EVENINGS, dates, moved, overall=(Overall(TEXT), later))).events
    assert master["DTSTART"].dt == M(2026, 12, 5, 20, tzinfo=JAKARTA)
    assert override["RECURRENCE-ID"].dt == M(2026, 12, 12, 20, tzinfo=JAKARTA)


def test_what_is_said_of_one_time_of_the_day_leaves_the_other_alone():
    plan = replace(EVENINGS, sessions=(Times(T(14)),))
    off = Overall(TEXT, status="cancelled", at=T(14), change=7)
    events = read(series(plan, overall=(Overall(TEXT), off))).events
    assert [each["STATUS"] for each in events] == ["CONFIRMED", "CANCELLED"]


@st.composite
def announcements(draw):
    """Return a plan with further runs, and what was announced of its days and of all of them."""
    plan = replace(draw(plans()), also=(Run(D(2026, 12, 24), D(2026, 12, 25), "a"),))
    days = sorted({each.starts_on for each in first_dates(plan)})
    changes = [
        Change(
            key=number,
            on=draw(st.none() | st.sampled_from(days)),
            at=draw(st.sampled_from([None, None, T(19)])),
            status=draw(st.sampled_from(["cancelled", "rescheduled", "postponed", "scheduled"])),
            new_starts_at=draw(st.sampled_from([None, None, T(20)])),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    moves = [replace(each, new_starts_on=draw(st.none() | some_days)) for each in changes]
    return plan, moves


def first_dates(plan):
    return planned(plan)[:12]


some_days = st.dates(D(2026, 1, 1), D(2028, 12, 31))


@given(told=announcements())
def test_a_calendar_that_reads_the_feed_has_the_dates_as_they_stand(told):
    plan, changes = told
    stand = scheduled(first_dates(plan), changes)
    overall = [
        Overall(TEXT, each.status, each.at, each.new_starts_at, each.key)
        for each in changes
        if each.on is None
    ]
    dates = [Date(each.planned, each.dates, each.status, TEXT, each.change) for each in stand]
    calendar = read(series(plan, *dates, overall=(Overall(TEXT), *overall)))
    found, moved = {}, {}
    for event in calendar.events:
        if "RRULE" not in event:
            at = event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in event else None
            moved[str(event["UID"]), at] = (event["DTSTART"].dt, str(event["STATUS"]))
    for event in calendar.events:
        if "RRULE" in event:
            zone = event["DTSTART"].dt.tzinfo if isinstance(event["DTSTART"].dt, M) else None
            for start in islice(starts(event), 12):
                uid = str(event["UID"])
                at = start.replace(tzinfo=zone) if zone else start
                usual = (at, str(event["STATUS"]))
                found[uid, as_day(at)] = moved.pop((uid, at), usual)
    rest = {uid: each for (uid, at), each in moved.items() if at is None}
    assert [key for key in moved if key[1] is not None] == []
    for each in stand:
        key = each.planned.key
        uid = f"u-{key}@x.example" if key else "u@x.example"
        dates = each.dates
        start = (
            M.combine(dates.starts_on, dates.starts_at, tzinfo=JAKARTA)
            if dates.starts_at
            else dates.starts_on
        )
        expected = (start, STATUSES[each.status])
        assert found.get((uid, each.planned.starts_on), rest.get(uid)) == expected


# --- Zones ---


@pytest.mark.parametrize("name", ZONES)
@given(day=st.dates(D(1990, 1, 1), D(2036, 12, 1)), time=st.times())
def test_no_zone_moves_a_local_time(name, day, time):
    zone = zoneinfo.ZoneInfo(name)
    time = time.replace(second=0, microsecond=0)
    dates = Dates(day, day + datetime.timedelta(days=30), Hours.TIMES, time, time)
    calendar = read(entry(as_planned(dates)), zone=zone)
    (event,) = calendar.events
    for field, on_day in (("DTSTART", dates.starts_on), ("DTEND", dates.ends_on)):
        assert event[field].dt.replace(tzinfo=None) == M.combine(on_day, time)
    # And a calendar that knows no zone but the one that came along comes to the same moment.
    for told in calendar.timezones:
        assert "COMMENT" not in told
        there = told.to_tz(lookup_tzid=False)
        for each in range(0, 31, 5):
            noon = M.combine(day, T(12)) + datetime.timedelta(days=each)
            assert there.utcoffset(noon) == zone.utcoffset(noon)


def test_a_zone_names_the_moments_at_which_its_clocks_change():
    dates = Dates(D(2027, 7, 3), D(2027, 7, 3), Hours.TIMES, T(19))
    raw = written(entry(as_planned(dates)), zone=zoneinfo.ZoneInfo("Europe/London"))
    begin, end = raw.index(b"BEGIN:VTIMEZONE"), raw.index(b"BEGIN:VEVENT")
    assert lines(raw[begin:end]) == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/London",
        "BEGIN:STANDARD",
        "DTSTART:20260101T000000",
        "TZNAME:GMT",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:20260329T010000",
        "RDATE:20270328T010000",
        "RDATE:20280326T010000",
        "TZNAME:BST",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20261025T020000",
        "RDATE:20271031T020000",
        "RDATE:20281029T020000",
        "TZNAME:GMT",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


@pytest.mark.parametrize("name", ZONES)
def test_zones_are_short_however_far_a_rule_goes(name):
    raw = written(series(EVENINGS), zone=zoneinfo.ZoneInfo(name))
    assert len(raw) < 2500


@pytest.mark.parametrize("name", ZONES[:5])
def test_the_zone_that_comes_along_holds_for_years_of_a_rule_without_an_end(name):
    zone = zoneinfo.ZoneInfo(name)
    (told,) = read(series(EVENINGS), zone=zone).timezones
    there = told.to_tz(lookup_tzid=False)
    for week in range(52 * 10):
        noon = M(2026, 12, 5, 12) + datetime.timedelta(weeks=week)
        assert there.utcoffset(noon) == zone.utcoffset(noon), noon


def test_a_yearly_rule_by_weekday_is_within_its_month():
    rule = Rule(DateKind.YEARLY, D(2026, 8, 1), day_of=DayOf.WEEKDAY, ordinal=2, weekday=5, count=2)
    raw = written(series(Plan(DateKind.YEARLY, 2026, rule=rule)))
    assert beginning(raw, "RRULE", "DTSTART") == [
        "DTSTART;VALUE=DATE:20260808",
        "RRULE:FREQ=YEARLY;COUNT=2;BYDAY=2SA;BYMONTH=8",
    ]
