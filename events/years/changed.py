"""What has changed of a year's dates since its launch. Pure.

No database, no clock. The dates of an edition are known again by the day and time that were
planned; what is left over of an edition that does not repeat is paired in its order.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from events.enums import OFF, Changed, EventStatus


@dataclass(frozen=True)
class Told:
    """A date as readers see it. `edition` and `festival` are keys, `place` a name."""

    edition: int
    festival: int
    name: str
    planned_on: datetime.date
    planned_at: datetime.time | None
    starts_on: datetime.date
    ends_on: datetime.date
    starts_at: datetime.time | None = None
    is_month_only: bool = False
    is_series: bool = False
    status: str = EventStatus.SCHEDULED
    place: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as what JSON can hold."""
        return {
            name: value.isoformat() if isinstance(value, datetime.date | datetime.time) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Told":
        """Return what `as_json` made."""
        known = {each.name for each in fields(cls)}
        read = {name: value for name, value in data.items() if name in known}
        for name in ("planned_on", "starts_on", "ends_on"):
            read[name] = datetime.date.fromisoformat(read[name])
        for name in ("planned_at", "starts_at"):
            if read.get(name):
                read[name] = datetime.time.fromisoformat(read[name])
        return cls(**read)

    @property
    def is_off(self) -> bool:
        return self.status in OFF


@dataclass(frozen=True)
class Difference:
    """One thing that changed of a date: `before` is None for one that was added, `now` for one that
    is gone."""

    kind: str
    before: Told | None
    now: Told | None

    @property
    def either(self) -> Told:
        found = self.now or self.before
        if found is None:
            raise ValueError("A difference is between two dates, or of one.")
        return found


def differences(launched: Iterable[Told], today: Iterable[Told]) -> list[Difference]:
    """Return what differs between the dates of the launch and today's, by day, then by name.

    A date that moved and was confirmed gives both.
    """
    found = [
        difference
        for before, now in _pairs(list(launched), list(today))
        for difference in _between(before, now)
    ]
    return sorted(found, key=lambda each: (each.either.starts_on, each.either.name, each.kind))


def _pairs(
    launched: Sequence[Told], today: Sequence[Told]
) -> Iterator[tuple[Told | None, Told | None]]:
    then = {_slot(each): each for each in launched}
    now = {_slot(each): each for each in today}
    for slot in then.keys() & now.keys():
        yield then.pop(slot), now.pop(slot)
    for edition in {slot[0] for slot in (*then, *now)}:
        left = _in_order(then.values(), edition)
        new = _in_order(now.values(), edition)
        is_series = any(each.is_series for each in (*left, *new))
        paired = 0 if is_series else min(len(left), len(new))
        yield from zip(left[:paired], new[:paired], strict=True)
        yield from ((each, None) for each in left[paired:])
        yield from ((None, each) for each in new[paired:])


def _slot(told: Told) -> tuple[int, datetime.date, datetime.time | None]:
    return told.edition, told.planned_on, told.planned_at


def _in_order(some: Iterable[Told], edition: int) -> list[Told]:
    mine = [each for each in some if each.edition == edition]
    return sorted(mine, key=lambda each: (each.starts_on, each.starts_at or datetime.time()))


def _between(before: Told | None, now: Told | None) -> Iterator[Difference]:
    if before is None or now is None:
        yield Difference(Changed.GONE if now is None else Changed.ADDED, before, now)
        return
    for kind, is_so in _QUESTIONS:
        if is_so(before, now):
            yield Difference(kind, before, now)


def _is_dated(before: Told, now: Told) -> bool:
    return before.is_month_only and not now.is_month_only


def _is_moved(before: Told, now: Told) -> bool:
    days = (before.starts_on, before.ends_on) != (now.starts_on, now.ends_on)
    return days and not _is_dated(before, now)


def _is_confirmed(before: Told, now: Told) -> bool:
    return before.status == EventStatus.ESTIMATED and now.status in (
        EventStatus.SCHEDULED,
        EventStatus.RESCHEDULED,
    )


_QUESTIONS: tuple[tuple[str, Any], ...] = (
    (Changed.DATED, _is_dated),
    (Changed.MOVED, _is_moved),
    (
        Changed.TIME,
        lambda before, now: bool(before.starts_at) and before.starts_at != now.starts_at,
    ),
    (Changed.PLACE, lambda before, now: before.place != now.place),
    (Changed.CONFIRMED, _is_confirmed),
    (
        Changed.CANCELLED,
        lambda before, now: now.status == EventStatus.CANCELLED != before.status,
    ),
    (
        Changed.POSTPONED,
        lambda before, now: now.status == EventStatus.POSTPONED != before.status,
    ),
    (Changed.ON_AGAIN, lambda before, now: before.is_off and not now.is_off),
)
