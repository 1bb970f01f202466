"""Months, hours and numbers in the reader's words, where the first page has little room."""

import datetime

from django import template

from regions.clock import nearest_minute
from translations import dates

register = template.Library()


@register.filter
def short_month(day: datetime.date) -> str:
    """Return a day's month as a calendar heads its columns: ``{{ month.first|short_month }}``."""
    return dates.short_month(day.year, day.month)


@register.filter
def clock(moment: datetime.datetime) -> str:
    """Return a moment's time of day, by the zone it is in: ``{{ month.sunrise|clock }}``.

    To the nearest minute, as the header tells the next sunrise.
    """
    return dates.clock_in_words(nearest_minute(moment).time())
