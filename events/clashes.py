"""Which festivals do not go together, and which days of the year are in their way. Pure.

No database, no clock. Days are the region's own. Who reads the rows is `bookings.py`, who says it
in words `clash_words.py`.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .enums import ClashRule, EventStatus, Severity
from .schedule import Dates


@dataclass(frozen=True)
class Booking:
    """A date that somebody plans, public or not, with what it takes up.

    `edition` and `festival` are keys, 0 where there is none yet; `part_of` is the same for a
    festival and all its parts, which never clash with each other. `venue` is a key of
    where it is held ("place:12", "venue:3"), empty where nobody knows. `planned_on` is the first
    day as planned, before anything was announced. `is_public` says whether readers see the date as
    it stands here.
    """

    edition: int
    festival: int
    part_of: str
    name: str
    dates: Dates
    planned_on: datetime.date
    status: str = EventStatus.SCHEDULED
    is_public: bool = False
    is_series: bool = False
    category: int = 0
    audiences: frozenset[str] = frozenset()
    roads: frozenset[str] = frozenset()
    venue: str = ""
    venue_name: str = ""
    organiser: int = 0
    district: int = 0
    is_flagship: bool = False
    position: tuple[float, float] | None = None

    @property
    def is_off(self) -> bool:
        """Whether nothing happens on these days."""
        return self.status in (EventStatus.CANCELLED, EventStatus.POSTPONED)

    @property
    def takes_up_days(self) -> bool:
        """Whether it can clash: it is on, and its days are known."""
        return not self.is_off and not self.dates.is_month_only


@dataclass(frozen=True)
class Occasion:
    """Days of the year that concern every festival of a region: a holiday, a fasting month.

    `key` stays from year to year. Public holidays have no `effect` and are good to know.
    """

    key: str
    name: str
    starts_on: datetime.date
    ends_on: datetime.date
    effect: str = ""
    severity: int = Severity.NOTICE
    is_holiday: bool = False


@dataclass(frozen=True)
class Rules:
    """How much each rule matters: by category, else in the region, else by itself."""

    of_region: Mapping[str, int] = field(default_factory=dict)
    of_category: Mapping[tuple[int, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Clash:
    """Two bookings, or a booking and an occasion, that do not go together, and why.

    `starts_on` and `ends_on` are the days that they share, or between which both lie. `roads` and
    `audiences` are what they share. `key` and `days` are what an acceptance is kept by.
    """

    rule: str
    severity: int
    first: Booking
    second: Booking | None = None
    occasion: Occasion | None = None
    starts_on: datetime.date = datetime.date.min
    ends_on: datetime.date = datetime.date.min
    shared: tuple[str, ...] = ()
    is_accepted: bool = False
    note: str = ""


def find(
    bookings: Sequence[Booking], occasions: Iterable[Occasion] = (), rules: Rules | None = None
) -> list[Clash]:
    """Return every clash among bookings, and with occasions, the most serious first."""
    raise NotImplementedError


def concerning(
    some: Sequence[Booking],
    others: Sequence[Booking],
    occasions: Iterable[Occasion] = (),
    rules: Rules | None = None,
) -> list[Clash]:
    """Return the clashes of some bookings with others and with occasions, as `find` does."""
    raise NotImplementedError


__all__ = ["Booking", "Clash", "ClashRule", "Occasion", "Rules", "concerning", "find"]
