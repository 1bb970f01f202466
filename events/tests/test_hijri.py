"""The Hijri calendar as it is computed, and where it ends."""

import datetime

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from events import hijri
from events.calendar_range import CalendarRange, OutsideCalendarError
from events.enums import DateKind

ONE = datetime.timedelta(days=1)

days = st.dates(hijri.FIRST, hijri.LAST)


@pytest.mark.parametrize(
    ("day", "hijri_day"),
    [
        ((1924, 8, 1), (1343, 1, 1)),
        ((2008, 1, 10), (1429, 1, 1)),
        ((2008, 12, 29), (1430, 1, 1)),
        ((2025, 3, 30), (1446, 10, 1)),
        ((2025, 3, 31), (1446, 10, 2)),
        ((2077, 11, 16), (1500, 12, 30)),
    ],
)
def test_days_fall_where_umm_al_qura_has_them(day, hijri_day):
    assert hijri.of(datetime.date(*day)) == hijri_day
    assert hijri.to_date(*hijri_day) == datetime.date(*day)


def test_what_was_kept_lies_within_the_uncertainty_of_what_is_computed():
    kept = datetime.date(2025, 3, 31)
    assert kept - hijri.to_date(1446, 10, 1) == hijri.UNCERTAINTY * ONE


@given(days)
def test_every_day_has_a_hijri_day_that_leads_back_to_it(day):
    assert hijri.to_date(*hijri.of(day)) == day


@given(days.filter(lambda day: day < hijri.LAST))
def test_every_day_follows_the_one_before(day):
    year, month, number = hijri.of(day)
    if number < hijri.month_lengths(year)[month - 1]:
        follower = (year, month, number + 1)
    elif month < 12:
        follower = (year, month + 1, 1)
    else:
        follower = (year + 1, 1, 1)
    assert hijri.of(day + ONE) == follower


def test_dates_are_pythons_own():
    assert type(hijri.to_date(1446, 10, 1)) is datetime.date
    assert type(hijri.month_days(1446, 10)[0]) is datetime.date


def test_months_have_the_lengths_of_the_tables():
    assert hijri.month_lengths(1446) == (29, 30, 30, 30, 29, 30, 30, 29, 29, 30, 29, 29)
    assert sum(hijri.month_lengths(1446)) == 354


def test_since_1365_every_month_has_29_or_30_days():
    lengths = {length for year in range(1365, 1501) for length in hijri.month_lengths(year)}
    assert lengths == {29, 30}


def test_the_days_of_a_month_are_all_of_them():
    ramadan = hijri.month_days(1446, 9)
    assert (ramadan[0], ramadan[-1], len(ramadan)) == (
        datetime.date(2025, 3, 1),
        datetime.date(2025, 3, 29),
        29,
    )


@pytest.mark.parametrize("day", [(1446, 0, 1), (1446, 13, 1), (1446, 9, 0), (1446, 9, 30)])
def test_a_day_that_does_not_exist_has_no_date(day):
    with pytest.raises(ValueError, match="must be in 1-") as refusal:
        hijri.to_date(*day)
    assert not isinstance(refusal.value, OutsideCalendarError)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: hijri.of(hijri.FIRST - ONE),
        lambda: hijri.of(hijri.LAST + ONE),
        lambda: hijri.to_date(1342, 12, 29),
        lambda: hijri.to_date(1501, 1, 1),
        lambda: hijri.month_lengths(1342),
        lambda: hijri.month_days(1501, 1),
    ],
)
def test_what_lies_outside_the_tables_is_refused_with_their_range(ask):
    with pytest.raises(OutsideCalendarError) as refusal:
        ask()
    assert str(refusal.value) == (
        "By the Hijri calendar, days are known from 1 Agustus 1924 to 16 November 2077."
    )


def test_a_refusal_speaks_the_language_of_whoever_reads_it():
    with pytest.raises(OutsideCalendarError) as refusal:
        hijri.of(datetime.date(1900, 1, 1))
    with override("en"):
        assert str(refusal.value) == str(refusal.value.reason)
        assert "from 1 August 1924 to" in str(refusal.value)


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ((1936, 3, 24), (2052, 8, 25), range(1937, 2052)),
        ((1936, 1, 1), (2052, 12, 31), range(1936, 2053)),
    ],
)
def test_a_year_counts_as_known_where_all_of_it_is(first, last, years):
    known = CalendarRange(DateKind.JAVANESE, datetime.date(*first), datetime.date(*last))
    assert known.whole_years == years
