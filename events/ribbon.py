"""The year of festivals as a ribbon: twelve months along the hour of sunrise. Pure."""

import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

MONTHS = 12
#: How far the bands lie below the edge, in units of a drawing of 1200 by 176.
BANDS = (0, 12, 26, 46, 74, 112)
WIDTH, HEIGHT = 1200, 176
#: How far the edge of the ribbon goes up and down with the hour of sunrise, in the same units.
SWING = 56
_TOP = 6
#: What a month of the ribbon names at most, and the whole year.
A_MONTH, A_YEAR = 3, 12


@dataclass(frozen=True)
class Month:
    """One month of the ribbon: its first day, the hour of sunrise in its middle, its dates."""

    first: datetime.date
    sunrise: datetime.datetime | None
    dates: tuple[Any, ...]
    is_now: bool


def months_from(today: datetime.date) -> list[datetime.date]:
    """Return the first days of the twelve months that begin with this one."""
    at = today.year * MONTHS + today.month - 1
    return [datetime.date(n // MONTHS, n % MONTHS + 1, 1) for n in range(at, at + MONTHS)]


def year(
    today: datetime.date,
    dates: Iterable[Any],
    sunrise_on: Callable[[datetime.date], datetime.datetime | None],
    *,
    begins: datetime.date | None = None,
) -> list[Month]:
    """Return the twelve months from this one, or from `begins`, with the dates that each names.

    `dates` have `festival_id`, `festival.is_flagship` and `starts_on`, soonest first; what has
    begun stands in the first month. A festival stands once, at its first date. Flagships go first
    where a month, or the year, has more than fits.
    """
    firsts = months_from(begins or today)
    first_of_each: dict[int, Any] = {}
    for date in dates:
        first_of_each.setdefault(date.festival_id, date)
    ranked = sorted(first_of_each.values(), key=lambda date: not date.festival.is_flagship)
    chosen: dict[datetime.date, list[Any]] = defaultdict(list)
    left = A_YEAR
    for date in ranked:
        month = max(date.starts_on.replace(day=1), firsts[0])
        if left and month <= firsts[-1] and len(chosen[month]) < A_MONTH:
            chosen[month].append(date)
            left -= 1
    return [
        Month(
            first=first,
            sunrise=sunrise_on(first.replace(day=15)),
            dates=tuple(sorted(chosen[first], key=lambda date: (date.starts_on, date.pk))),
            is_now=first == today.replace(day=1),
        )
        for first in firsts
    ]


def bands(sunrises: Sequence[datetime.datetime | None]) -> list[str]:
    """Return the bands of the ribbon as SVG paths, the outermost first, in a box of WIDTH × HEIGHT.

    A later sunrise lies lower. The year goes round, so the edge leaves where it came in. Where the
    sun does not rise in a month, or rises at the same minute all year, the edge is flat there.
    """
    edge = _edge(sunrises)
    return [_path([(x, y + offset) for x, y in edge]) for offset in BANDS]


def _edge(sunrises: Sequence[datetime.datetime | None]) -> list[tuple[float, float]]:
    minutes = [s.hour * 60 + s.minute if s else None for s in sunrises]
    known = [m for m in minutes if m is not None]
    low, high = (min(known), max(known)) if known else (0, 0)
    span = (high - low) or 1
    step = WIDTH / len(minutes)
    middle = (low + high) / 2
    ys = [_TOP + SWING * ((m if m is not None else middle) - low) / span for m in minutes]
    inside = [((n + 0.5) * step, y) for n, y in enumerate(ys)]
    ends = (ys[0] + ys[-1]) / 2
    return [(0, ends), *inside, (WIDTH, ends)]


def _path(edge: list[tuple[float, float]]) -> str:
    """Return a smooth line through the points (horizontal tangents), closed to the lower edge."""
    steps = [f"M0 {HEIGHT}V{edge[0][1]:.0f}"]
    for (x0, y0), (x1, y1) in itertools.pairwise(edge):
        middle = (x0 + x1) / 2
        steps.append(f"C{middle:.0f} {y0:.0f} {middle:.0f} {y1:.0f} {x1:.0f} {y1:.0f}")
    return "".join([*steps, f"V{HEIGHT}Z"])
