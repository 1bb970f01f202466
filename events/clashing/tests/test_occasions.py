"""Holidays and what an office adds to them, as days of the year."""

import datetime

import pytest

from events.clashing import public_holidays
from events.clashing.occasions import Observed, of_span

D = datetime.date
YEAR = D(2027, 1, 1), D(2027, 12, 31)


def told(*observed, country="ID", language="id", span=YEAR):
    found = of_span(*span, country=country, observed=observed, language=language)
    return {each.key: each for each in found}


def test_public_holidays_have_the_country_s_names_and_are_good_to_know():
    nyepi = told()["holiday Hari Suci Nyepi"]
    assert (nyepi.name, nyepi.starts_on, nyepi.ends_on) == (
        "Hari Suci Nyepi",
        D(2027, 3, 8),
        D(2027, 3, 8),
    )
    assert (nyepi.is_holiday, nyepi.severity, nyepi.effect) == (True, 1, "")


def test_the_reader_s_language_changes_the_name_and_not_the_key():
    assert told(language="en")["holiday Hari Suci Nyepi"].name == "Day of Silence"
    assert told(language="ar")["holiday Hari Suci Nyepi"].name == "Hari Suci Nyepi"


def test_an_estimated_holiday_may_be_a_day_off_and_does_not_say_so_in_its_name():
    for language, name in (("id", "Hari Raya Idul Fitri"), ("en", "Eid al-Fitr")):
        feast = told(language=language)["holiday Hari Raya Idul Fitri"]
        assert (feast.name, feast.uncertainty) == (name, 1)


@pytest.mark.parametrize("country", ["", "XX", "id-", "Indonesia"])
def test_a_country_that_nobody_knows_has_no_holidays(country):
    assert told(country=country) == {}


def test_an_observance_takes_the_place_of_the_holiday_that_it_is_about_and_is_widened():
    nyepi = Observed(
        "observance 1",
        "Nyepi",
        "The crossing is closed.",
        3,
        holiday="Hari Suci Nyepi",
        days_before=1,
        days_after=1,
    )
    found = told(nyepi)
    assert "holiday Hari Suci Nyepi" not in found
    told_of = found["observance 1"]
    assert (told_of.starts_on, told_of.ends_on) == (D(2027, 3, 7), D(2027, 3, 9))
    assert (told_of.severity, told_of.effect) == (3, "The crossing is closed.")


def test_a_hijri_month_is_found_in_each_year_and_may_be_a_day_off():
    ramadan = told(Observed("observance 2", "Ramadan", hijri_month=9))["observance 2"]
    assert (ramadan.starts_on, ramadan.ends_on) == (D(2027, 2, 8), D(2027, 3, 8))
    assert ramadan.uncertainty == 1


def test_two_months_of_one_civil_year_are_both_found():
    found = of_span(
        D(2030, 1, 1),
        D(2030, 12, 31),
        country="",
        observed=[Observed("observance 2", "Ramadan", hijri_month=9)],
    )
    assert [each.starts_on for each in found] == [D(2030, 1, 5), D(2030, 12, 26)]


def test_days_of_one_year_are_just_those():
    closed = Observed("observance 3", "Haul", starts_on=D(2027, 5, 3), days_after=2)
    assert told(closed)["observance 3"].ends_on == D(2027, 5, 5)
    assert "observance 3" not in told(closed, span=(D(2027, 5, 6), D(2027, 12, 31)))


def test_what_is_widened_reaches_over_new_year():
    feast = Observed("observance 4", "New Year", holiday="Tahun Baru Masehi", days_before=2)
    found = told(feast, span=(D(2027, 12, 30), D(2027, 12, 31)))
    assert found["observance 4"].ends_on == D(2028, 1, 1)


@pytest.mark.parametrize("year", [1900, 2200])
def test_years_beyond_every_table_have_nothing(year):
    span = D(year, 1, 1), D(year, 12, 31)
    assert told(Observed("observance 2", "Ramadan", hijri_month=9), span=span) == {}


def test_names_of_holidays_come_with_what_a_reader_calls_them():
    found = public_holidays.names("ID", range(2026, 2029), language="en")
    assert found["Hari Suci Nyepi"] == "Day of Silence"
    assert not any("perkiraan" in name for name in found)
