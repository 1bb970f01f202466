"""From what an edition plans and what was announced since, the dates as they stand. Pure.

No database, no clock. Days and times are the region's own wall-clock time.
"""

import calendar
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .enums import EventStatus, Hours

#: What tells one planned date of an edition from another: its first day, and its time on it.
Slot = tuple[datetime.date, datetime.time | None]


@dataclass(frozen=True)
class Dates:
    """A run of days without a gap, both ends belonging to it.

    Where only the month is known, it is the whole month and `is_month_only` says so. Times are
    those of the first day's beginning and the last day's end, and given for `Hours.TIMES` alone.
    An estimated date follows from a ritual calendar or was moved from another year, and nobody has
    confirmed it: it may be `uncertainty` days off, either way. `key` is what the date is called in
    feeds within its edition, and stays when it moves; empty for the edition's first and for dates
    of its rule.
    """

    starts_on: datetime.date
    ends_on: datetime.date
    hours: str = Hours.TO_BE_ANNOUNCED
    starts_at: datetime.time | None = None
    ends_at: datetime.time | None = None
    is_month_only: bool = False
    is_estimated: bool = False
    uncertainty: int = 0
    key: str = ""

    @classmethod
    def of_month(cls, year: int, month: int) -> "Dates":
        """Return the dates of something of which only the month is known."""
        last = calendar.monthrange(year, month)[1]
        return cls(
            datetime.date(year, month, 1), datetime.date(year, month, last), is_month_only=True
        )

    @property
    def slot(self) -> Slot:
        return self.starts_on, self.starts_at

    def moved_to(self, day: datetime.date) -> "Dates":
        """Return the same run beginning on another day. A month becomes that one day.

        Whoever names a day has settled what was estimated.
        """
        length = datetime.timedelta(0) if self.is_month_only else self.ends_on - self.starts_on
        return replace(
            self,
            starts_on=day,
            ends_on=day + length,
            is_month_only=False,
            is_estimated=False,
            uncertainty=0,
        )

    def beginning_at(self, time: datetime.time) -> "Dates":
        """Return the same days beginning at another time.

        The end goes where it would lie before the new beginning of a single day.
        """
        ends_at = self.ends_at
        if ends_at is not None and self.starts_on == self.ends_on and ends_at <= time:
            ends_at = None
        return replace(self, hours=Hours.TIMES, starts_at=time, ends_at=ends_at)


@dataclass(frozen=True)
class Change:
    """What was announced of a date: `on` and `at` are its planned first day and its time.

    Without a day it is about every date, without a time about every date of that day. `key` is
    the announcement's own, to find it by.
    """

    key: int
    on: datetime.date | None
    status: str
    new_starts_on: datetime.date | None = None
    new_starts_at: datetime.time | None = None
    at: datetime.time | None = None

    def concerns(self, dates: Dates) -> bool:
        return self.on in (None, dates.starts_on) and self.at in (None, dates.starts_at)


@dataclass(frozen=True)
class Scheduled:
    """A date as it stands: `planned` so, now at `dates`, by announcement `change`."""

    planned: Dates
    dates: Dates
    status: str
    change: int | None = None


def scheduled(planned: Sequence[Dates], changes: Iterable[Change]) -> list[Scheduled]:
    """Return the planned dates as they stand after the announcements, oldest announcement first.

    Of the announcements that concern a date the last one counts, whole: an earlier one leaves
    nothing behind. One that concerns a day on which nothing is planned concerns nothing.
    """
    latest: dict[Slot, Change] = {}
    for change in changes:
        for dates in planned:
            if change.concerns(dates):
                latest[dates.slot] = change
    return [_as_it_stands(dates, latest.get(dates.slot)) for dates in planned]


def _as_it_stands(dates: Dates, change: Change | None) -> Scheduled:
    if change is None:
        status = EventStatus.ESTIMATED if dates.is_estimated else EventStatus.SCHEDULED
        return Scheduled(dates, dates, status)
    now = dates
    if change.new_starts_on is not None:
        now = now.moved_to(change.new_starts_on)
    if change.new_starts_at is not None:
        now = now.beginning_at(change.new_starts_at)
    return Scheduled(dates, now, change.status, change.key)
