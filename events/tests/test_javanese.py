"""The Javanese calendar, against the days that are known from elsewhere and on every day it has."""

import datetime
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import javanese
from events.calendar_range import OutsideCalendarError
from events.enums import Pasaran, Weekday, WinduYear
from events.javanese import JavaneseDay

ONE = datetime.timedelta(days=1)
EVERY_DAY = [
    javanese.FIRST + datetime.timedelta(days=number)
    for number in range((javanese.LAST - javanese.FIRST).days + 1)
]

#: On what day 1 Sura falls since 1936, by the year of the windu, and how long that year is.
YEARS = {
    WinduYear.ALIP: (Weekday.TUESDAY, Pasaran.PON, 354),
    WinduYear.EHE: (Weekday.SATURDAY, Pasaran.PAHING, 355),
    WinduYear.JIMAWAL: (Weekday.THURSDAY, Pasaran.PAHING, 354),
    WinduYear.JE: (Weekday.MONDAY, Pasaran.LEGI, 354),
    WinduYear.DAL: (Weekday.FRIDAY, Pasaran.KLIWON, 355),
    WinduYear.BE: (Weekday.WEDNESDAY, Pasaran.KLIWON, 354),
    WinduYear.WAWU: (Weekday.SUNDAY, Pasaran.WAGE, 354),
    WinduYear.JIMAKIR: (Weekday.THURSDAY, Pasaran.PON, 355),
}


@pytest.mark.parametrize(
    ("year", "name", "first"),
    [
        (1867, WinduYear.ALIP, (1936, 3, 24)),
        (1958, WinduYear.JE, (2024, 7, 8)),
        (1959, WinduYear.DAL, (2025, 6, 27)),
        (1960, WinduYear.BE, (2026, 6, 17)),
        (1961, WinduYear.WAWU, (2027, 6, 6)),
        (1962, WinduYear.JIMAKIR, (2028, 5, 25)),
        (1963, WinduYear.ALIP, (2029, 5, 15)),
    ],
)
def test_1_sura_falls_on_the_days_that_are_known(year, name, first):
    day = datetime.date(*first)
    assert javanese.first_of_year(year) == day
    assert javanese.of(day) == JavaneseDay(year, 1, 1)
    assert javanese.of(day).windu_year is name
    assert javanese.windu_year(year) is name


@pytest.mark.parametrize(
    ("day", "javanese_day"),
    [
        ((2025, 7, 6), (1959, 1, 10)),
        ((2024, 7, 21), (1958, 1, 14)),
        # Garebeg Mulud of two years Dal, as the court of Yogyakarta kept it.
        ((2017, 12, 1), (1951, 3, 12)),
        ((2025, 8, 29), (1959, 3, 5)),
        ((2025, 9, 5), (1959, 3, 12)),
        ((2052, 8, 25), (1986, 12, 29)),
    ],
)
def test_days_within_the_year_fall_where_they_are_known_to(day, javanese_day):
    assert javanese.of(datetime.date(*day)) == JavaneseDay(*javanese_day)
    assert javanese.to_date(JavaneseDay(*javanese_day)) == datetime.date(*day)


@pytest.mark.parametrize("year", range(1867, 1987))
def test_each_1_sura_of_the_kurup_has_the_weekday_and_the_pasaran_of_its_year_of_the_windu(year):
    first = javanese.first_of_year(year)
    weekday, pasaran, length = YEARS[javanese.of(first).windu_year]
    assert (first.weekday(), javanese.pasaran(first)) == (weekday, pasaran)
    if year < 1986:
        assert javanese.first_of_year(year + 1) - first == length * ONE
        assert sum(javanese.month_lengths(year)) == length


def test_15_windus_repeat_one_another_to_the_day():
    windu = datetime.timedelta(days=2835)
    firsts = [javanese.first_of_year(year) for year in range(1867, 1987, 8)]
    assert firsts == [javanese.FIRST + number * windu for number in range(15)]


def test_the_kurup_is_a_day_short_so_its_last_year_is_too():
    assert len(EVERY_DAY) == 15 * 2835 - 1 == 42_524
    assert javanese.windu_year(1986) is WinduYear.JIMAKIR
    assert (javanese.month_lengths(1978)[-1], javanese.month_lengths(1986)[-1]) == (30, 29)
    assert javanese.first_of_year(1986) + 354 * ONE == javanese.LAST + ONE


def test_the_kurup_after_it_begins_on_a_senin_pahing():
    after = javanese.LAST + ONE
    assert (after.weekday(), javanese.pasaran(after)) == (Weekday.MONDAY, Pasaran.PAHING)


def test_every_day_has_a_javanese_day_that_leads_back_to_it():
    assert [javanese.to_date(javanese.of(day)) for day in EVERY_DAY] == EVERY_DAY


def test_every_day_follows_the_one_before():
    expected = [
        JavaneseDay(year, month, day)
        for year in range(1867, 1987)
        for month, length in enumerate(javanese.month_lengths(year), 1)
        for day in range(1, length + 1)
    ]
    assert [javanese.of(day) for day in EVERY_DAY] == expected


def test_months_have_30_and_29_days_in_turn_and_besar_30_in_a_long_year():
    lengths = Counter((found.year, found.month) for found in map(javanese.of, EVERY_DAY))
    for year in range(1867, 1987):
        is_long = YEARS[javanese.windu_year(year)][2] == 355 and year != 1986
        of_year = tuple(lengths[year, month] for month in range(1, 13))
        assert of_year == (30, 29) * 5 + (30, 30 if is_long else 29)
        assert javanese.month_lengths(year) == of_year


def test_independence_was_proclaimed_on_a_jumat_legi():
    day = datetime.date(1945, 8, 17)
    assert (day.weekday(), javanese.pasaran(day)) == (Weekday.FRIDAY, Pasaran.LEGI)


@given(st.dates(max_value=datetime.date.max - 5 * ONE))
def test_the_week_of_five_goes_on_for_ever(day):
    five = [javanese.pasaran(day + number * ONE) for number in range(5)]
    start = five[0].value
    assert five == [Pasaran((start + number) % 5) for number in range(5)]
    assert javanese.pasaran(day + 5 * ONE) is five[0]


def test_the_week_of_five_never_breaks_off_within_the_kurup():
    pon = Pasaran.PON.value
    assert [javanese.pasaran(day) for day in EVERY_DAY] == [
        Pasaran((pon + number) % 5) for number in range(len(EVERY_DAY))
    ]


def test_the_days_of_a_month_are_all_of_them():
    days = javanese.month_days(1959, 1)
    assert (days[0], days[-1], len(days)) == (
        datetime.date(2025, 6, 27),
        datetime.date(2025, 7, 26),
        30,
    )
    assert len(javanese.month_days(1959, 2)) == 29


@pytest.mark.parametrize(
    "day", [(1959, 0, 1), (1959, 13, 1), (1959, 1, 0), (1959, 1, 31), (1959, 2, 30), (1986, 12, 30)]
)
def test_a_day_that_does_not_exist_has_no_date(day):
    with pytest.raises(ValueError, match=r"has (months|days) 1 to") as refusal:
        javanese.to_date(JavaneseDay(*day))
    assert not isinstance(refusal.value, OutsideCalendarError)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: javanese.of(javanese.FIRST - ONE),
        lambda: javanese.of(javanese.LAST + ONE),
        lambda: javanese.first_of_year(1866),
        lambda: javanese.first_of_year(1987),
        lambda: javanese.month_lengths(1866),
        lambda: javanese.month_lengths(1987),
        lambda: javanese.month_days(1987, 1),
        lambda: javanese.to_date(JavaneseDay(1866, 12, 29)),
        lambda: javanese.to_date(JavaneseDay(1987, 1, 1)),
    ],
)
def test_what_lies_outside_the_kurup_is_refused_with_its_range(ask):
    with pytest.raises(OutsideCalendarError) as refusal:
        ask()
    assert str(refusal.value) == (
        "By the Javanese calendar, days are known from 24 Maret 1936 to 25 Agustus 2052."
    )


def test_days_are_told_apart_and_put_in_order():
    assert JavaneseDay(1959, 1, 10) == JavaneseDay(1959, 1, 10)
    assert JavaneseDay(1958, 12, 29) < JavaneseDay(1959, 1, 10) < JavaneseDay(1959, 2, 1)
