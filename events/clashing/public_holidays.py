"""Public holidays of a country, by the names that it gives them. Pure: no database, no clock.

They come from the library "holidays". Where a day follows from a calendar that nobody has fixed yet
the library says "estimated" beside the name; here that is a mark of its own.
"""

import datetime
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

import holidays

#: Beside the source language's and English, what the library calls a language is its own matter.
_ENGLISH = "en_US"


class Holiday(NamedTuple):
    """One day. `name` is the country's own and stays, `shown` is what a reader calls it."""

    day: datetime.date
    name: str
    shown: str
    is_estimated: bool = False


def of_years(country: str, years: Iterable[int], *, language: str = "") -> list[Holiday]:
    """Return the public holidays of a country (ISO 3166-1, two letters), soonest first.

    In the country's own language where the library does not speak the reader's. None for a country
    that the library does not know.
    """
    found = [each for year in years for each in _of_year(country.upper(), year, language)]
    return sorted(found)


def names(country: str, years: Iterable[int], *, language: str = "") -> dict[str, str]:
    """Return the names of a country's public holidays, each with what a reader calls it."""
    return {each.name: each.shown for each in of_years(country, years, language=language)}


@lru_cache(maxsize=128)
def _of_year(country: str, year: int, language: str) -> tuple[Holiday, ...]:
    own = _calendar(country, year)
    if own is None:
        return ()
    spoken = _language(own, language)
    read = _calendar(country, year, spoken) if spoken else own
    found = []
    for day in own:
        shown = (read or own).get_list(day)
        for number, name in enumerate(own.get_list(day)):
            plain, is_estimated = _without_label(own, name)
            words, _mark = _without_label(read, shown[number] if number < len(shown) else name)
            found.append(Holiday(day, plain, words, is_estimated))
    return tuple(found)


def _calendar(country: str, year: int, language: str | None = None) -> Any:
    """Return the library's holidays of a year in a language, by default the country's own."""
    try:
        made: Any = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return None
    spoken = language or made.default_language
    # Without a language the library speaks that of the machine.
    return holidays.country_holidays(country, years=year, language=spoken) if spoken else made


def _language(calendar: Any, language: str) -> str | None:
    """Return what the library calls a language of ours, None where it does not speak it."""
    wanted = language.partition("-")[0]
    known = [each for each in calendar.supported_languages if each.partition("_")[0] == wanted]
    return _ENGLISH if _ENGLISH in known else min(known, default=None)


def _without_label(calendar: Any, name: str) -> tuple[str, bool]:
    """Return a name without the library's "(estimated)", and whether it was there."""
    label = getattr(calendar, "estimated_label", None)
    if not label:
        return name, False
    plain = name.removesuffix(calendar.tr(label).replace("%s", ""))
    return plain, plain != name
