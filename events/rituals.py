"""From a rule such as "10 Sura" or "the first Sunday of Sura", the dates it falls on. Pure.

No database, no clock. Dates by the Hijri calendar are computed ones: `hijri.UNCERTAINTY` says how
far what is kept may lie from them.
"""

import datetime
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice, takewhile
from typing import Protocol

from . import hijri, javanese
from .calendar_range import CalendarRange
from .enums import RITUAL, DateKind, DayOf, HijriMonth, Ordinal, Pasaran, Weekday, WinduYear

#: The longest month that either calendar means to have.
_LONGEST = 30


@dataclass(frozen=True)
class RitualRule:
    """How a feast finds its day in a year of a ritual calendar, `DateKind.HIJRI` or `JAVANESE`.

    `day_of` says by what, and so which of the others count: `day` for `DayOf.DAY`, `ordinal` and
    `weekday` for `WEEKDAY`, `weekday` and `pasaran` for `PASARAN`; what does not count may be
    anything. A `windu_year` keeps a Javanese rule to that year of eight. `offset` is in days after
    the day found, negative for before.

    Raises ValueError where one that counts is missing or is none of its kind.
    """

    calendar: str
    month: int
    day_of: str
    day: int | None = None
    ordinal: int | None = None
    weekday: int | None = None
    pasaran: int | None = None
    windu_year: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        if self.calendar not in RITUAL:
            raise ValueError("A ritual rule is by the Hijri or by the Javanese calendar.")
        if self.month not in HijriMonth.values:
            raise ValueError("A ritual year has months 1 to 12.")
        if self.windu_year is not None and (
            self.calendar != DateKind.JAVANESE or self.windu_year not in WinduYear.values
        ):
            raise ValueError("The windu has years 1 to 8, and the Javanese calendar alone has it.")
        counts: dict[str, list[tuple[int | None, Container[int]]]] = {
            DayOf.DAY: [(self.day, range(1, _LONGEST + 1))],
            DayOf.WEEKDAY: [(self.ordinal, Ordinal.values), (self.weekday, Weekday.values)],
            DayOf.PASARAN: [(self.weekday, Weekday.values), (self.pasaran, Pasaran.values)],
        }
        for value, known in counts[DayOf(self.day_of)]:
            if value not in known:
                raise ValueError(f"A rule by {self.day_of} lacks what it finds its day by.")


def days_in_year(rule: RitualRule, year: int) -> list[datetime.date]:
    """Return the dates of a rule in a Gregorian year, ascending: none, one or more.

    A ritual year is shorter, so the same feast may come twice. What a month does not have, such as
    a 30th day, a fifth Sunday or a Jumat Legi, does not come that year. The offset is counted
    before the year is looked at.

    Raises OutsideCalendarError where the calendar does not know the whole year, or not all the days
    from which the offset could lead into it.
    """
    calendar = _CALENDARS[rule.calendar]
    calendar.RANGE.check_year(year)
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    offset = datetime.timedelta(days=rule.offset)
    calendar.RANGE.check(first - offset)
    calendar.RANGE.check(last - offset)
    coming = _days_from(rule, calendar.of(first - offset).year)
    return list(takewhile(lambda day: day <= last, dropwhile(lambda day: day < first, coming)))


def next_days(rule: RitualRule, after: datetime.date, limit: int) -> list[datetime.date]:
    """Return the next dates of a rule after a day, ascending, at most `limit`.

    There are fewer where the calendar ends, and it may know the beginning of a year of which
    `days_in_year` refuses the whole.
    """
    calendar = _CALENDARS[rule.calendar]
    start = after - datetime.timedelta(days=rule.offset)
    known = min(max(start, calendar.RANGE.first), calendar.RANGE.last)
    coming = _days_from(rule, calendar.of(known).year)
    return list(islice(dropwhile(lambda day: day <= after, coming), limit))


class _Day(Protocol):
    @property
    def year(self) -> int: ...


class _Calendar(Protocol):
    """What both calendars' modules have, as far as rules need it."""

    RANGE: CalendarRange

    def of(self, day: datetime.date) -> _Day: ...

    def month_days(self, year: int, month: int) -> list[datetime.date]: ...


_CALENDARS: dict[str, _Calendar] = {DateKind.HIJRI: hijri, DateKind.JAVANESE: javanese}


def _days_from(rule: RitualRule, first_year: int) -> Iterator[datetime.date]:
    """Yield the dates of a rule from a ritual year on until the calendar ends, ascending."""
    calendar = _CALENDARS[rule.calendar]
    offset = datetime.timedelta(days=rule.offset)
    for year in range(first_year, calendar.of(calendar.RANGE.last).year + 1):
        if rule.windu_year is None or javanese.windu_year(year) == rule.windu_year:
            for day in _days_among(rule, calendar.month_days(year, rule.month)):
                yield day + offset


def _days_among(rule: RitualRule, month: Sequence[datetime.date]) -> Sequence[datetime.date]:
    """Return which days of a ritual month the rule means."""
    if rule.day_of == DayOf.DAY:
        return [day for number, day in enumerate(month, 1) if number == rule.day]
    on_weekday = [day for day in month if day.weekday() == rule.weekday]
    if rule.day_of == DayOf.PASARAN:
        return [day for day in on_weekday if javanese.pasaran(day) == rule.pasaran]
    if rule.ordinal == Ordinal.LAST:
        return on_weekday[-1:]
    return [day for number, day in enumerate(on_weekday, 1) if number == rule.ordinal]
