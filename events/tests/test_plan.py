"""What an edition plans: runs, rules, ritual calendars, and what stands beside them."""

import datetime

from events.enums import DateKind, DayOf, Hours
from events.plan import Confirmed, Plan, Run, Times, planned
from events.recurrence import Rule
from events.rituals import RitualRule

D, T = datetime.date, datetime.time
EVENING = Times(T(19), T(22))


def weekly(**fields):
    rule = Rule(DateKind.WEEKLY, D(2026, 12, 5), weekdays=(5,), count=4)
    return Plan(DateKind.WEEKLY, 2026, rule=rule, **fields)


def barong(**fields):
    rule = RitualRule(DateKind.HIJRI, month=10, day_of=DayOf.DAY, day=2)
    return Plan(DateKind.HIJRI, 2025, ritual=rule, uncertainty=1, **fields)


def firsts(plan, **fields):
    return [each.starts_on for each in planned(plan, **fields)]


def test_a_date_that_falls_out_is_not_there_and_still_counts():
    plan = weekly(left_out=(D(2026, 12, 12),))
    assert firsts(plan) == [D(2026, 12, 5), D(2026, 12, 19), D(2026, 12, 26)]


def test_further_runs_stand_among_the_others_with_the_same_hours_or_their_own():
    plan = weekly(
        hours=Hours.TIMES,
        times=EVENING,
        also=(
            Run(D(2026, 12, 7), D(2026, 12, 8), "a"),
            Run(D(2026, 12, 6), D(2026, 12, 6), "b", Times(T(9))),
        ),
    )
    assert [(each.starts_on, each.starts_at, each.key) for each in planned(plan)][:3] == [
        (D(2026, 12, 5), T(19), ""),
        (D(2026, 12, 6), T(9), "b"),
        (D(2026, 12, 7), T(19), "a"),
    ]


def test_a_run_that_the_rule_has_already_is_one_date_and_the_rules():
    plan = weekly(also=(Run(D(2026, 12, 12), D(2026, 12, 12), "a"),))
    assert [each.key for each in planned(plan)] == ["", "", "", ""]


def test_several_times_in_a_day_are_dates_of_their_own_in_order():
    plan = weekly(hours=Hours.TIMES, times=EVENING, sessions=(Times(T(14), T(16)),))
    assert [(each.starts_on.day, each.starts_at, each.key) for each in planned(plan)][:3] == [
        (5, T(14), "t1400"),
        (5, T(19), ""),
        (12, T(14), "t1400"),
    ]


def test_dates_of_a_rule_last_as_long_as_it_says():
    (first, *_) = planned(weekly(lasts=3))
    assert (first.starts_on, first.ends_on) == (D(2026, 12, 5), D(2026, 12, 7))


def test_a_ritual_is_estimated_with_its_uncertainty():
    (only,) = planned(barong(lasts=2))
    assert (only.starts_on, only.ends_on) == (D(2025, 3, 31), D(2025, 4, 1))
    assert (only.is_estimated, only.uncertainty, only.key) == (True, 1, "")


def test_what_the_office_confirmed_takes_the_place_of_the_estimate_and_keeps_its_key():
    confirmed = {1: Confirmed(D(2025, 4, 1), D(2025, 4, 1), Hours.TIMES, EVENING)}
    (only,) = planned(barong(), confirmed=confirmed)
    assert (only.starts_on, only.starts_at, only.key) == (D(2025, 4, 1), T(19), "")
    assert (only.is_estimated, only.uncertainty) == (False, 0)


def test_the_second_ritual_of_a_year_has_a_key_of_its_own():
    rule = RitualRule(DateKind.HIJRI, month=1, day_of=DayOf.DAY, day=1)
    found = planned(Plan(DateKind.HIJRI, 2008, ritual=rule))
    assert [(each.starts_on, each.key) for each in found] == [
        (D(2008, 1, 10), ""),
        (D(2008, 12, 29), "2"),
    ]


def test_a_month_is_the_whole_month_and_says_so():
    (only,) = planned(Plan(DateKind.MONTH_ONLY, 2027, month=10))
    assert (only.starts_on, only.ends_on, only.is_month_only) == (
        D(2027, 10, 1),
        D(2027, 10, 31),
        True,
    )


def test_a_plan_that_is_half_made_plans_nothing():
    for kind in DateKind:
        assert planned(Plan(kind, 2027)) == []


def test_only_what_begins_before_the_day_is_planned():
    assert firsts(weekly(), before=D(2026, 12, 12)) == [D(2026, 12, 5)]
