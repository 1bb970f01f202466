"""Dates, times and prices as people write them in each language."""

import datetime

import pytest
from django.utils import formats
from django.utils.translation import override

MOMENT = datetime.datetime(2026, 8, 3, 19, 5, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("language", "date", "month", "time"),
    [
        ("id", "3 Agustus 2026", "Agustus 2026", "19.05"),
        ("en", "3 August 2026", "August 2026", "19:05"),
        ("ms", "3 Ogos 2026", "Ogos 2026", "19:05"),
        ("zh-hans", "2026年8月3日", "2026年8月", "19:05"),
        ("ar", "3 أغسطس 2026", "أغسطس 2026", "19:05"),
    ],
)
def test_a_date_has_its_month_in_full_and_its_day_where_readers_expect_it(
    language, date, month, time
):
    with override(language):
        assert formats.date_format(MOMENT, "DATE_FORMAT") == date
        assert formats.date_format(MOMENT, "YEAR_MONTH_FORMAT") == month
        assert formats.time_format(MOMENT.time(), "TIME_FORMAT") == time


@pytest.mark.parametrize(
    ("language", "price"),
    [("id", "150.000"), ("en", "150,000"), ("ms", "150,000"), ("ar", "150,000")],
)
def test_thousands_are_parted_as_the_language_does(language, price):
    with override(language):
        assert formats.number_format(150_000, force_grouping=True) == price
