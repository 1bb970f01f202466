"""The office's calendar laid out: months as grids of days, a year as lists. Pure.

No database, no clock. Days are the region's own.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events import month as grid
from events.clashes import Occasion
from events.enums import Severity

from .enums import Mark

MONTHS, QUARTER = 12, 3


@dataclass(frozen=True)
class Entry:
    """A date of an edition as the office has it: public, draft, estimated or a month alone.

    `planned_on` is the first day as planned, by which it is found again when it is moved; `times`
    are those at which it begins there. `severity` is that of its most serious clash.
    """

    edition: int
    name: str
    starts_on: datetime.date
    ends_on: datetime.date
    planned_on: datetime.date
    is_month_only: bool = False
    is_series: bool = False
    is_public: bool = False
    can_move: bool = False
    marks: tuple[Mark, ...] = ()
    severity: int = Severity.OFF
    venue: str = ""
    times: tuple[datetime.time, ...] = ()

    @property
    def is_off(self) -> bool:
        return Mark.CANCELLED in self.marks or Mark.POSTPONED in self.marks

    @property
    def clash(self) -> Severity | None:
        """How serious its clashes are; None where it has none."""
        return Severity(self.severity) if self.severity else None


@dataclass(frozen=True)
class Piece:
    """A day's piece of an entry (month.Bar says where it stands)."""

    entry: Entry
    bar: grid.Bar


@dataclass(frozen=True)
class Told:
    """An occasion on one of its days; `leads` where its name is to be read."""

    occasion: Occasion
    leads: bool


@dataclass(frozen=True)
class Day:
    """A day of the grid. `lanes` are its pieces, None where a lane above one of them is empty."""

    day: datetime.date
    lanes: tuple[Piece | None, ...]
    occasions: tuple[Told, ...]
    is_today: bool

    @property
    def pieces(self) -> list[Piece]:
        return [piece for piece in self.lanes if piece]

    @property
    def tells(self) -> bool:
        """Whether there is anything to read on it."""
        return bool(self.pieces) or any(told.leads for told in self.occasions)


@dataclass(frozen=True)
class Month:
    """A month as a grid of days, and what has the month alone."""

    first: datetime.date
    weeks: list[list[Day | None]]
    undated: list[Entry]

    @property
    def is_empty(self) -> bool:
        days = (day for week in self.weeks for day in week if day)
        return not self.undated and not any(day.pieces for day in days)


@dataclass(frozen=True)
class Line:
    """A line of a year's list: an entry, and all its dates in the month where it repeats."""

    entry: Entry
    dates: tuple[Entry, ...]


@dataclass(frozen=True)
class YearMonth:
    """A month of a year as lists: of what has a day, of what has the month alone, of occasions."""

    first: datetime.date
    lines: list[Line]
    undated: list[Entry]
    occasions: list[Occasion]

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.undated


def month(
    year: int,
    number: int,
    entries: Sequence[Entry],
    occasions: Sequence[Occasion] = (),
    *,
    today: datetime.date | None = None,
) -> Month:
    """Return a month with every entry on each of its days, and each occasion likewise.

    An entry keeps its lane within a week, and no two are in one lane on a day.
    """
    first, last = grid.days_of(year, number)
    dated = [each for each in entries if not each.is_month_only]
    spans = [grid.Span(key, each.starts_on, each.ends_on) for key, each in enumerate(dated)]
    weeks = grid.weeks(year, number, spans, lanes=len(spans))
    return Month(
        first,
        [
            [_day(cell, dated, occasions, today) if cell else None for cell in week]
            for week in weeks
        ],
        [each for each in entries if each.is_month_only and _touches(each, first, last)],
    )


def quarter(
    year: int,
    number: int,
    entries: Sequence[Entry],
    occasions: Sequence[Occasion] = (),
    *,
    today: datetime.date | None = None,
) -> list[Month]:
    """Return the three months of the quarter that a month is in."""
    begins = quarter_of(number)
    return [
        month(year, each, entries, occasions, today=today)
        for each in range(begins, begins + QUARTER)
    ]


def quarter_of(number: int) -> int:
    """Return the first month of the quarter that a month is in."""
    return number - (number - 1) % QUARTER


def year_months(
    year: int, entries: Sequence[Entry], occasions: Sequence[Occasion] = ()
) -> list[YearMonth]:
    """Return a year as twelve months, each entry once, in the month in which it begins.

    What began in the year before stands in January. What repeats has one line a month.
    """
    begins = datetime.date(year, 1, 1)
    by_month: dict[int, list[Entry]] = {number: [] for number in range(1, MONTHS + 1)}
    for each in entries:
        if _touches(each, begins, datetime.date(year, MONTHS, 31)):
            by_month[max(each.starts_on, begins).month].append(each)
    found = []
    for number, inside in by_month.items():
        first, last = grid.days_of(year, number)
        found.append(
            YearMonth(
                first,
                _lines([each for each in inside if not each.is_month_only]),
                [each for each in inside if each.is_month_only],
                [each for each in occasions if each.starts_on <= last and each.ends_on >= first],
            )
        )
    return found


def _lines(entries: Iterable[Entry]) -> list[Line]:
    grouped: dict[object, list[Entry]] = {}
    for number, each in enumerate(sorted(entries, key=lambda each: (each.starts_on, each.name))):
        grouped.setdefault(("series", each.edition) if each.is_series else number, []).append(each)
    return [Line(each[0], tuple(each)) for each in grouped.values()]


def _day(
    cell: grid.Cell,
    entries: Sequence[Entry],
    occasions: Iterable[Occasion],
    today: datetime.date | None,
) -> Day:
    by_lane = {bar.lane: Piece(entries[bar.key], bar) for bar in cell.bars}
    day = cell.day
    return Day(
        day,
        tuple(by_lane.get(lane) for lane in range(1, max(by_lane, default=0) + 1)),
        tuple(
            Told(each, leads=day == each.starts_on or day.day == 1 or day.weekday() == 0)
            for each in occasions
            if each.starts_on <= day <= each.ends_on
        ),
        is_today=day == today,
    )


def _touches(entry: Entry, first: datetime.date, last: datetime.date) -> bool:
    return entry.starts_on <= last and entry.ends_on >= first
