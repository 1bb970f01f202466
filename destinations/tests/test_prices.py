"""Prices as each language writes them, and arranged as a table."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from destinations.models import PlacePrice
from destinations.templatetags.prices import money, price_table


@pytest.mark.parametrize(
    ("language", "amount", "currency", "written"),
    [
        ("id", "5000", "IDR", "Rp5.000"),
        ("id", "150000.00", "IDR", "Rp150.000"),
        ("en", "150000", "IDR", "IDR\u00a0150,000"),
        ("ms", "150000", "IDR", "IDR\u00a0150,000"),
        ("zh-hans", "150000", "IDR", "IDR\u00a0150,000"),
        ("ar", "150000", "IDR", "IDR\u00a0150,000"),
        ("ms", "12.5", "MYR", "RM12.50"),
        ("en", "12.5", "USD", "USD\u00a012.50"),
        ("id", "1234.5", "USD", "USD\u00a01.234,50"),
    ],
)
def test_money_is_written_as_the_language_does(language, amount, currency, written):
    with override(language):
        assert money(Decimal(amount), currency) == written


def price(visitor, age, amount, note="", source="Loket"):
    return PlacePrice(visitor=visitor, age=age, amount=amount, note=note, source=source)


def cells(table):
    return [
        (row.first.visitor, row.first.note, [cell and cell.amount for cell in row.cells])
        for row in table.rows
    ]


def test_visitors_are_rows_and_ages_are_columns():
    table = price_table(
        [
            price("citizen", "adult", 5000),
            price("citizen", "child", 2500),
            price("foreigner", "adult", 100000),
        ]
    )
    assert table.ages == ["Adult", "Child"]
    assert cells(table) == [("citizen", "", [5000, 2500]), ("foreigner", "", [100000, None])]


def test_an_age_without_a_price_has_no_column():
    assert price_table([price("citizen", "child", 1)]).ages == ["Child"]


def test_another_note_or_a_second_price_begins_a_row():
    table = price_table(
        [
            price("citizen", "adult", 5000, note="Hari kerja"),
            price("citizen", "adult", 7500, note="Akhir pekan"),
            price("citizen", "adult", 8000, note="Akhir pekan"),
        ]
    )
    assert cells(table) == [
        ("citizen", "Hari kerja", [5000]),
        ("citizen", "Akhir pekan", [7500]),
        ("citizen", "Akhir pekan", [8000]),
    ]


def test_one_source_is_said_once_and_several_each():
    same = price_table([price("citizen", "adult", 1), price("foreigner", "adult", 2)])
    assert same.has_one_source
    several = price_table(
        [price("citizen", "adult", 1), price("foreigner", "adult", 2, source="Papan harga")]
    )
    assert [each.source for each in several.sources] == ["Loket", "Papan harga"]
    assert not several.has_one_source


def test_no_prices_make_an_empty_table():
    table = price_table([])
    assert (table.ages, table.rows, table.sources) == ([], [], [])
