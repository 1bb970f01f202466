"""A month as a grid of days: weeks, cells, and bars that go on over days. Pure: no clock."""

import calendar
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DAY = datetime.timedelta(days=1)
#: How many things a day of the grid shows at most.
LANES = 4


@dataclass(frozen=True)
class Span:
    """Something that takes place on all days from `first` to `last`, known by a key."""

    key: int
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Bar:
    """A day's piece of a span: in which lane, counted from 1, and where the whole bar is.

    `begins` where it is the first piece in the month and says the name; `leads` where it is the
    first in its week, so that the eye finds the name again. `goes_on` where the next day has it.
    """

    key: int
    lane: int
    begins: bool
    leads: bool
    goes_on: bool


@dataclass(frozen=True)
class Cell:
    """One day of the grid, its bars by lane, and how many things are not shown."""

    day: datetime.date
    bars: tuple[Bar, ...] = ()
    more: int = 0


#: Seven places, of which those before the first and after the last of the month are empty.
Week = tuple[Cell | None, ...]


def weeks(
    year: int, month: int, spans: Iterable[Span], *, first_weekday: int = 0, lanes: int = LANES
) -> list[Week]:
    """Return the weeks of a month, each day of it once, with the bars of each day.

    `spans` come in the order in which they are to stand; what lies outside of the month is cut
    off. `first_weekday` is 0 for Monday. Within a week a bar keeps its lane, and no two are in one
    lane on a day; longer ones go first, so that short ones fill in. A bar that finds none of the
    lanes free is counted on each of its days.
    """
    first = datetime.date(year, month, 1)
    last = first.replace(day=calendar.monthrange(year, month)[1])
    ordered = [span for span in spans if span.first <= last and span.last >= first]
    begin = first - (first.weekday() - first_weekday) % 7 * DAY
    found = []
    while begin <= last:
        days = [begin + number * DAY for number in range(7)]
        found.append(_week([day if first <= day <= last else None for day in days], ordered, lanes))
        begin += 7 * DAY
    return found


def _week(days: Sequence[datetime.date | None], spans: Sequence[Span], lanes: int) -> Week:
    inside = [day for day in days if day is not None]
    monday, sunday = inside[0], inside[-1]
    here = [span for span in spans if span.first <= sunday and span.last >= monday]
    # Stable: what is equally long stays in the order that it came in.
    here.sort(key=lambda span: (max(span.first, monday), max(span.first, monday) - span.last))
    taken: dict[int, datetime.date] = {}
    bars: dict[datetime.date, list[Bar]] = {day: [] for day in inside}
    more = dict.fromkeys(inside, 0)
    for span in here:
        begin, end = max(span.first, monday), min(span.last, sunday)
        free = (n for n in range(1, lanes + 1) if taken.get(n, datetime.date.min) < begin)
        lane = next(free, None)
        if lane is not None:
            taken[lane] = end
        for day in _days(begin, end):
            if lane is None:
                more[day] += 1
                continue
            bars[day].append(
                Bar(
                    span.key,
                    lane,
                    begins=day == span.first or day.day == 1,
                    leads=day == begin,
                    goes_on=day < span.last,
                )
            )
    return tuple(
        None
        if day is None
        else Cell(day, tuple(sorted(bars[day], key=lambda bar: bar.lane)), more[day])
        for day in days
    )


def _days(first: datetime.date, last: datetime.date) -> Iterable[datetime.date]:
    return (first + number * DAY for number in range((last - first).days + 1))


def next_month(year: int, month: int, by: int = 1) -> tuple[int, int]:
    """Return the year and month that is so many months on; below zero, before."""
    at = year * 12 + month - 1 + by
    return at // 12, at % 12 + 1


def days_of(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a month."""
    return (
        datetime.date(year, month, 1),
        datetime.date(year, month, calendar.monthrange(year, month)[1]),
    )
