"""The dates of another year, by rule: pure, so no database."""

import calendar
import datetime
import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from events.enums import DateKind, Feast, Way
from events.plan import Confirmed, Plan, Run, Times, planned
from events.plan_fields import fields_of
from events.recurrence import Rule
from events.rituals import RitualRule
from events.years.shift import goes_on, settled, ways_to

D = datetime.date


def on(first, last=None, **more):
    return Plan(DateKind.FIXED, first.year, run=Run(first, last or first), **more)


def best(year, *past):
    return ways_to(year, past)[0]


def days(proposal):
    return [(each.starts_on, each.ends_on) for each in planned(proposal.plan)]


def test_the_second_saturday_of_july_stays_the_second_saturday_and_is_estimated():
    found = best(2027, on(D(2026, 7, 11)), on(D(2025, 7, 12)))
    assert (found.way, found.ordinal, found.years) == (Way.WEEKDAY, 2, (2026, 2025))
    [dates] = planned(found.plan)
    assert (dates.starts_on, dates.is_estimated, dates.uncertainty) == (D(2027, 7, 10), True, 0)


def test_a_run_keeps_its_length_and_its_weekdays():
    found = best(2027, on(D(2026, 10, 9), D(2026, 10, 11)))
    assert days(found) == [(D(2027, 10, 8), D(2027, 10, 10))]


def test_the_last_week_counts_from_the_end():
    assert days(best(2027, on(D(2026, 7, 25)))) == [(D(2027, 7, 31), D(2027, 7, 31))]


def test_the_fourth_saturday_of_two_years_is_the_fourth_where_one_of_them_was_not_the_last():
    found = best(2027, on(D(2026, 7, 25)), on(D(2021, 7, 24)))
    assert (found.ordinal, days(found)) == (4, [(D(2027, 7, 24), D(2027, 7, 24))])


def test_a_fifth_saturday_is_the_last_one():
    assert best(2027, on(D(2026, 5, 30))).ordinal == -1


def test_an_anniversary_keeps_its_day_of_the_month():
    found = best(2026, on(D(2025, 12, 18)), on(D(2024, 12, 18)))
    assert (found.way, days(found)) == (Way.DAY, [(D(2026, 12, 18), D(2026, 12, 18))])


def test_what_kept_its_distance_from_a_feast_keeps_it():
    # Idul Fitri is 31 March 2025, 20 March 2026 and 9 March 2027 by the tables, give or take a day.
    found = best(2027, on(D(2026, 3, 27), D(2026, 3, 28)), on(D(2025, 4, 7), D(2025, 4, 8)))
    assert (found.way, found.feast, found.apart) == (Way.FEAST, Feast.IDUL_FITRI, 7)
    assert found.plan.kind == DateKind.HIJRI
    assert days(found) == [(D(2027, 3, 16), D(2027, 3, 17))]
    assert [each.uncertainty for each in planned(found.plan)] == [1]


def test_a_festival_whose_years_scatter_has_the_month_alone_and_is_never_estimated():
    gandrung = [
        on(D(2025, 10, 25)), on(D(2023, 9, 14), D(2023, 9, 16)), on(D(2022, 10, 29)),
    ]  # fmt: skip
    found = best(2026, *gandrung)
    assert found.way == Way.MONTH
    [dates] = planned(found.plan)
    assert (dates.starts_on, dates.is_month_only, dates.is_estimated) == (
        D(2026, 10, 1),
        True,
        False,
    )


def test_what_had_a_month_alone_has_it_again():
    found = ways_to(2027, [Plan(DateKind.MONTH_ONLY, 2026, month=10)])
    assert [(each.way, each.plan.month, each.plan.year) for each in found] == [("month", 10, 2027)]


def test_a_ritual_follows_its_rule():
    sura = RitualRule(DateKind.JAVANESE, 1, "day", day=10)
    past = Plan(DateKind.JAVANESE, 2026, ritual=sura, uncertainty=2, left_out=(D(2026, 6, 26),))
    found = best(2027, past)
    assert found.way == Way.RITUAL
    assert found.plan.left_out == ()
    assert [each.is_estimated for each in planned(found.plan)] == [True]


def test_a_ritual_of_another_year_of_the_windu_leaves_the_month_alone():
    # 2027 is Jimawal, and before 6 June Ehe.
    dal = RitualRule(DateKind.JAVANESE, 3, "day", day=12, windu_year=5)
    found = ways_to(2027, [Plan(DateKind.JAVANESE, 2025, ritual=dal)])
    assert [each.way for each in found] == [Way.MONTH]


def test_a_year_beyond_the_calendar_offers_no_date_by_it():
    rule = RitualRule(DateKind.HIJRI, 10, "day", day=2)
    assert ways_to(2100, [Plan(DateKind.HIJRI, 2026, ritual=rule)])[0].way == Way.MONTH


def test_a_season_moves_along_with_its_end():
    rule = Rule("weekly", D(2026, 5, 2), weekdays=(5,), until=D(2026, 9, 26))
    found = best(2027, Plan("weekly", 2026, rule=rule))
    assert found.way == Way.SEASON
    assert (found.plan.rule.first, found.plan.rule.until) == (D(2027, 5, 2), D(2027, 9, 26))
    assert planned(found.plan)[0].starts_on == D(2027, 5, 8)


def test_a_series_without_an_end_goes_on_by_itself():
    endless = Plan("weekly", 2026, rule=Rule("weekly", D(2026, 5, 2), weekdays=(5,)))
    assert goes_on(endless)
    assert ways_to(2027, [endless]) == []


def test_29_february_is_offered_only_where_there_is_one():
    past = on(D(2028, 2, 29))
    assert Way.DAY not in [each.way for each in ways_to(2029, [past])]
    assert Way.DAY in [each.way for each in ways_to(2032, [past])]
    yearly = Plan("yearly", 2028, rule=Rule("yearly", D(2028, 2, 29), count=1))
    assert [each.way for each in ways_to(2029, [yearly])] == [Way.MONTH]
    monthly = Rule("monthly", D(2028, 2, 29), day=29, until=D(2028, 12, 31))
    assert best(2029, Plan("monthly", 2028, rule=monthly)).plan.rule.first == D(2029, 2, 28)


def test_further_days_move_along_each_by_its_own_weekday_and_are_estimated():
    past = on(D(2026, 7, 11), also=(Run(D(2026, 12, 30), D(2027, 1, 2)),))
    found = ways_to(2027, [past])[0]
    assert days(found) == [
        (D(2027, 7, 10), D(2027, 7, 10)), (D(2027, 12, 29), D(2028, 1, 1)),
    ]  # fmt: skip
    assert all(each.is_estimated for each in planned(found.plan))


def test_a_day_that_was_confirmed_is_what_the_next_year_goes_by():
    moved = on(D(2026, 7, 11), is_estimated=True)
    assert settled(moved, {1: Confirmed(D(2026, 7, 18), D(2026, 7, 19))}).run == Run(
        D(2026, 7, 18), D(2026, 7, 19)
    )
    assert settled(moved, {}) == moved


def test_without_a_past_there_is_nothing_to_move():
    assert ways_to(2027, []) == []


def test_the_fields_of_an_edition_say_the_plan():
    found = fields_of(on(D(2027, 7, 10), hours="times", times=Times(datetime.time(19)),
                         sessions=(Times(datetime.time(21)),), is_estimated=True))  # fmt: skip
    more = json.loads(found.pop("more_dates"))
    assert [(each["type"], each["value"]) for each in more] == [
        ("session", {"starts_at": "21:00:00", "ends_at": None})
    ]
    assert found == {
        "date_kind": "fixed",
        "year": 2027,
        "hours": "times",
        "starts_at": datetime.time(19),
        "ends_at": None,
        "is_estimated": True,
        "starts_on": D(2027, 7, 10),
        "ends_on": D(2027, 7, 10),
    }


DAYS = st.dates(D(1950, 1, 1), D(2050, 12, 31))


@given(day=DAYS, length=st.integers(0, 30), years=st.integers(1, 20))
def test_the_same_weekday_is_in_the_same_month_and_week_of_the_asked_year(day, length, years):
    past = on(day, day + datetime.timedelta(days=length))
    year = day.year + years
    found = next(each for each in ways_to(year, [past]) if each.way == Way.WEEKDAY)
    run = found.plan.run
    assert (run.starts_on.year, run.starts_on.month) == (year, day.month)
    assert run.starts_on.weekday() == day.weekday()
    assert (run.ends_on - run.starts_on).days == length
    is_last = day.day + 7 > calendar.monthrange(day.year, day.month)[1]
    if is_last:
        assert run.starts_on.day + 7 > calendar.monthrange(year, day.month)[1]
    else:
        assert (run.starts_on.day - 1) // 7 == (day.day - 1) // 7


@given(day=DAYS, apart=st.integers(-50, 50))
def test_two_years_at_one_distance_from_a_feast_propose_it(day, apart):
    year = day.year
    assume(1951 <= year <= 2050)
    rule = RitualRule(DateKind.HIJRI, 10, "day", day=1, offset=apart)
    past = [
        on(found[0].starts_on)
        for each in (year, year - 1)
        if (found := planned(Plan(DateKind.HIJRI, each, ritual=rule)))
    ]
    assume(len(past) == 2)
    seen = [each.feast for each in ways_to(year + 1, past) if each.is_seen_twice and each.feast]
    if planned(Plan(DateKind.HIJRI, year + 1, ritual=rule)):
        assert seen


@pytest.mark.parametrize("kind", ["fixed", "weekly", "hijri"])
def test_a_plan_that_is_half_made_leads_nowhere(kind):
    assert ways_to(2027, [Plan(kind, 2026)]) == []
