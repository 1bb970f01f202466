"""Days that repeat: exactly those of RFC 5545, as dateutil reads it."""

import datetime
from itertools import islice

import pytest
from dateutil import rrule as dateutil
from hypothesis import given
from hypothesis import strategies as st

from events.enums import DateKind, DayOf
from events.recurrence import END, Rule, days, every_day, next_days, rrule

D = datetime.date
SATURDAY, SUNDAY, FRIDAY = 5, 6, 4


def weekly(first, *weekdays, **fields):
    return Rule(DateKind.WEEKLY, first, weekdays=weekdays, **fields)


def by_weekday(first, ordinal, weekday, kind=DateKind.MONTHLY, **fields):
    return Rule(kind, first, day_of=DayOf.WEEKDAY, ordinal=ordinal, weekday=weekday, **fields)


def test_every_second_saturday_until_a_day_that_belongs_to_it():
    rule = by_weekday(D(2026, 12, 1), 2, SATURDAY, until=D(2027, 2, 13))
    assert list(every_day(rule)) == [D(2026, 12, 12), D(2027, 1, 9), D(2027, 2, 13)]


def test_the_last_friday_so_many_times():
    rule = by_weekday(D(2027, 1, 1), -1, FRIDAY, count=2)
    assert list(every_day(rule)) == [D(2027, 1, 29), D(2027, 2, 26)]


def test_a_fifth_weekday_passes_over_months_of_four():
    rule = by_weekday(D(2027, 1, 1), 5, FRIDAY, count=3)
    assert list(every_day(rule)) == [D(2027, 1, 29), D(2027, 4, 30), D(2027, 7, 30)]


def test_every_other_week_counts_weeks_from_monday():
    rule = weekly(D(2026, 12, 6), SATURDAY, SUNDAY, interval=2, count=4)
    # The 6th is a Sunday: its week is the first, the next but one begins on the 14th.
    assert list(every_day(rule)) == [
        D(2026, 12, 6),
        D(2026, 12, 19),
        D(2026, 12, 20),
        D(2027, 1, 2),
    ]


def test_months_without_the_day_are_passed_over_and_the_last_day_is_in_each():
    rule = Rule(DateKind.MONTHLY, D(2027, 1, 1), day=31, count=3)
    assert list(every_day(rule)) == [D(2027, 1, 31), D(2027, 3, 31), D(2027, 5, 31)]
    rule = Rule(DateKind.MONTHLY, D(2027, 1, 1), day=-1, count=3)
    assert list(every_day(rule)) == [D(2027, 1, 31), D(2027, 2, 28), D(2027, 3, 31)]


def test_a_leap_day_comes_in_leap_years():
    rule = Rule(DateKind.YEARLY, D(2096, 2, 29), count=2)
    assert list(every_day(rule)) == [D(2096, 2, 29), D(2104, 2, 29)]


def test_a_rule_without_an_end_goes_to_the_end_of_the_calendar():
    rule = Rule(DateKind.YEARLY, D(2198, 5, 1))
    assert list(every_day(rule)) == [D(2198, 5, 1), D(2199, 5, 1), D(2200, 5, 1)]


def test_days_are_those_before_and_the_next_those_after():
    rule = weekly(D(2026, 12, 5), SATURDAY)
    assert days(rule, before=D(2026, 12, 19)) == [D(2026, 12, 5), D(2026, 12, 12)]
    assert next_days(rule, D(2026, 12, 12), 2) == [D(2026, 12, 19), D(2026, 12, 26)]


FREQUENCIES = {
    DateKind.WEEKLY: dateutil.WEEKLY,
    DateKind.MONTHLY: dateutil.MONTHLY,
    DateKind.YEARLY: dateutil.YEARLY,
}
some_days = st.dates(D(1900, 1, 1), D(2180, 12, 31))


@st.composite
def rules(draw):
    kind = draw(st.sampled_from(sorted(FREQUENCIES)))
    first = draw(some_days)
    day_of = draw(st.sampled_from([DayOf.DAY, DayOf.WEEKDAY]))
    number = st.integers(1, 31) | st.just(-1)
    return Rule(
        kind=kind,
        first=first,
        interval=draw(st.integers(1, 12)),
        weekdays=tuple(draw(st.lists(st.integers(0, 6), min_size=1, max_size=4)))
        if kind == DateKind.WEEKLY
        else (),
        day_of=day_of,
        day=draw(number) if kind == DateKind.MONTHLY and day_of == DayOf.DAY else None,
        ordinal=draw(st.sampled_from([1, 2, 3, 4, 5, -1])) if day_of == DayOf.WEEKDAY else None,
        weekday=draw(st.integers(0, 6)) if day_of == DayOf.WEEKDAY else None,
        until=draw(st.none() | some_days),
        count=draw(st.none() | st.integers(1, 40)),
    )


def expected(rule, number):
    weekdays = sorted(set(rule.weekdays))
    by = {}
    if rule.kind == DateKind.WEEKLY:
        by["byweekday"] = weekdays
    elif rule.day_of == DayOf.WEEKDAY:
        by["byweekday"] = dateutil.weekday(rule.weekday, rule.ordinal)
    else:
        by["bymonthday"] = rule.day or rule.first.day
    if rule.kind == DateKind.YEARLY:
        by["bymonth"] = rule.first.month
    midnight = datetime.time()
    until = min(rule.until or END, END)
    found = dateutil.rrule(
        FREQUENCIES[rule.kind],
        dtstart=datetime.datetime.combine(rule.first, midnight),
        interval=rule.interval,
        until=datetime.datetime.combine(until, midnight),
        wkst=dateutil.MO,
        cache=False,
        **by,
    )
    number = min(number, rule.count) if rule.count else number
    return [each.date() for each in islice(found, number)]


@given(rule=rules())
def test_our_days_are_dateutils(rule):
    assert list(islice(every_day(rule), 40)) == expected(rule, 40)


@given(rule=rules())
def test_the_same_rule_written_as_an_rrule_means_the_same_days(rule):
    parts = rrule(rule)
    text = ";".join(f"{name}={','.join(map(str, values))}" for name, values in parts.items())
    start = datetime.datetime.combine(rule.first, datetime.time())
    read = dateutil.rrulestr(f"RRULE:{text};WKST=MO", dtstart=start)
    until = rule.until or END
    number = min(20, rule.count or 20)
    bounded = (each.date() for each in read.xafter(start, inc=True) if each.date() <= until)
    ours = list(islice(every_day(rule), number))
    assert list(islice(bounded, len(ours))) == ours


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        (weekly(D(2026, 12, 5), SATURDAY), {"FREQ": ["WEEKLY"], "BYDAY": ["SA"]}),
        (
            by_weekday(D(2026, 12, 1), 2, SATURDAY, interval=3),
            {"FREQ": ["MONTHLY"], "INTERVAL": [3], "BYDAY": ["2SA"]},
        ),
        (
            by_weekday(D(2026, 8, 1), -1, FRIDAY, kind=DateKind.YEARLY),
            {"FREQ": ["YEARLY"], "BYMONTH": [8], "BYDAY": ["-1FR"]},
        ),
        (
            Rule(DateKind.YEARLY, D(2026, 8, 17)),
            {"FREQ": ["YEARLY"], "BYMONTH": [8], "BYMONTHDAY": [17]},
        ),
    ],
)
def test_a_rule_is_written_as_rfc_5545_has_it(rule, parts):
    assert rrule(rule) == parts
