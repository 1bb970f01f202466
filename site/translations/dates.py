"""Days, spans of days, months and times in words, as each language writes them. Pure: no clock.

The patterns are Unicode's CLDR, by way of Babel. Days are plain dates: whoever has a moment turns
it into a day of the region's own zone first.
"""

import datetime
from collections.abc import Sequence

from babel.dates import format_date, format_interval, format_skeleton, format_time, get_month_names
from babel.lists import format_list

from . import languages

#: CLDR's locale of a language, where it is not the language's own code.
_LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans"}
#: Clocks as each language reads them: 24 hours, but for Malay, which names the part of the day.
_CLOCKS = {"id": "HH.mm", "ms": "h.mm B"}
#: CLDR's Indonesian writes "Jumat, 01 Oktober 2027"; people do not.
_FULL = {"id": "EEEE, d MMMM y"}
_A_MONDAY = datetime.date(2024, 1, 1)


def _locale(language: str | None) -> str:
    code = language or languages.active()
    return _LOCALES.get(code, code)


def day_in_words(day: datetime.date, *, language: str | None = None) -> str:
    """Return a day with its weekday, e.g. "Saturday, 25 October 2025"; by default as spoken now."""
    locale = _locale(language)
    return format_date(day, _FULL.get(locale, "full"), locale=locale)


def weekday_in_words(day: datetime.date, *, language: str | None = None) -> str:
    """Return the weekday of a day, e.g. "Saturday"; by default as spoken now."""
    return format_date(day, "EEEE", locale=_locale(language))


def weekday_name(number: int, *, language: str | None = None) -> str:
    """Return a day of the week by its number, 0 being Monday."""
    return weekday_in_words(_A_MONDAY + datetime.timedelta(days=number), language=language)


def short_weekday(number: int, *, language: str | None = None) -> str:
    """Return a day of the week by its number as a calendar heads its columns, e.g. "Sat"."""
    day = _A_MONDAY + datetime.timedelta(days=number)
    return format_date(day, "EEE", locale=_locale(language))


def month_name(number: int, *, language: str | None = None) -> str:
    """Return a month of the civil year by its number, as it stands beside a day."""
    return str(get_month_names("wide", "format", locale=_locale(language))[number])


def listed(words: Sequence[str], *, language: str | None = None) -> str:
    """Return words as the language lists them, e.g. "Saturday and Sunday"."""
    return format_list(list(words), locale=_locale(language))


def days_in_words(first: datetime.date, last: datetime.date, *, language: str | None = None) -> str:
    """Return a span of days without weekdays, e.g. "10–14 Jul 2026"; one day is "25 October 2025".

    Both ends belong to the span. Raises ValueError where it ends before it starts.
    """
    if last < first:
        raise ValueError("A span of days does not end before it starts.")
    if first == last:
        return format_date(first, "long", locale=_locale(language))
    locale = _locale(language)
    span = format_interval(first, last, "yMMMd", locale=locale)
    # CLDR puts a comma before the year in Malay where months differ, and none where they do not.
    return span.replace(", ", " ") if locale == "ms" else span


def month_in_words(year: int, month: int, *, language: str | None = None) -> str:
    """Return a month, e.g. "October 2027"."""
    return format_skeleton("yMMMM", datetime.date(year, month, 1), locale=_locale(language))


def short_month(year: int, month: int, *, language: str | None = None) -> str:
    """Return a month as a calendar heads its columns, e.g. "Oct".

    Not CLDR's form for months that stand alone ("LLL", which the skeleton "MMM" leads to): once
    Babel has spoken Chinese, it says that in Chinese to Arabs and Indonesians too.
    """
    return format_date(datetime.date(year, month, 1), "MMM", locale=_locale(language))


def clock_in_words(time: datetime.time, *, language: str | None = None) -> str:
    """Return a time of day, e.g. "19.05" in Indonesian, "7.05 malam" in Malay."""
    locale = _locale(language)
    pattern = _CLOCKS.get(locale, "HH:mm")
    if locale == "ms" and time.hour == 0:
        # Babel knows no midnight among the parts of a Malay day.
        pattern = "h.mm 'tengah malam'"
    return format_time(time, pattern, locale=locale)
