"""From what an edition says of its dates, in whatever way, the dates that it plans. Pure.

No database, no clock. Days and times are the region's own wall-clock time.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from . import recurrence, rituals
from .enums import RITUAL, SERIES, DateKind, Hours
from .schedule import Dates, Slot

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Times:
    """When something begins and ends on its days; no beginning means that nobody knows."""

    starts_at: datetime.time | None = None
    ends_at: datetime.time | None = None


@dataclass(frozen=True)
class Run:
    """A run of days beside the rule. Without times of its own it has the plan's. `key` stays."""

    starts_on: datetime.date
    ends_on: datetime.date
    key: str = ""
    times: Times | None = None


@dataclass(frozen=True)
class Plan:
    """What an edition says of its dates.

    Of `run`, `month`, `rule` and `ritual` the one counts that `kind` asks for. A date of a rule or
    of a ritual calendar `lasts` so many days. `sessions` are further times on each day, `also`
    further runs, `left_out` first days on which nothing is after all. `is_estimated` says of a plan
    that names its days itself that they were moved from another year and nobody has confirmed them.
    """

    kind: str
    year: int
    month: int | None = None
    run: Run | None = None
    rule: recurrence.Rule | None = None
    ritual: rituals.RitualRule | None = None
    lasts: int = 1
    uncertainty: int = 0
    hours: str = Hours.TO_BE_ANNOUNCED
    times: Times = field(default_factory=Times)
    sessions: tuple[Times, ...] = ()
    also: tuple[Run, ...] = ()
    left_out: tuple[datetime.date, ...] = ()
    is_estimated: bool = False

    @property
    def is_moved(self) -> bool:
        """Whether it names days of its own that nobody has confirmed."""
        return self.is_estimated and self.kind == DateKind.FIXED


@dataclass(frozen=True)
class Confirmed:
    """What the office has confirmed of an estimated date: it takes its place."""

    starts_on: datetime.date
    ends_on: datetime.date
    hours: str = Hours.TO_BE_ANNOUNCED
    times: Times = field(default_factory=Times)


def planned(
    plan: Plan,
    *,
    before: datetime.date = recurrence.END,
    confirmed: Mapping[int, Confirmed] | None = None,
) -> list[Dates]:
    """Return the dates of a plan that begin before a day, soonest first, each first day and time
    once.

    `confirmed` is by number: the first, second … date of a ritual calendar in the plan's year, or
    run of days that was moved from another year.
    Nothing for a plan that is half made. Raises rituals' OutsideCalendarError where the ritual
    calendar does not reach the year.
    """
    found: dict[Slot, Dates] = {}
    for dates in (*_dates(plan, before, confirmed or {}), *_further(plan)):
        if dates.starts_on < before:
            found.setdefault(dates.slot, dates)
    return sorted(found.values(), key=lambda each: (each.starts_on, each.starts_at or _MIDNIGHT))


_MIDNIGHT = datetime.time()


def _dates(
    plan: Plan, before: datetime.date, confirmed: Mapping[int, Confirmed]
) -> Iterator[Dates]:
    if plan.kind == DateKind.MONTH_ONLY:
        if plan.month:
            yield Dates.of_month(plan.year, plan.month)
    elif plan.kind in RITUAL:
        yield from _ritual(plan, confirmed)
    elif plan.is_moved:
        runs = enumerate([plan.run, *plan.also], start=1)
        named = ((number, run) for number, run in runs if run is not None)
        yield from _estimated(plan, named, confirmed)
    else:
        yield from _timed(plan, _runs(plan, before))


def _runs(plan: Plan, before: datetime.date) -> Iterable[Run]:
    if plan.kind in SERIES:
        if plan.rule is None:
            return []
        return _lasting(recurrence.days(plan.rule, before=before), plan.lasts)
    return [plan.run] if plan.run else []


def _lasting(days: Iterable[datetime.date], lasts: int) -> list[Run]:
    return [Run(day, day + (lasts - 1) * DAY) for day in days]


def _ritual(plan: Plan, confirmed: Mapping[int, Confirmed]) -> Iterator[Dates]:
    if plan.ritual is None:
        return
    days = rituals.days_in_year(plan.ritual, plan.year)
    runs = [
        (number, replace(run, key="" if number == 1 else str(number)))
        for number, run in enumerate(_lasting(days, plan.lasts), start=1)
    ]
    yield from _estimated(plan, runs, confirmed, uncertainty=plan.uncertainty)


def _estimated(
    plan: Plan,
    runs: Iterable[tuple[int, Run]],
    confirmed: Mapping[int, Confirmed],
    *,
    uncertainty: int = 0,
) -> Iterator[Dates]:
    """Give numbered runs their times: what is confirmed takes its place, the rest is estimated."""
    for number, run in runs:
        if certain := confirmed.get(number):
            as_told = replace(plan, hours=certain.hours, times=certain.times)
            yield from _timed(as_told, [Run(certain.starts_on, certain.ends_on, run.key)])
        else:
            for dates in _timed(plan, [run]):
                yield replace(dates, is_estimated=True, uncertainty=uncertainty)


def _further(plan: Plan) -> Iterator[Dates]:
    """Go through the runs beside the rule: never left out, and certain but for what was moved."""
    if not plan.is_moved:
        yield from _timed(replace(plan, left_out=()), plan.also)


def _timed(plan: Plan, runs: Iterable[Run]) -> Iterator[Dates]:
    """Give runs their times, once for each session."""
    for run in runs:
        if run.starts_on in plan.left_out:
            continue
        if run.times is not None:
            yield _at(run, Hours.TIMES, run.times, run.key)
            continue
        yield _at(run, plan.hours, plan.times, run.key)
        for times in plan.sessions if plan.hours == Hours.TIMES else ():
            yield _at(run, plan.hours, times, f"{run.key}t{times.starts_at:%H%M}")


def _at(run: Run, hours: str, times: Times, key: str) -> Dates:
    told = times if hours == Hours.TIMES else Times()
    return Dates(run.starts_on, run.ends_on, hours, told.starts_at, told.ends_at, key=key)
