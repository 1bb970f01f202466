"""Days of the ritual calendars in words, in the language spoken now. Pure: no clock."""

import datetime
from collections.abc import Callable

from django.utils.translation import gettext

from translations.dates import weekday_in_words

from . import hijri, javanese
from .calendar_range import OutsideCalendarError
from .enums import DateKind, HijriMonth, JavaneseMonth


def ritual_day(day: datetime.date, calendar: str) -> str:
    """Return a day by a calendar, e.g. "10 Sura 1959 (Dal)" or "2 Shawwal 1446 AH".

    `calendar` is `DateKind.JAVANESE` or `HIJRI`; raises ValueError where it is neither. A day that
    the calendar does not reach has no words: "".
    """
    if calendar not in _IN_WORDS:
        raise ValueError("Only the Hijri and the Javanese calendar have words for days.")
    try:
        return _IN_WORDS[calendar](day)
    except OutsideCalendarError:
        return ""


def weekday_with_pasaran(day: datetime.date) -> str:
    """Return the weekday with the day of the Javanese week, e.g. "Friday Legi". Any date has it."""
    # Translators: both names of a day in Java, as in "Jumat Legi".
    return gettext("%(weekday)s %(pasaran)s") % {
        "weekday": weekday_in_words(day),
        "pasaran": javanese.pasaran(day).label,
    }


def _javanese_day(day: datetime.date) -> str:
    found = javanese.of(day)
    # Translators: a day by the Javanese calendar, as in "10 Sura 1959 (Dal)".
    return gettext("%(day)d %(month)s %(year)d (%(windu_year)s)") % {
        "day": found.day,
        "month": JavaneseMonth(found.month).label,
        "year": found.year,
        "windu_year": found.windu_year.label,
    }


def _hijri_day(day: datetime.date) -> str:
    found = hijri.of(day)
    # Translators: a day by the Hijri calendar, as in "2 Shawwal 1446 AH".
    return gettext("%(day)d %(month)s %(year)d AH") % {
        "day": found.day,
        "month": HijriMonth(found.month).label,
        "year": found.year,
    }


_IN_WORDS: dict[str, Callable[[datetime.date], str]] = {
    DateKind.JAVANESE: _javanese_day,
    DateKind.HIJRI: _hijri_day,
}
