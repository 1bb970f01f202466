"""Rules of feasts, against days that are known and against a look at every day of a year."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import hijri, javanese
from events.calendar_range import OutsideCalendarError
from events.enums import (
    DateKind,
    DayOf,
    HijriMonth,
    JavaneseMonth,
    Ordinal,
    Pasaran,
    Weekday,
    WinduYear,
)
from events.rituals import RitualRule, days_in_year, next_days

TEN_SURA = RitualRule(DateKind.JAVANESE, JavaneseMonth.SURA, DayOf.DAY, day=10)
NEW_YEAR = RitualRule(DateKind.HIJRI, HijriMonth.MUHARRAM, DayOf.DAY, day=1)
SECOND_OF_SHAWWAL = RitualRule(DateKind.HIJRI, HijriMonth.SHAWWAL, DayOf.DAY, day=2)


def date(*day):
    return datetime.date(*day)


def javanese_rule(month, day_of, **facts):
    return RitualRule(DateKind.JAVANESE, month, day_of, **facts)


def test_a_day_of_a_month_comes_once_in_most_years():
    assert days_in_year(TEN_SURA, 2025) == [date(2025, 7, 6)]
    assert days_in_year(SECOND_OF_SHAWWAL, 2025) == [date(2025, 3, 31)]


def test_a_year_may_have_the_same_feast_twice():
    assert days_in_year(NEW_YEAR, 2008) == [date(2008, 1, 10), date(2008, 12, 29)]
    first_sura = javanese_rule(JavaneseMonth.SURA, DayOf.DAY, day=1)
    assert days_in_year(first_sura, 2008) == [date(2008, 1, 10), date(2008, 12, 29)]


def test_the_30th_of_a_month_of_29_days_is_not_made_up():
    thirtieth_of_sapar = javanese_rule(JavaneseMonth.SAPAR, DayOf.DAY, day=30)
    assert [days_in_year(thirtieth_of_sapar, year) for year in range(1937, 2052)] == [[]] * 115
    assert next_days(thirtieth_of_sapar, date(2025, 1, 1), 3) == []
    # Ramadan 1446 had 29 days, Ramadan 1447 has 30 and ends in 2026.
    thirtieth_of_ramadan = RitualRule(DateKind.HIJRI, HijriMonth.RAMADAN, DayOf.DAY, day=30)
    assert days_in_year(thirtieth_of_ramadan, 2025) == []
    assert days_in_year(thirtieth_of_ramadan, 2026) == [date(2026, 3, 19)]


def test_the_30th_of_besar_comes_in_long_years_alone_and_not_in_the_last():
    last = javanese_rule(JavaneseMonth.BESAR, DayOf.DAY, day=30)
    days = next_days(last, date(2025, 1, 1), 100)
    assert days[:3] == [date(2026, 6, 16), date(2029, 5, 14), date(2031, 4, 23)]
    assert javanese.of(days[-1]) == javanese.JavaneseDay(1983, 12, 30)


@pytest.mark.parametrize(
    ("ordinal", "days"),
    [
        (Ordinal.FIRST, [date(2025, 6, 29)]),
        (Ordinal.SECOND, [date(2025, 7, 6)]),
        (Ordinal.FOURTH, [date(2025, 7, 20)]),
        (Ordinal.FIFTH, []),
        (Ordinal.LAST, [date(2025, 7, 20)]),
    ],
)
def test_a_weekday_is_counted_within_the_ritual_month(ordinal, days):
    """Sura 1959 runs from Friday 27 June to Saturday 26 July 2025."""
    rule = javanese_rule(JavaneseMonth.SURA, DayOf.WEEKDAY, ordinal=ordinal, weekday=Weekday.SUNDAY)
    assert days_in_year(rule, 2025) == days


def test_a_fifth_weekday_is_also_the_last_where_the_month_has_it():
    by_ordinal = [
        javanese_rule(JavaneseMonth.SURA, DayOf.WEEKDAY, ordinal=ordinal, weekday=Weekday.FRIDAY)
        for ordinal in (Ordinal.FIFTH, Ordinal.LAST)
    ]
    assert [days_in_year(rule, 2025) for rule in by_ordinal] == [[date(2025, 7, 25)]] * 2


def test_a_weekday_with_its_pasaran_comes_in_some_years_and_not_in_others():
    """Sapar 1958 runs from 7 August to 4 September 2024, between two days Jumat Legi."""
    jumat_legi = javanese_rule(
        JavaneseMonth.SAPAR, DayOf.PASARAN, weekday=Weekday.FRIDAY, pasaran=Pasaran.LEGI
    )
    assert [days_in_year(jumat_legi, year) for year in (2024, 2025, 2026, 2027)] == [
        [],
        [date(2025, 8, 22)],
        [date(2026, 8, 7)],
        [date(2027, 7, 23)],
    ]


def test_a_windu_year_keeps_a_rule_to_one_year_of_eight():
    garebeg = javanese_rule(JavaneseMonth.MULUD, DayOf.DAY, day=12, windu_year=WinduYear.DAL)
    assert days_in_year(garebeg, 2017) == [date(2017, 12, 1)]
    assert days_in_year(garebeg, 2024) == []
    assert next_days(garebeg, date(2017, 12, 1), 2) == [date(2025, 9, 5), date(2033, 6, 10)]


def test_an_offset_leads_away_from_the_day_and_into_another_year():
    eve = RitualRule(DateKind.HIJRI, HijriMonth.MUHARRAM, DayOf.DAY, day=1, offset=-10)
    assert days_in_year(eve, 2007) == [date(2007, 1, 10), date(2007, 12, 31)]
    assert days_in_year(eve, 2008) == [date(2008, 12, 19)]
    after = RitualRule(DateKind.HIJRI, HijriMonth.MUHARRAM, DayOf.DAY, day=1, offset=3)
    assert days_in_year(after, 2008) == [date(2008, 1, 13)]
    assert days_in_year(after, 2009) == [date(2009, 1, 1), date(2009, 12, 21)]


@pytest.mark.parametrize(
    ("rule", "year", "reason"),
    [
        (TEN_SURA, 1936, "By the Javanese calendar, whole years are known from 1937 to 2051."),
        (TEN_SURA, 2052, "By the Javanese calendar, whole years are known from 1937 to 2051."),
        (TEN_SURA, 0, "By the Javanese calendar, whole years are known from 1937 to 2051."),
        (NEW_YEAR, 1924, "By the Hijri calendar, whole years are known from 1925 to 2076."),
        (NEW_YEAR, 2077, "By the Hijri calendar, whole years are known from 1925 to 2076."),
        (NEW_YEAR, 10_000, "By the Hijri calendar, whole years are known from 1925 to 2076."),
    ],
)
def test_a_year_that_is_not_known_whole_is_refused(rule, year, reason):
    with pytest.raises(OutsideCalendarError) as refusal:
        days_in_year(rule, year)
    assert str(refusal.value) == reason


@pytest.mark.parametrize(("year", "offset"), [(1937, 284), (2051, -239)])
def test_a_year_into_which_unknown_days_could_lead_is_refused(year, offset):
    """1937 less 283 days begins on 24 March 1936, 2051 and 238 days end on 25 August 2052."""
    nearer = offset - 1 if offset > 0 else offset + 1
    sura = {"calendar": DateKind.JAVANESE, "month": 1, "day_of": DayOf.DAY, "day": 1}
    days_in_year(RitualRule(**sura, offset=nearer), year)
    with pytest.raises(OutsideCalendarError) as refusal:
        days_in_year(RitualRule(**sura, offset=offset), year)
    assert "days are known from 24 Maret 1936 to 25 Agustus 2052" in str(refusal.value)


def test_the_first_and_the_last_whole_year_are_known():
    assert days_in_year(TEN_SURA, 1937) == [date(1937, 3, 22)]
    assert days_in_year(TEN_SURA, 2051) == [date(2051, 9, 16)]
    assert days_in_year(NEW_YEAR, 1925) == [date(1925, 7, 23)]
    assert days_in_year(NEW_YEAR, 2076) == [date(2076, 11, 27)]


def test_the_next_days_come_after_the_day_asked_for():
    assert next_days(TEN_SURA, date(2025, 7, 5), 2) == [date(2025, 7, 6), date(2026, 6, 26)]
    assert next_days(TEN_SURA, date(2025, 7, 6), 1) == [date(2026, 6, 26)]
    assert next_days(TEN_SURA, date(2025, 7, 6), 0) == []


def test_the_next_days_end_where_the_calendar_does():
    assert next_days(TEN_SURA, date(2050, 12, 31), 5) == [date(2051, 9, 16)]
    assert next_days(TEN_SURA, date(2051, 9, 16), 5) == []
    assert next_days(TEN_SURA, date(2090, 1, 1), 5) == []
    in_part_of_a_year = javanese_rule(JavaneseMonth.BESAR, DayOf.DAY, day=29)
    assert next_days(in_part_of_a_year, date(2052, 1, 1), 5) == [date(2052, 8, 25)]


def test_the_next_days_begin_with_the_calendar():
    assert next_days(TEN_SURA, date(1900, 1, 1), 1) == [date(1936, 4, 2)]


@pytest.mark.parametrize(
    "facts",
    [
        {"calendar": DateKind.YEARLY, "month": 1, "day_of": DayOf.DAY, "day": 1},
        {"calendar": DateKind.HIJRI, "month": 13, "day_of": DayOf.DAY, "day": 1},
        {"calendar": DateKind.HIJRI, "month": 1, "day_of": "moon", "day": 1},
        {"calendar": DateKind.HIJRI, "month": 1, "day_of": DayOf.DAY},
        {"calendar": DateKind.HIJRI, "month": 1, "day_of": DayOf.DAY, "day": 31},
        {"calendar": DateKind.HIJRI, "month": 1, "day_of": DayOf.WEEKDAY, "weekday": 6},
        {"calendar": DateKind.HIJRI, "month": 1, "day_of": DayOf.WEEKDAY, "ordinal": 1},
        {
            "calendar": DateKind.HIJRI,
            "month": 1,
            "day_of": DayOf.WEEKDAY,
            "ordinal": 0,
            "weekday": 6,
        },
        {"calendar": DateKind.JAVANESE, "month": 1, "day_of": DayOf.PASARAN, "weekday": 6},
        {"calendar": DateKind.HIJRI, "month": 1, "day_of": DayOf.DAY, "day": 1, "windu_year": 5},
        {"calendar": DateKind.JAVANESE, "month": 1, "day_of": DayOf.DAY, "day": 1, "windu_year": 9},
    ],
)
def test_a_rule_that_could_find_no_day_is_none(facts):
    with pytest.raises(ValueError):  # noqa: PT011 (each says something else)
        RitualRule(**facts)


@st.composite
def rules(draw):
    calendar = draw(st.sampled_from([DateKind.HIJRI, DateKind.JAVANESE]))
    windu_years = st.none() | st.sampled_from(WinduYear.values)
    return RitualRule(
        calendar,
        draw(st.sampled_from(JavaneseMonth.values)),
        draw(st.sampled_from(DayOf.values)),
        day=draw(st.integers(1, 30)),
        ordinal=draw(st.sampled_from(Ordinal.values)),
        weekday=draw(st.sampled_from(Weekday.values)),
        pasaran=draw(st.sampled_from(Pasaran.values)),
        windu_year=draw(windu_years) if calendar == DateKind.JAVANESE else None,
        offset=draw(st.just(0) | st.integers(-40, 40)),
    )


def is_meant(rule, day):
    """Whether a rule means a day, looking at that day alone."""
    calendar = {DateKind.HIJRI: hijri, DateKind.JAVANESE: javanese}[rule.calendar]
    origin = day - datetime.timedelta(days=rule.offset)
    found = calendar.of(origin)
    if found.month != rule.month:
        return False
    if rule.windu_year is not None and found.windu_year != rule.windu_year:
        return False
    if rule.day_of == DayOf.DAY:
        return found.day == rule.day
    if origin.weekday() != rule.weekday:
        return False
    if rule.day_of == DayOf.PASARAN:
        return javanese.pasaran(origin) == rule.pasaran
    if rule.ordinal == Ordinal.LAST:
        return calendar.of(origin + datetime.timedelta(days=7)).month != rule.month
    return (found.day + 6) // 7 == rule.ordinal


def every_day_of(year):
    first = datetime.date(year, 1, 1)
    length = (datetime.date(year + 1, 1, 1) - first).days
    return [first + datetime.timedelta(days=number) for number in range(length)]


@given(rules(), st.integers(1938, 2050))
def test_the_days_of_a_year_are_those_that_a_look_at_each_day_finds(rule, year):
    assert days_in_year(rule, year) == [day for day in every_day_of(year) if is_meant(rule, day)]


@given(rules(), st.dates(date(1938, 1, 1), date(2040, 12, 31)), st.integers(0, 6))
def test_the_next_days_are_those_of_the_years_in_turn(rule, after, limit):
    in_turn = [
        day for year in range(after.year, 2051) for day in days_in_year(rule, year) if day > after
    ][:limit]
    assert [day for day in next_days(rule, after, limit) if day.year < 2051] == in_turn
