"""Days where there is little room: in the lists of the office's year."""

import datetime

from django import template

from translations.dates import short_month

register = template.Library()


@register.filter
def day_numbers(dates: object, within: datetime.date) -> str:
    """Return the days of a date within the list of a month: "10", "10–12", "28–2 Mar".

    ``{{ entry|day_numbers:month.first }}``, of whatever has `starts_on` and `ends_on`; a day of
    another month than that of `within` is said with its month.
    """
    first: datetime.date = dates.starts_on  # type: ignore[attr-defined]
    last: datetime.date = dates.ends_on  # type: ignore[attr-defined]
    if first == last:
        return _number(first, within)
    return f"{_number(first, within)}–{_number(last, within)}"


def _number(day: datetime.date, within: datetime.date) -> str:
    if (day.year, day.month) == (within.year, within.month):
        return str(day.day)
    return f"{day.day} {short_month(day.year, day.month)}"
