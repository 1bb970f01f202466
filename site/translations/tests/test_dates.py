"""Days in words, as each language writes them."""

import datetime

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from tests.house import run_python
from translations.dates import (
    clock_in_words,
    day_in_words,
    days_in_words,
    month_in_words,
    weekday_in_words,
)
from translations.languages import codes

JULY = [datetime.date(2026, 7, 10), datetime.date(2026, 7, 14)]


@pytest.mark.parametrize(
    ("language", "day", "span", "month"),
    [
        ("id", "Jumat, 1 Oktober 2027", "10–14 Jul 2026", "Oktober 2027"),
        ("en", "Friday, 1 October 2027", "10–14 Jul 2026", "October 2027"),
        ("ms", "Jumaat, 1 Oktober 2027", "10–14 Jul 2026", "Oktober 2027"),
        ("zh-hans", "2027年10月1日星期五", "2026年7月10日至14日", "2027年10月"),
        ("ar", "الجمعة، 1 أكتوبر 2027", "10–14 يوليو 2026", "أكتوبر 2027"),
    ],
)
def test_each_language_has_its_own_words_for_a_day_a_span_and_a_month(language, day, span, month):
    with override(language):
        assert day_in_words(datetime.date(2027, 10, 1)) == day
        assert days_in_words(*JULY).replace("\u2009", "") == span
        assert month_in_words(2027, 10) == month


@pytest.mark.parametrize(
    ("time", "id_", "ms"),
    [
        ((0, 0), "00.00", "12.00 tengah malam"),
        ((2, 30), "02.30", "2.30 pagi"),
        ((9, 5), "09.05", "9.05 pagi"),
        ((12, 15), "12.15", "12.15 tengah hari"),
        ((14, 0), "14.00", "2.00 petang"),
        ((17, 0), "17.00", "5.00 petang"),
        ((19, 5), "19.05", "7.05 malam"),
    ],
)
def test_malay_names_the_part_of_the_day_and_the_others_count_to_24(time, id_, ms):
    moment = datetime.time(*time)
    assert clock_in_words(moment, language="id") == id_
    assert clock_in_words(moment, language="ms") == ms
    assert clock_in_words(moment, language="ar") == id_.replace(".", ":")


@pytest.mark.parametrize(
    ("language", "weekday"),
    [
        ("id", "Jumat"),
        ("en", "Friday"),
        ("ms", "Jumaat"),
        ("zh-hans", "星期五"),
        ("ar", "الجمعة"),
    ],
)
def test_each_language_has_its_own_word_for_a_weekday(language, weekday):
    assert weekday_in_words(datetime.date(2027, 10, 1), language=language) == weekday


def test_a_malay_span_has_no_stray_comma():
    first, last = datetime.date(2026, 10, 30), datetime.date(2026, 11, 2)
    assert "," not in days_in_words(first, last, language="ms")


def test_a_language_can_be_named_whatever_is_spoken():
    with override("ar"):
        assert month_in_words(2027, 10, language="en") == "October 2027"


def test_a_span_of_one_day_is_that_day():
    day = datetime.date(2025, 10, 25)
    assert days_in_words(day, day, language="en") == "25 October 2025"


def test_a_span_over_new_year_names_both_years():
    first, last = datetime.date(2026, 12, 31), datetime.date(2027, 1, 2)
    assert "2026" in days_in_words(first, last, language="en")
    assert "2027" in days_in_words(first, last, language="en")


def test_a_span_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="before it starts"):
        days_in_words(*reversed(JULY))


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)), st.integers(0, 400))
def test_the_year_is_in_every_language(first, length):
    last = first + datetime.timedelta(days=length)
    for code in codes():
        assert str(last.year) in days_in_words(first, last, language=code)
        assert str(first.year) in day_in_words(first, language=code)


def test_no_language_speaks_another_after_it(tmp_path):
    """Babel keeps what it has read and mixes up languages by that, so a fresh process begins in
    Chinese.
    """
    code = (
        "from translations.dates import short_month; "
        "print(*(short_month(2027, 8, language=each) "
        "for each in ('zh-hans', 'id', 'ms', 'ar', 'en')))"
    )
    said = run_python(
        "-c",
        f"import django; django.setup(); {code}",
        state=tmp_path,
        PYTHONIOENCODING="utf-8",
        DJANGO_SETTINGS_MODULE="config.settings.test",
    )
    assert (said.stdout, said.stderr) == ("8月 Agu Ogo أغسطس Aug\n", "")
