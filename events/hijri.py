"""The Hijri calendar, as Umm al-Qura computes it: 1343 to 1500 AH, 1924 to 2077. Pure: no clock.

Source: the tables of Saudi Arabia's calendar, by way of hijridate. In Indonesia the ministry of
religious affairs says when a month begins, after somebody has looked for the moon, and that can be
a day after what is computed: 1 Syawal 1446 is 30 March 2025 here and was kept on 31 March. So dates
that come from here are estimated, with a day's `UNCERTAINTY`, until the office confirms them.
"""

import datetime
from typing import NamedTuple

from hijridate import Gregorian, Hijri
from hijridate.ummalqura import GREGORIAN_RANGE, HIJRI_RANGE

from .calendar_range import CalendarRange
from .enums import DateKind, HijriMonth

#: 1 Muharram 1343 and the last of Dhu al-Hijjah 1500, between which the tables have every day.
FIRST, LAST = (datetime.date(*day) for day in GREGORIAN_RANGE)
RANGE = CalendarRange(DateKind.HIJRI, FIRST, LAST)
#: By how many days what is kept can differ from what is computed.
UNCERTAINTY = 1

_FIRST_YEAR, _LAST_YEAR = (year for year, _month, _day in HIJRI_RANGE)


class HijriDay(NamedTuple):
    """A day by the Hijri calendar: year 1446, month 1 (Muharram) to 12 (Dhu al-Hijjah), day."""

    year: int
    month: int
    day: int


def of(day: datetime.date) -> HijriDay:
    """Return a day by the Hijri calendar. Raises OutsideCalendarError where the tables end."""
    RANGE.check(day)
    return HijriDay(*Gregorian.fromdate(day).to_hijri().datetuple())


def to_date(year: int, month: int, day: int) -> datetime.date:
    """Return the date of a Hijri day.

    Raises OutsideCalendarError where the tables do not have its year, and ValueError where the year
    has no such month or the month no such day.
    """
    _check_year(year)
    # Not the library's own kind of date, which spreads to whatever is computed from it.
    return datetime.date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())


def month_lengths(year: int) -> tuple[int, ...]:
    """Return how many days each month of a Hijri year has, Muharram first.

    That is 29 or 30, and 28 or 31 for a few months before 1365 (1945). Raises OutsideCalendarError
    where the tables do not have the year.
    """
    _check_year(year)
    return tuple(Hijri(year, month, 1).month_length() for month in HijriMonth.values)


def month_days(year: int, month: int) -> list[datetime.date]:
    """Return the dates of a month of a Hijri year, ascending. Raises what `to_date` does."""
    first = to_date(year, month, 1)
    length = Hijri(year, month, 1).month_length()
    return [first + datetime.timedelta(days=number) for number in range(length)]


def _check_year(year: int) -> None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise RANGE.refusal()
