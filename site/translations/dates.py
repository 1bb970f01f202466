"""Days, spans of days and months in words, as each language writes them. Pure: no clock.

The patterns are Unicode's CLDR, by way of Babel. Days are plain dates: whoever has a moment turns
it into a day of the region's own zone first.
"""

import datetime

from babel.dates import format_date, format_interval, format_skeleton

from . import languages

#: CLDR's locale of a language, where it is not the language's own code.
_LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans"}
#: CLDR's Indonesian writes "Jumat, 01 Oktober 2027"; people do not.
_FULL = {"id": "EEEE, d MMMM y"}


def _locale(language: str | None) -> str:
    code = language or languages.active()
    return _LOCALES.get(code, code)


def day_in_words(day: datetime.date, *, language: str | None = None) -> str:
    """Return a day with its weekday, e.g. "Saturday, 25 October 2025"; by default as spoken now."""
    locale = _locale(language)
    return format_date(day, _FULL.get(locale, "full"), locale=locale)


def days_in_words(first: datetime.date, last: datetime.date, *, language: str | None = None) -> str:
    """Return a span of days without weekdays, e.g. "10–14 Jul 2026"; one day is "25 October 2025".

    Both ends belong to the span. Raises ValueError where it ends before it starts.
    """
    if last < first:
        raise ValueError("A span of days does not end before it starts.")
    if first == last:
        return format_date(first, "long", locale=_locale(language))
    return format_interval(first, last, "yMMMd", locale=_locale(language))


def month_in_words(year: int, month: int, *, language: str | None = None) -> str:
    """Return a month, e.g. "October 2027"."""
    return format_skeleton("yMMMM", datetime.date(year, month, 1), locale=_locale(language))
