"""The Javanese calendar, by arithmetic. Pure: no clock, and no look at the moon.

It counts in windus of eight years, which have 354 or 355 days, and in kurups of 120 years, after
which a day is left out to keep up with the moon. Known here is the kurup that runs now, Asapon:
its years Alip begin on a Selasa Pon. It has 15 windus of 2835 days less that one day, so its last
year, Jimakir 1986, has 354 days instead of 355, and Besar 29 in it.

Source: the rules of Sultan Agung's calendar as they are printed in Java (Kompas, 12 September 2018,
"Tahun Barunya Sama, Kalender Jawa dan Islam Ternyata Beda?"), held against the days that the court
of Yogyakarta has kept. A Javanese day begins at the sunset before; here it is the date of its
daylight.
"""

import datetime
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from .calendar_range import CalendarRange
from .enums import DateKind, Pasaran, WinduYear

#: 1 Sura 1867, with which kurup Asapon begins, and the last of Besar 1986, with which it ends.
FIRST = datetime.date(1936, 3, 24)
LAST = datetime.date(2052, 8, 25)
RANGE = CalendarRange(DateKind.JAVANESE, FIRST, LAST)

_FIRST_YEAR = 1867
_LAST_YEAR = 1986
#: Years of 355 days. In the others Besar has 29.
_LONG = {WinduYear.EHE, WinduYear.DAL, WinduYear.JIMAKIR}
_MONTHS = (30, 29) * 6
_MONTHS_OF_LONG = (*_MONTHS[:-1], 30)
#: How many days of the year lie before a month, and how many of the windu before a year.
_BEFORE_MONTH = tuple(accumulate(_MONTHS[:-1], initial=0))
*_BEFORE_YEAR, _WINDU = accumulate((355 if year in _LONG else 354 for year in WinduYear), initial=0)

#: A day of the week of five that everybody knows: independence was proclaimed on a Jumat Legi.
_LEGI = datetime.date(1945, 8, 17)


@dataclass(frozen=True, order=True)
class JavaneseDay:
    """A day by the Javanese calendar: year 1959, month 1 (Sura) to 12 (Besar), day 1 to 30."""

    year: int
    month: int
    day: int

    @property
    def windu_year(self) -> WinduYear:
        """Which year of the windu its year is."""
        return windu_year(self.year)


def of(day: datetime.date) -> JavaneseDay:
    """Return a day by the Javanese calendar. Raises OutsideCalendarError outside kurup Asapon."""
    RANGE.check(day)
    windus, days = divmod((day - FIRST).days, _WINDU)
    place = bisect_right(_BEFORE_YEAR, days) - 1
    days -= _BEFORE_YEAR[place]
    month = bisect_right(_BEFORE_MONTH, days)
    return JavaneseDay(
        _FIRST_YEAR + windus * len(WinduYear) + place, month, days - _BEFORE_MONTH[month - 1] + 1
    )


def to_date(day: JavaneseDay) -> datetime.date:
    """Return the date of a Javanese day.

    Raises OutsideCalendarError where its year is outside kurup Asapon, and ValueError where the
    year has no such month or the month no such day.
    """
    first = first_of_year(day.year)
    if not 1 <= day.month <= len(_MONTHS):
        raise ValueError("A Javanese year has months 1 to 12.")
    length = month_lengths(day.year)[day.month - 1]
    if not 1 <= day.day <= length:
        raise ValueError(f"This month has days 1 to {length}.")
    return first + datetime.timedelta(days=_BEFORE_MONTH[day.month - 1] + day.day - 1)


def first_of_year(year: int) -> datetime.date:
    """Return the date of 1 Sura of a Javanese year.

    Raises OutsideCalendarError outside kurup Asapon, 1867 to 1986.
    """
    _check_year(year)
    windus, place = divmod(year - _FIRST_YEAR, len(WinduYear))
    return FIRST + datetime.timedelta(days=windus * _WINDU + _BEFORE_YEAR[place])


def month_lengths(year: int) -> tuple[int, ...]:
    """Return how many days each month of a Javanese year has, Sura first.

    Raises OutsideCalendarError outside kurup Asapon, 1867 to 1986.
    """
    _check_year(year)
    return _MONTHS_OF_LONG if windu_year(year) in _LONG and year != _LAST_YEAR else _MONTHS


def month_days(year: int, month: int) -> list[datetime.date]:
    """Return the dates of a month of a Javanese year, ascending. Raises what `to_date` does."""
    first = to_date(JavaneseDay(year, month, 1))
    length = month_lengths(year)[month - 1]
    return [first + datetime.timedelta(days=number) for number in range(length)]


def windu_year(year: int) -> WinduYear:
    """Return which year of the windu a Javanese year is, e.g. Dal for 1959. Any year has one."""
    return WinduYear((year - _FIRST_YEAR) % len(WinduYear) + 1)


def pasaran(day: datetime.date) -> Pasaran:
    """Return the day of the Javanese week of five. Any date has one: that week never broke off."""
    return Pasaran((day - _LEGI).days % len(Pasaran))


def _check_year(year: int) -> None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise RANGE.refusal()
