"""What clashes are made of: bookings, days of the year, rules, and what somebody accepted. Pure."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from events.enums import OFF, EventStatus, Severity
from events.schedule import Dates


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
        return self.status in OFF

    @property
    def takes_up_days(self) -> bool:
        """Whether it can clash: it is on, and its days are known."""
        return not self.is_off and not self.dates.is_month_only

    @property
    def side(self) -> str:
        """What it is called in the key of a clash: its edition, or a name where there is none."""
        return str(self.edition) if self.edition else f"{self.part_of}{self.name}"[:40]

    def belongs_with(self, other: "Booking") -> bool:
        """Whether both are dates of one edition, or of a festival and its parts."""
        if self.part_of and self.part_of == other.part_of:
            return True
        return self.side == other.side


@dataclass(frozen=True)
class Occasion:
    """Days of the year that concern every festival of a region: a holiday, a fasting month.

    `key` stays from year to year. Public holidays have no `effect` and are good to know. What is
    computed may lie `uncertainty` days off, either way.
    """

    key: str
    name: str
    starts_on: datetime.date
    ends_on: datetime.date
    effect: str = ""
    severity: int = Severity.NOTICE
    is_holiday: bool = False
    uncertainty: int = 0


@dataclass(frozen=True)
class Rules:
    """How much each rule matters: by category, else in the region, else by itself."""

    of_region: Mapping[str, int] = field(default_factory=dict)
    of_category: Mapping[tuple[int, str], int] = field(default_factory=dict)

    def severity(self, rule: str, default: int, *categories: int) -> int:
        """Return how much a rule matters for festivals of these categories.

        Where both categories have a setting the lower counts: who says that it does not matter is
        believed.
        """
        asked = [(each, rule) for each in categories]
        said = [self.of_category[each] for each in asked if each in self.of_category]
        return min(said) if said else self.of_region.get(rule, default)


@dataclass(frozen=True)
class Clash:
    """Two bookings, or a booking and an occasion, that do not go together, and why.

    `starts_on` and `ends_on` are the days that they share; where they share none, the last of the
    earlier one and the first of the later. `shared` are the roads or audiences of both. `is_likely`
    is False where it holds only if an estimated date moves. `further` are the same two at later
    dates of the year. `key` and `days` are what an acceptance is kept by.
    """

    rule: str
    severity: int
    first: Booking
    second: Booking | None = None
    occasion: Occasion | None = None
    starts_on: datetime.date = datetime.date.min
    ends_on: datetime.date = datetime.date.min
    shared: tuple[str, ...] = ()
    is_likely: bool = True
    further: tuple["Clash", ...] = ()
    is_accepted: bool = False
    note: str = ""
    acceptance: int = 0

    @property
    def key(self) -> str:
        """The rule and the two sides, whatever their dates."""
        sides = sorted(each.side for each in self.bookings)
        if self.occasion:
            sides.append(self.occasion.key)
        return ":".join([self.rule, *sides])

    @property
    def days(self) -> str:
        """The days of both sides, at all dates of the year."""
        own = self._own_days
        if not self.further:
            return own
        later = " ".join(sorted(each._own_days for each in self.further))
        return f"{own} +{len(self.further)} {hashlib.sha256(later.encode()).hexdigest()[:12]}"

    @property
    def _own_days(self) -> str:
        first, second = self.first, self.second
        if second is None:
            return " ".join(_days(each) for each in (first.dates, self.occasion) if each)
        if second.side < first.side:
            first, second = second, first
        return f"{_days(first.dates)} {_days(second.dates)}"

    @property
    def bookings(self) -> list[Booking]:
        return [each for each in (self.first, self.second) if each is not None]

    @property
    def year(self) -> int:
        return self.starts_on.year

    def other(self, edition: int) -> Booking | None:
        """Return the booking that is not of this edition; None where it is an occasion."""
        return next((each for each in self.bookings if each.edition != edition), None)

    def each(self) -> "list[Clash]":
        """Return it once for every date of the year on which it holds, soonest first."""
        alone = replace(self, further=())
        later = [
            replace(
                each,
                is_accepted=self.is_accepted,
                note=self.note,
                acceptance=self.acceptance,
            )
            for each in self.further
        ]
        return sorted([alone, *later], key=lambda each: each.starts_on)


@dataclass(frozen=True)
class Acceptance:
    """That somebody lives with a clash as long as the days of both stay, and why."""

    key: str
    days: str
    note: str
    pk: int = 0


def order(clash: Clash) -> tuple[object, ...]:
    """Return the place of a clash among others: the most serious first, then the soonest."""
    return -clash.severity, clash.starts_on, clash.ends_on, clash.key, clash.days


def _days(dates: Dates | Occasion) -> str:
    return f"{dates.starts_on}/{dates.ends_on}"
