"""From the dates of past years, what the dates of another year would be, and by what. Pure.

No database, no clock. Every way that leads to a date is offered, the likeliest first: what the last
two editions have in common, and else the month alone. Whoever has one past edition alone is taken
to keep its weekday.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from events import recurrence
from events.calendar_range import OutsideCalendarError
from events.enums import (
    RITUAL,
    SERIES,
    DateKind,
    DayOf,
    Feast,
    HijriMonth,
    JavaneseMonth,
    Ordinal,
    Way,
)
from events.plan import Confirmed, Plan, Run, planned
from events.rituals import RitualRule, days_in_year

#: How far from a feast a festival can be and still be thought to go by it.
FARTHEST = 60
#: By how many days two years may differ and still lie at the same distance from a feast.
SLACK = 1

_FEASTS: dict[str, RitualRule] = {
    Feast.IDUL_FITRI: RitualRule(DateKind.HIJRI, HijriMonth.SHAWWAL, DayOf.DAY, day=1),
    Feast.IDUL_ADHA: RitualRule(DateKind.HIJRI, HijriMonth.DHU_AL_HIJJAH, DayOf.DAY, day=10),
    Feast.HIJRI_NEW_YEAR: RitualRule(DateKind.HIJRI, HijriMonth.MUHARRAM, DayOf.DAY, day=1),
    Feast.MAULID: RitualRule(DateKind.HIJRI, HijriMonth.RABI_AL_AWWAL, DayOf.DAY, day=12),
    Feast.SURA: RitualRule(DateKind.JAVANESE, JavaneseMonth.SURA, DayOf.DAY, day=1),
}


@dataclass(frozen=True)
class Proposal:
    """A way to a year's dates: the plan that it leads to, and the years that it was seen in.

    `ordinal` is which weekday of its month (`Way.WEEKDAY`), `feast` and `apart` how many days after
    which feast (`Way.FEAST`), below zero for before. `years` are past ones, the last first: two
    where both had it in common.
    """

    way: str
    plan: Plan
    years: tuple[int, ...]
    ordinal: int | None = None
    feast: str = ""
    apart: int = 0

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.way}:{self.feast}" if self.feast else self.way

    @property
    def is_seen_twice(self) -> bool:
        return len(self.years) > 1


def goes_on(plan: Plan) -> bool:
    """Whether it repeats without an end, so that no other year needs an edition."""
    rule = plan.rule
    return plan.kind in SERIES and rule is not None and rule.until is None and not rule.count


def settled(plan: Plan, confirmed: Mapping[int, Confirmed]) -> Plan:
    """Return a plan on the days that the office confirmed, where it named days of its own."""
    certain = confirmed.get(1)
    if not plan.is_moved or certain is None:
        return plan
    return replace(plan, run=Run(certain.starts_on, certain.ends_on))


def ways_to(year: int, past: Sequence[Plan]) -> list[Proposal]:
    """Return the ways from past plans of a festival, the last first, to a year's dates.

    The likeliest first. None without a past plan, for what goes on by itself, and where no rule
    finds a day in that year.
    """
    if not past or goes_on(past[0]):
        return []
    last = past[0]
    found = [each for each in _ways(last, past[1:], year) if _has_dates(each.plan)]
    if last.kind == DateKind.FIXED and _is_scattered(found, past):
        # No sort but this one: what follows keeps its order.
        found.sort(key=lambda each: each.way != Way.MONTH)
    else:
        found.sort(key=lambda each: not each.is_seen_twice)
    return found


# --- The ways ---


def _ways(last: Plan, earlier: Sequence[Plan], year: int) -> Iterator[Proposal]:
    #: What was an exception, or stood beside the rule, is one year's own.
    bare = replace(last, year=year, also=(), left_out=())
    if last.kind in RITUAL:
        yield Proposal(Way.RITUAL, bare, (last.year,))
    elif last.kind in SERIES:
        moved = _moved_rule(last.rule, year - last.year)
        if moved is not None:
            yield Proposal(Way.SEASON, replace(bare, rule=moved), (last.year,))
    elif last.kind == DateKind.FIXED and last.run is not None:
        before = _Before.among(earlier)
        yield from _weekdays(last, last.run, before, year)
        yield from _days(last, last.run, before, year)
        yield from _feasts(last, last.run, before, year)
    if month := _month(last):
        plan = Plan(kind=DateKind.MONTH_ONLY, year=year, month=month)
        yield Proposal(Way.MONTH, plan, (last.year,))


@dataclass(frozen=True)
class _Before:
    """The first day of the edition before the last, where it had days."""

    year: int
    day: datetime.date

    @classmethod
    def among(cls, earlier: Sequence[Plan]) -> "_Before | None":
        for each in earlier:
            if each.kind == DateKind.FIXED and each.run is not None:
                return cls(each.year, each.run.starts_on)
        return None


def _weekdays(last: Plan, run: Run, before: _Before | None, year: int) -> Iterator[Proposal]:
    day = run.starts_on
    ordinals = _ordinals(day)
    years: tuple[int, ...] = (last.year,)
    if before is not None:
        shared = [each for each in ordinals if each in _ordinals(before.day)]
        if shared and (before.day.month, before.day.weekday()) == (day.month, day.weekday()):
            ordinals, years = shared, (last.year, before.year)
    ordinal = ordinals[0]

    def moved(each: datetime.date) -> datetime.date | None:
        which = ordinal if each == day else _ordinals(each)[0]
        rule = recurrence.Rule(
            DateKind.MONTHLY, each, day_of=DayOf.WEEKDAY, ordinal=which, weekday=each.weekday()
        )
        return recurrence.day_in_month(rule, each.year + year - last.year, each.month)

    if plan := _moved_runs(last, run, year, moved):
        yield Proposal(Way.WEEKDAY, plan, years, ordinal=ordinal)


def _days(last: Plan, run: Run, before: _Before | None, year: int) -> Iterator[Proposal]:
    day = run.starts_on
    years: tuple[int, ...] = (last.year,)
    if before is not None and (before.day.month, before.day.day) == (day.month, day.day):
        years = (last.year, before.year)
    if plan := _moved_runs(last, run, year, lambda each: _years_on(each, year - last.year)):
        yield Proposal(Way.DAY, plan, years)


def _feasts(last: Plan, run: Run, before: _Before | None, year: int) -> Iterator[Proposal]:
    """Go through the feasts around, the nearest first."""
    found = [
        (feast, apart)
        for feast in _FEASTS
        if (apart := _apart(run.starts_on, feast)) is not None and abs(apart) <= FARTHEST
    ]
    for feast, apart in sorted(found, key=lambda each: abs(each[1])):
        years: tuple[int, ...] = (last.year,)
        if before is not None:
            then = _apart(before.day, feast)
            if then is not None and abs(then - apart) <= SLACK:
                years = (last.year, before.year)
        rule = replace(_FEASTS[feast], offset=apart)
        plan = replace(
            last,
            kind=rule.calendar,
            year=year,
            run=None,
            ritual=rule,
            lasts=(run.ends_on - run.starts_on).days + 1,
            uncertainty=SLACK,
            also=(),
            left_out=(),
            is_estimated=False,
        )
        yield Proposal(Way.FEAST, plan, years, feast=feast, apart=apart)


def _moved_runs(last: Plan, first: Run, year: int, moved: Any) -> Plan | None:
    """Return a plan of days on other first days, as long as they were; None where one has none."""
    runs = []
    for run in (first, *last.also):
        day = moved(run.starts_on)
        if day is None:
            return None
        runs.append(Run(day, day + (run.ends_on - run.starts_on), times=run.times))
    return replace(
        last, year=year, run=runs[0], also=tuple(runs[1:]), left_out=(), is_estimated=True
    )


def _moved_rule(rule: recurrence.Rule | None, years: int) -> recurrence.Rule | None:
    """Return a rule that begins and ends so many years later; None where it has no such day."""
    if rule is None:
        return None
    first = _years_on(rule.first, years)
    if first is None and rule.kind == DateKind.YEARLY and rule.day_of == DayOf.DAY:
        return None
    until = rule.until and (_years_on(rule.until, years) or _end_of_february(rule.until, years))
    return replace(rule, first=first or _end_of_february(rule.first, years), until=until)


# --- Days ---


def _ordinals(day: datetime.date) -> list[int]:
    """Return which of its weekday in its month a day is: of the last week counted from the end,
    and from the beginning where every month has so many."""
    week = (day.day - 1) // recurrence.WEEK + 1
    is_last = (day + datetime.timedelta(days=recurrence.WEEK)).month != day.month
    if not is_last:
        return [week]
    return [Ordinal.LAST, week] if week < Ordinal.FIFTH else [Ordinal.LAST]


def _years_on(day: datetime.date, years: int) -> datetime.date | None:
    """Return the same day of another year; None for a 29 February that it has not."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return None


def _end_of_february(day: datetime.date, years: int) -> datetime.date:
    return datetime.date(day.year + years, 2, 28)


def _apart(day: datetime.date, feast: str) -> int | None:
    """Return how many days after the nearest feast a day lies; None outside its calendar."""
    days = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            days += days_in_year(_FEASTS[feast], year)
        except OutsideCalendarError:
            continue
    return min(((day - each).days for each in days), key=abs, default=None)


def _month(plan: Plan) -> int | None:
    if plan.kind == DateKind.MONTH_ONLY:
        return plan.month
    first = next(iter(_dates(plan)), None)
    return first.starts_on.month if first else None


def _dates(plan: Plan) -> list[Any]:
    """Return a plan's first dates; none where its calendar does not reach the year."""
    try:
        return planned(plan, before=datetime.date(min(plan.year + 1, recurrence.LAST_YEAR), 12, 31))
    except OutsideCalendarError:
        return []


def _has_dates(plan: Plan) -> bool:
    return bool(_dates(plan))


def _is_scattered(found: Sequence[Proposal], past: Sequence[Plan]) -> bool:
    """Whether days are known of two years that have nothing in common."""
    known = sum(each.kind == DateKind.FIXED and each.run is not None for each in past)
    return known > 1 and not any(each.is_seen_twice for each in found)
