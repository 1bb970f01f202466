"""Days where there is little room: in the lists of the office's year."""

import datetime

from django import template

from translations.dates import short_month

register = template.Library()


@register.filter
def day_numbers(dates: object, within: datetime.date) -> str:
    """Return the days of a date within the list of a month: "10", "10–12", "28 Feb–2 Mar".

    ``{{ entry|day_numbers:month.first }}``, of whatever has `starts_on` and `ends_on`; where
    one of the days is in another month than that of `within`, both are said with their months.
    """
    first: datetime.date = dates.starts_on  # type: ignore[attr-defined]
    last: datetime.date = dates.ends_on  # type: ignore[attr-defined]
    days = [first] if first == last else [first, last]
    if all((each.year, each.month) == (within.year, within.month) for each in days):
        return "–".join(str(each.day) for each in days)
    return "–".join(f"{each.day} {short_month(each.year, each.month)}" for each in days)
