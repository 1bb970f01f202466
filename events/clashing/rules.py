"""What two dates raise against each other, and how much it matters. Pure.

What each rule matters by itself:

- VENUE, serious: the same venue on the same day. Good to know where both name their hours and those
  do not meet.
- ROAD, serious: the same road on the same day.
- FLAGSHIP, serious: two of the few that the region is known for, on the same day.
- AUDIENCE, a warning: made for the same people on the same day. Where one of them does not say for
  whom, the same category stands in.
- CREW, good to know: at most a day between them, within 30 km (in the same district where a
  position is unknown), and of one organiser, or one of them a flagship.
- OBSERVANCE: a day of the year, as much as that day itself says.

A setting of the region or the category takes the place of each. What holds only if an estimated
date moves is one severity lower: what is good to know is then not told at all.
"""

import datetime
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from events.enums import ClashRule, Hours, Severity
from events.schedule import Dates
from regions.distance import km_between

from .values import Booking, Clash, Occasion, Rules

#: How many days may lie between two dates that one crew cannot do both of, and how far apart.
CREW_DAYS_BETWEEN = 1
CREW_KM = 30
#: From the last day of the one to the first of the other.
REACH = CREW_DAYS_BETWEEN + 1

DEFAULTS: dict[str, int] = {
    ClashRule.VENUE: Severity.SERIOUS,
    ClashRule.ROAD: Severity.SERIOUS,
    ClashRule.FLAGSHIP: Severity.SERIOUS,
    ClashRule.AUDIENCE: Severity.WARNING,
    ClashRule.CREW: Severity.NOTICE,
}
#: Which rules say already what a weaker one would say.
SAID_BY: dict[str, frozenset[str]] = {
    ClashRule.AUDIENCE: frozenset({ClashRule.FLAGSHIP}),
    ClashRule.CREW: frozenset({ClashRule.VENUE, ClashRule.ROAD, ClashRule.FLAGSHIP}),
}


def of_bookings(one: Booking, other: Booking, rules: Rules) -> list[Clash]:
    """Return what two dates raise, each rule once, whichever of the two is given first."""
    first, second = (one, other) if _order(one) <= _order(other) else (other, one)
    found = {clash.rule: clash for clash in _of_each_rule(first, second, rules)}
    return [
        clash
        for rule, clash in found.items()
        if not any(
            stronger in found and found[stronger].severity >= clash.severity
            for stronger in SAID_BY.get(rule, ())
        )
    ]


def of_occasion(booking: Booking, occasion: Occasion, rules: Rules) -> Clash | None:
    """Return that a date touches a day of the year, None where it does not or nobody minds."""
    rule = ClashRule.OBSERVANCE
    meeting = _Meeting.of(booking.dates, occasion)
    severity = rules.severity(rule, occasion.severity, booking.category)
    if not meeting.is_likely(within=0):
        severity = severity - 1 if meeting.is_possible(within=0) else Severity.OFF
    if severity <= Severity.OFF:
        return None
    return Clash(
        rule,
        severity,
        booking,
        occasion=occasion,
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
        is_likely=meeting.is_likely(within=0),
    )


def _of_each_rule(first: Booking, second: Booking, rules: Rules) -> Iterator[Clash]:
    meeting = _Meeting.of(first.dates, second.dates)
    for rule, default in DEFAULTS.items():
        within = REACH if rule == ClashRule.CREW else 0
        if not meeting.is_possible(within):
            continue
        shared = _SHARED[rule](first, second)
        if shared is None:
            continue
        severity = rules.severity(rule, default, first.category, second.category)
        is_likely = meeting.is_likely(within)
        if not is_likely:
            severity -= 1
        if rule == ClashRule.VENUE and at_other_hours(first, second):
            severity = min(severity, Severity.NOTICE)
        if severity > Severity.OFF:
            yield Clash(
                rule,
                severity,
                first,
                second,
                starts_on=meeting.starts_on,
                ends_on=meeting.ends_on,
                shared=shared,
                is_likely=is_likely,
            )


class _Meeting(NamedTuple):
    """How two runs of days lie: `gap` days from the end of one to the beginning of the other, none
    or less where they share a day, and `doubt` days that it may be off."""

    starts_on: datetime.date
    ends_on: datetime.date
    gap: int
    doubt: int

    @classmethod
    def of(cls, one: Dates | Occasion, other: Dates | Occasion) -> "_Meeting":
        begins, ends = max(one.starts_on, other.starts_on), min(one.ends_on, other.ends_on)
        doubt = one.uncertainty + other.uncertainty
        return cls(min(begins, ends), max(begins, ends), (begins - ends).days, doubt)

    def is_likely(self, within: int) -> bool:
        return self.gap <= within

    def is_possible(self, within: int) -> bool:
        return self.gap - self.doubt <= within


# --- What two bookings share, None where they share nothing ---


def _venue(first: Booking, second: Booking) -> tuple[str, ...] | None:
    return (first.venue_name,) if first.venue and first.venue == second.venue else None


def _roads(first: Booking, second: Booking) -> tuple[str, ...] | None:
    return tuple(sorted(first.roads & second.roads)) or None


def _flagships(first: Booking, second: Booking) -> tuple[str, ...] | None:
    return () if first.is_flagship and second.is_flagship else None


def _audiences(first: Booking, second: Booking) -> tuple[str, ...] | None:
    if first.audiences and second.audiences:
        return tuple(sorted(first.audiences & second.audiences)) or None
    return () if first.category and first.category == second.category else None


def _crew(first: Booking, second: Booking) -> tuple[str, ...] | None:
    same = bool(first.organiser) and first.organiser == second.organiser
    if not (same or first.is_flagship or second.is_flagship):
        return None
    if first.position and second.position:
        return () if km_between(first.position, second.position) <= CREW_KM else None
    return () if first.district and first.district == second.district else None


_SHARED: dict[str, Callable[[Booking, Booking], tuple[str, ...] | None]] = {
    ClashRule.VENUE: _venue,
    ClashRule.ROAD: _roads,
    ClashRule.FLAGSHIP: _flagships,
    ClashRule.AUDIENCE: _audiences,
    ClashRule.CREW: _crew,
}


def at_other_hours(first: Booking, second: Booking) -> bool:
    """Whether both are on one and the same day, at hours that do not meet.

    An end that nobody names is that of the day.
    """
    one, other = first.dates, second.dates
    if {one.starts_on, one.ends_on} != {other.starts_on, other.ends_on}:
        return False
    if one.starts_on != one.ends_on or one.hours != Hours.TIMES or other.hours != Hours.TIMES:
        return False
    if one.starts_at is None or other.starts_at is None:
        return False
    ends_at, next_at = (
        (one.ends_at, other.starts_at)
        if one.starts_at <= other.starts_at
        else (other.ends_at, one.starts_at)
    )
    return ends_at is not None and ends_at <= next_at


def _order(booking: Booking) -> tuple[Any, ...]:
    dates = booking.dates
    time = dates.starts_at.isoformat() if dates.starts_at else ""
    return dates.starts_on, dates.ends_on, time, booking.name, booking.side
