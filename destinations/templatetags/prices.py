"""Prices as readers of each language write them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django import template
from django.utils import numberformat
from django.utils.formats import get_format

from destinations.enums import Age
from destinations.models import PlacePrice
from translations import languages

register = template.Library()

#: Currencies whose small change nobody uses (for all others, two decimals).
NO_DECIMALS = {"IDR", "JPY", "KRW", "VND"}
#: How a currency is written at home; everywhere else by its code.
HOME_SIGNS = {("IDR", "id"): "Rp", ("MYR", "ms"): "RM"}
_NO_BREAK_SPACE = "\u00a0"


@register.filter
def money(amount: Decimal, currency: str) -> str:
    """Return an amount as the active language writes it: ``Rp5.000`` at home, ``IDR 5,000`` abroad.

    Separators are Django's for the language, in groups of three. No query.
    """
    number = numberformat.format(
        amount,
        get_format("DECIMAL_SEPARATOR"),
        decimal_pos=0 if currency in NO_DECIMALS else 2,
        grouping=3,
        thousand_sep=get_format("THOUSAND_SEPARATOR") or ",",
        force_grouping=True,
        use_l10n=False,
    )
    sign = HOME_SIGNS.get((currency, languages.active()))
    return f"{sign}{number}" if sign else f"{currency}{_NO_BREAK_SPACE}{number}"


def _condition(price: PlacePrice) -> tuple:
    return price.visitor, price.note, price.source, price.checked_on


@dataclass
class PriceRow:
    """What one kind of visitor pays under one condition: a price for each age, or None."""

    first: PlacePrice
    by_age: dict[str, PlacePrice] = field(default_factory=dict)
    cells: list[PlacePrice | None] = field(default_factory=list)

    def has_room_for(self, price: PlacePrice) -> bool:
        return price.age not in self.by_age and _condition(price) == _condition(self.first)


@dataclass(frozen=True)
class PriceTable:
    """Prices by visitor (rows) and age (columns that have a price); where they were read."""

    ages: list[str]
    rows: list[PriceRow]
    sources: list[PlacePrice]

    @property
    def has_one_source(self) -> bool:
        """Whether all prices were read at one place on one day: then it is said once."""
        return len(self.sources) == 1


@register.filter
def price_table(prices: Iterable[PlacePrice]) -> PriceTable:
    """Arrange a place's prices as a table, in the editor's order.

    Prices of one visitor under one note and of one source share a row; a second price of the same
    age begins another. No query beyond that of the prices.
    """
    rows: list[PriceRow] = []
    sources: dict[tuple, PlacePrice] = {}
    for price in prices:
        row = next((row for row in rows if row.has_room_for(price)), None)
        if row is None:
            rows.append(row := PriceRow(first=price))
        row.by_age[price.age] = price
        sources.setdefault((price.source, price.checked_on), price)
    ages = [age for age in Age if any(age in row.by_age for row in rows)]
    for row in rows:
        row.cells = [row.by_age.get(age) for age in ages]
    return PriceTable(
        ages=[str(age.label) for age in ages], rows=rows, sources=list(sources.values())
    )
