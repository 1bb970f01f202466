"""Days where there is little room: in the lists of the office's year."""

import datetime

from django import template

from translations.dates import short_month

register = template.Library()


@register.filter
def day_numbers(dates: object) -> str:
    """Return the days of a date within a list of its month: "10", "10–12", "28–2 Mar".

    ``{{ entry|day_numbers }}``, of whatever has `starts_on` and `ends_on`.
    """
    first: datetime.date = dates.starts_on  # type: ignore[attr-defined]
    last: datetime.date = dates.ends_on  # type: ignore[attr-defined]
    if first == last:
        return str(first.day)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day}"
    return f"{first.day}–{last.day} {short_month(last.year, last.month)}"
