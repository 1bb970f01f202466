"""Date rules that repeat by the civil calendar, and the days that follow from them. Pure.

No database, no clock. Days are plain days of the region's own calendar: no zone can move them. What
a rule means is what RFC 5545 (iCalendar) means by the same words: weeks begin on Monday, a month
without the day is passed over, and `count` counts dates of the rule before any is left out.
"""

import calendar
import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, islice, takewhile

from .enums import DateKind, DayOf, Ordinal

MONTHS, WEEK = 12, 7
#: How many dates a rule may be counted to, and how many times one day may hold.
MOST_DATES, MOST_TIMES = 1000, 50
#: What the calendar holds.
FIRST_YEAR, LAST_YEAR = 1900, 2200
END = datetime.date(LAST_YEAR, 12, 31)


@dataclass(frozen=True)
class Rule:
    """Days that repeat: weekly, monthly or yearly, from a day on.

    `weekdays` (0 is Monday) are those of a weekly rule. A monthly and a yearly rule find their day
    by `day_of`: a `day` of the month (-1 is its last) or an `ordinal` `weekday`. A yearly rule
    takes its month from `first`, and its day too where it goes by the day. Nothing comes before
    `first` or after `until`.
    """

    kind: str
    first: datetime.date
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    day_of: str = DayOf.DAY
    day: int | None = None
    ordinal: int | None = None
    weekday: int | None = None
    until: datetime.date | None = None
    count: int | None = None


def days(rule: Rule, *, before: datetime.date) -> list[datetime.date]:
    """Return the days of a rule before a day, soonest first."""
    return list(takewhile(lambda day: day < before, every_day(rule)))


def next_days(rule: Rule, after: datetime.date, limit: int) -> list[datetime.date]:
    """Return the first days of a rule that lie after a day, `limit` at most."""
    return list(islice((day for day in every_day(rule) if day > after), limit))


def every_day(rule: Rule) -> Iterator[datetime.date]:
    """Go through the days of a rule, to its own end or to the end of the calendar (`END`)."""
    last = min(rule.until or END, END)
    found = (day for day in _PERIODS[rule.kind](rule) if day >= rule.first)
    return islice(takewhile(lambda day: day <= last, found), rule.count or None)


def day_in_month(rule: Rule, year: int, month: int) -> datetime.date | None:
    """Return the day that a monthly or yearly rule finds in a month, None where it has none."""
    length = calendar.monthrange(year, month)[1]
    if rule.day_of == DayOf.WEEKDAY:
        number = _ordinal_weekday(year, month, length, rule.ordinal or 1, rule.weekday or 0)
    else:
        wanted = rule.day or rule.first.day
        number = length if wanted == Ordinal.LAST else wanted
    return datetime.date(year, month, number) if 1 <= number <= length else None


def _ordinal_weekday(year: int, month: int, length: int, ordinal: int, weekday: int) -> int:
    if ordinal == Ordinal.LAST:
        return length - (datetime.date(year, month, length).weekday() - weekday) % WEEK
    first = 1 + (weekday - datetime.date(year, month, 1).weekday()) % WEEK
    return first + WEEK * (ordinal - 1)


def _weeks(rule: Rule) -> Iterator[datetime.date]:
    monday = rule.first.toordinal() - rule.first.weekday()
    weekdays = sorted(set(rule.weekdays)) or [rule.first.weekday()]
    for week in count(monday, WEEK * rule.interval):
        for weekday in weekdays:
            if week + weekday > END.toordinal():
                return
            yield datetime.date.fromordinal(week + weekday)


def _months(rule: Rule) -> Iterator[datetime.date]:
    return _in_months(rule, rule.interval)


def _years(rule: Rule) -> Iterator[datetime.date]:
    return _in_months(rule, rule.interval * MONTHS)


def _in_months(rule: Rule, step: int) -> Iterator[datetime.date]:
    begin = rule.first.year * MONTHS + rule.first.month - 1
    for at in range(begin, (LAST_YEAR + 1) * MONTHS, step):
        if (day := day_in_month(rule, at // MONTHS, at % MONTHS + 1)) is not None:
            yield day


_PERIODS: dict[str, Callable[[Rule], Iterator[datetime.date]]] = {
    DateKind.WEEKLY: _weeks,
    DateKind.MONTHLY: _months,
    DateKind.YEARLY: _years,
}


def rrule(rule: Rule) -> dict[str, list[object]]:
    """Return a rule as the parts of an RRULE (RFC 5545 §3.3.10), without its end.

    The end is the feed's business: UNTIL is a moment there, and the zone its own.
    """
    weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    parts: dict[str, list[object]] = {"FREQ": [rule.kind.upper()]}
    if rule.interval > 1:
        parts["INTERVAL"] = [rule.interval]
    if rule.kind == DateKind.WEEKLY:
        named = sorted(set(rule.weekdays)) or [rule.first.weekday()]
        return parts | {"BYDAY": [weekdays[each] for each in named]}
    if rule.kind == DateKind.YEARLY:
        parts["BYMONTH"] = [rule.first.month]
    if rule.day_of == DayOf.WEEKDAY:
        return parts | {"BYDAY": [f"{rule.ordinal or 1}{weekdays[rule.weekday or 0]}"]}
    return parts | {"BYMONTHDAY": [rule.day or rule.first.day]}
