"""What a festival's page knows of its dates: its own and those of its parts, as of one day."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from .models import Edition, Occurrence
from .years.outcomes import in_force

if TYPE_CHECKING:
    from .models import Festival

#: How many dates of an edition a page shows at once; the rest unfolds.
SHOWN = 6


@dataclass(frozen=True)
class EditionDates:
    """Dates of one edition: what is shown at once, and what unfolds."""

    edition: Edition
    soon: Sequence[Occurrence]
    later: Sequence[Occurrence]

    @property
    def series(self) -> Occurrence | None:
        """A date that tells the rule by which they repeat; None where they do not."""
        return self.soon[0] if self.soon[0].is_series else None


@dataclass(frozen=True)
class Stage:
    """What is on at one place on one day, by the clock. The name may be empty."""

    name: str
    slots: "list[tuple[Festival, Occurrence]]"


@dataclass(frozen=True)
class ProgrammeDay:
    """A day of an umbrella's programme, told by its first date, with its stages."""

    first: Occurrence
    stages: list[Stage]


@dataclass(frozen=True)
class Agenda:
    """Dates of one festival. `upcoming` begins with the next, `past` with the last.

    `parts` are the live festivals under it, each with its own next date, or None; `of_parts` all
    dates of these, soonest first.
    """

    today: datetime.date
    upcoming: list[Occurrence]
    past: list[Occurrence]
    parts: "list[tuple[Festival, Occurrence | None]]"
    of_parts: "list[tuple[Festival, Occurrence]]"

    @classmethod
    def of(cls, festival: "Festival", today: datetime.date) -> "Agenda":
        """Return a festival's dates as of a day of its region. Three queries; none for a new page.

        With the last date of each edition that is over goes what became of it.
        """
        from .models import Festival

        if not festival.path:
            return cls(today, [], [], [], [])
        parts = list(
            Festival.objects.published().child_of(festival).for_cards().select_related("venue")
        )
        by_key = {part.pk: part for part in parts}
        own: list[Occurrence] = []
        of_parts: list[tuple[Festival, Occurrence]] = []
        below = Occurrence.objects.filter(festival__path__startswith=festival.path)
        for each in below.select_related("edition", "change").soonest_first():
            if each.festival_id == festival.pk:
                own.append(each)
            elif part := by_key.get(each.festival_id):
                of_parts.append((part, each))
        next_of: dict[int, Occurrence] = {}
        for part, each in of_parts:
            if each.ends_on >= today:
                next_of.setdefault(part.pk, each)
        upcoming = [each for each in own if each.ends_on >= today]
        past = [each for each in reversed(own) if each.ends_on < today]
        prefetch_related_objects(_closing(past, upcoming), in_force("edition__outcomes"))
        return cls(
            today=today,
            upcoming=upcoming,
            past=past,
            parts=[(part, next_of.get(part.pk)) for part in parts],
            of_parts=of_parts,
        )

    @property
    def has_calendar(self) -> bool:
        """Whether a calendar has anything to show: a month alone is in none."""
        return any(not each.is_month_only for each in (*self.upcoming, *self.past))

    @property
    def next(self) -> Occurrence | None:
        """The date that a visitor asks for: the next one, one that is off too."""
        return self.upcoming[0] if self.upcoming else None

    @property
    def most_telling(self) -> Occurrence | None:
        """The next date, or the last where none is planned: what search engines are told."""
        return self.next or (self.past[0] if self.past else None)

    @property
    def editions(self) -> list[EditionDates]:
        """The coming dates by edition, in the order of their first ones."""
        by_edition: dict[int, list[Occurrence]] = {}
        for each in self.upcoming:
            by_edition.setdefault(each.edition_id, []).append(each)
        return [
            EditionDates(dates[0].edition, dates[:SHOWN], dates[SHOWN:])
            for dates in by_edition.values()
        ]

    @property
    def past_shown(self) -> list[Occurrence]:
        return self.past[:SHOWN]

    @property
    def past_rest(self) -> list[Occurrence]:
        return self.past[SHOWN:]

    @property
    def programme(self) -> list[ProgrammeDay]:
        """What the parts offer, by day and then by stage: of the coming dates, and of all days of
        a festival that is on; without any, of the last time."""
        shown = [
            (part, each)
            for part, each in self.of_parts
            if each.ends_on >= self.today or _meet(each, self.next)
        ]
        if not shown and self.past:
            shown = [(part, each) for part, each in self.of_parts if _meet(each, self.past[0])]
        return [
            ProgrammeDay(slots[0][1], _stages(slots))
            for _day, found in groupby(shown, key=_day_of)
            if (slots := list(found))
        ]

    @property
    def undated(self) -> "list[Festival]":
        """The parts that the programme does not name."""
        named = {
            part.pk for day in self.programme for stage in day.stages for part, _ in stage.slots
        }
        return [part for part, _next in self.parts if part.pk not in named]


def _closing(past: Iterable[Occurrence], upcoming: Iterable[Occurrence]) -> list[Occurrence]:
    """Return the last date of each edition that has none to come, of past ones, the last first."""
    going_on = {each.edition_id for each in upcoming}
    found: dict[int, Occurrence] = {}
    for each in past:
        if each.edition_id not in going_on:
            found.setdefault(each.edition_id, each)
    return list(found.values())


def _meet(one: Occurrence, other: Occurrence | None) -> bool:
    return other is not None and one.starts_on <= other.ends_on and one.ends_on >= other.starts_on


def _day_of(slot: "tuple[Festival, Occurrence]") -> tuple[datetime.date, bool]:
    return slot[1].starts_on, slot[1].is_month_only


def _stages(slots: "Iterable[tuple[Festival, Occurrence]]") -> list[Stage]:
    """Return the stages of a day in the order in which something begins there."""
    found: dict[str, list[tuple[Festival, Occurrence]]] = {}
    for part, each in slots:
        found.setdefault(_where(part, each), []).append((part, each))
    return [Stage(name, some) for name, some in found.items()]


def _where(part: "Festival", occurrence: Occurrence) -> str:
    if occurrence.change and occurrence.change.new_venue:
        return str(occurrence.change.new_venue)
    return part.where
