"""A rule of ours, written as RRULE and read again, finds the same days; and as others find them."""

import datetime
import zoneinfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar import vRecur

from events import recurrence
from events.calendar_feed import Entry, Overall, Text, to_ical
from events.enums import DateKind, DayOf, Hours
from events.imports import expansion, ics, rules
from events.imports.items import says_the_same
from events.plan import DAY, Plan, Times, planned

D = datetime.date
ZONE = zoneinfo.ZoneInfo("Asia/Jakarta")

firsts = st.dates(D(2026, 1, 1), D(2035, 12, 31))


@st.composite
def our_rules(draw, *, ends=None):
    """A rule of any kind that begins on a day which it finds itself."""
    kind = draw(st.sampled_from([DateKind.WEEKLY, DateKind.MONTHLY, DateKind.YEARLY]))
    fields = {"kind": kind, "first": draw(firsts), "interval": draw(st.integers(1, 4))}
    if kind == DateKind.WEEKLY:
        fields["weekdays"] = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    else:
        fields["day_of"] = draw(st.sampled_from([DayOf.DAY, DayOf.WEEKDAY]))
        if fields["day_of"] == DayOf.WEEKDAY:
            fields["ordinal"] = draw(st.sampled_from([1, 2, 3, 4, 5, -1]))
            fields["weekday"] = draw(st.integers(0, 6))
        elif kind == DateKind.MONTHLY:
            fields["day"] = draw(st.sampled_from([*range(1, 32), -1]))
    found = recurrence.next_days(recurrence.Rule(**fields), fields["first"] - DAY, 1)
    assume(found)
    fields["first"] = found[0]
    if draw(ends if ends is not None else st.booleans()):
        if draw(st.booleans()):
            fields["count"] = draw(st.integers(1, 40))
        else:
            fields["until"] = fields["first"] + draw(st.integers(0, 1500)) * DAY
    return recurrence.Rule(**fields)


@given(our_rules())
def test_read_again_a_rule_finds_the_same_days(rule):
    parts = {**recurrence.rrule(rule)}
    if rule.until:
        parts["UNTIL"] = [rule.until]
    if rule.count:
        parts["COUNT"] = [rule.count]
    parsed = vRecur.from_ical(vRecur(parts).to_ical().decode())
    found = rules.rule_of(parsed, rule.first, until=rule.until)
    far = rule.first + 12 * 366 * DAY
    assert found is not None
    assert recurrence.days(found, before=far) == recurrence.days(rule, before=far)


@given(our_rules(ends=st.just(True)))
def test_what_is_taken_as_a_rule_is_what_it_expands_to(rule):
    """Against recurring-ical-events, which knows nothing of our rules."""
    plan = Plan(rule.kind, rule.first.year, rule=rule)
    days = [each.starts_on for each in planned(plan)]
    assume(0 < len(days) <= expansion.MOST_DATES)
    assume(days[-1] < rule.first + expansion.MOST_YEARS * 365 * DAY)
    parts = {**recurrence.rrule(rule)}
    parts |= {"UNTIL": [rule.until]} if rule.until else {"COUNT": [rule.count]}
    from icalendar import Event

    event = Event()
    event.add("uid", "a")
    event.add("dtstart", rule.first)
    event.add("rrule", vRecur(parts))
    assert [each["DTSTART"].dt for each in expansion.expanded(event, [])] == days


@given(
    our_rules(),
    st.integers(1, 3),
    st.sampled_from([None, datetime.time(19), datetime.time(0)]),
    st.sets(st.integers(0, 30), max_size=3),
)
def test_through_a_calendar_and_back_a_rule_says_the_same(rule, lasts, starts_at, left_out):
    days = recurrence.next_days(rule, rule.first - DAY, 31)
    plan = Plan(
        rule.kind,
        rule.first.year,
        rule=rule,
        lasts=lasts,
        hours=Hours.TIMES if starts_at else Hours.TO_BE_ANNOUNCED,
        times=Times(starts_at, None) if starts_at else Times(),
        left_out=tuple(sorted(days[at] for at in left_out if at < len(days))),
    )
    assume(planned(plan, before=rule.first + 3000 * DAY))
    entry = Entry(
        "a", 0, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), (), plan, (Overall(Text("A")),)
    )
    data = to_ical([entry], zone=ZONE, host="x", name="A", language="en")
    (item,) = ics.read(data, ZONE)
    assert says_the_same(item, plan)


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("FREQ=DAILY", D(2027, 5, 1), {"kind": DateKind.WEEKLY, "weekdays": (0, 1, 2, 3, 4, 5, 6)}),
        ("FREQ=DAILY;INTERVAL=14", D(2027, 5, 1), {"interval": 2, "weekdays": (5,)}),
        ("FREQ=MONTHLY;BYDAY=SA;BYSETPOS=1", D(2027, 5, 1), {"ordinal": 1, "weekday": 5}),
        ("FREQ=YEARLY", D(2027, 5, 1), {"kind": DateKind.YEARLY}),
    ],
)
def test_other_words_for_our_rules_are_understood(text, first, expected):
    found = rules.rule_of(vRecur.from_ical(text), first, until=None)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;WKST=SU",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYDAY=SA",
        "FREQ=YEARLY;BYDAY=20SA",
        "FREQ=YEARLY;BYYEARDAY=121",
        "FREQ=WEEKLY;INTERVAL=99;BYDAY=SA",
        "FREQ=YEARLY;BYWEEKNO=17",
    ],
)
def test_what_is_none_of_ours_is_none(text):
    assert rules.rule_of(vRecur.from_ical(text), D(2027, 5, 1), until=None) is None
