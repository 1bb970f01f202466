"""From what an edition plans and what was announced since, the dates as they stand. Pure.

No database, no clock. Days and times are the region's own wall-clock time.
"""

import calendar
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .enums import EventStatus, Hours


@dataclass(frozen=True)
class Dates:
    """A run of days without a gap, both ends belonging to it.

    Where only the month is known, it is the whole month and `is_month_only` says so. Times are
    those of the first day's beginning and the last day's end, and given for `Hours.TIMES` alone.
    """

    starts_on: datetime.date
    ends_on: datetime.date
    hours: str = Hours.TO_BE_ANNOUNCED
    starts_at: datetime.time | None = None
    ends_at: datetime.time | None = None
    is_month_only: bool = False

    @classmethod
    def of_month(cls, year: int, month: int) -> "Dates":
        """Return the dates of something of which only the month is known."""
        last = calendar.monthrange(year, month)[1]
        return cls(
            datetime.date(year, month, 1), datetime.date(year, month, last), is_month_only=True
        )

    def moved_to(self, day: datetime.date) -> "Dates":
        """Return the same run beginning on another day. A month becomes that one day."""
        length = datetime.timedelta(0) if self.is_month_only else self.ends_on - self.starts_on
        return replace(self, starts_on=day, ends_on=day + length, is_month_only=False)

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
    """What was announced of a date: `on` is its planned first day, None means every date.

    `key` is the announcement's own, to find it by.
    """

    key: int
    on: datetime.date | None
    status: str
    new_starts_on: datetime.date | None = None
    new_starts_at: datetime.time | None = None


@dataclass(frozen=True)
class Scheduled:
    """A date as it stands: planned for `planned_on`, now at `dates`, by announcement `change`."""

    planned_on: datetime.date
    dates: Dates
    status: str
    change: int | None = None


def scheduled(planned: Sequence[Dates], changes: Iterable[Change]) -> list[Scheduled]:
    """Return the planned dates as they stand after the announcements, oldest announcement first.

    Of the announcements that concern a date the last one counts, whole: an earlier one leaves
    nothing behind. One that concerns a day on which nothing is planned concerns nothing.
    """
    latest: dict[datetime.date, Change] = {}
    for change in changes:
        for dates in planned:
            if change.on in (None, dates.starts_on):
                latest[dates.starts_on] = change
    return [_as_it_stands(dates, latest.get(dates.starts_on)) for dates in planned]


def _as_it_stands(dates: Dates, change: Change | None) -> Scheduled:
    if change is None:
        return Scheduled(dates.starts_on, dates, EventStatus.SCHEDULED)
    now = dates
    if change.new_starts_on is not None:
        now = now.moved_to(change.new_starts_on)
    if change.new_starts_at is not None:
        now = now.beginning_at(change.new_starts_at)
    return Scheduled(dates.starts_on, now, change.status, change.key)
