"""What became of an edition: said by the office, live at once, and touching no draft."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, Prefetch
from wagtail.log_actions import log
from wagtail.models import Page

from events.enums import EventStatus
from events.models import Edition, Outcome

#: The log's names of what was done (hooks.py).
SAID, TAKEN_BACK = "events.outcome", "events.take_back_outcome"


@dataclass(frozen=True)
class Said:
    """What is said of an edition (enums.Held). A number comes with who says so."""

    held: str
    attendance: int | None = None
    source: str = ""
    notes: str = ""


def say(edition: Edition, what: Said, *, by: Any, now: datetime.datetime) -> Outcome:
    """Say what became of an edition: it takes the place of what was said before. All or nothing.

    Raises ValueError for a number without a source.
    """
    if what.attendance is not None and not what.source:
        raise ValueError("Attendance comes with its source.")
    with transaction.atomic():
        made = Outcome.objects.create(
            edition=edition,
            held=what.held,
            attendance=what.attendance,
            attendance_source=what.source,
            notes=what.notes,
            made_by=by,
            made_at=now,
        )
        _log(made, SAID, by)
    return made


def take_back(outcome: Outcome, *, by: Any, now: datetime.datetime) -> bool:
    """Take back what was said, and all that was said before of its edition; False where it was
    already."""
    with transaction.atomic():
        taken = Outcome.objects.filter(edition=outcome.edition_id).withdraw(by=by, now=now)
        if taken:
            _log(outcome, TAKEN_BACK, by)
    return taken


def _log(outcome: Outcome, action: str, by: Any) -> None:
    log(
        instance=outcome.edition.festival,
        action=action,
        user=by,
        data={"year": outcome.edition.year, "held": outcome.held},
    )


# --- The report ---


@dataclass(frozen=True)
class Line:
    """A past edition, its dates from the first to the last, and what became of it, if said."""

    edition: Edition
    outcome: Outcome | None

    @property
    def is_gap(self) -> bool:
        return self.outcome is None

    @property
    def was_called_off(self) -> bool:
        """Whether each of its dates was announced as cancelled."""
        dates = list(self.edition.occurrences.all())
        return all(each.status == EventStatus.CANCELLED for each in dates)


@dataclass(frozen=True)
class Year:
    """How much is known of a year: editions that are over, of how many something is said, and the
    sum of those who came where it is known."""

    year: int
    editions: int
    said: int
    attendance: int | None

    @property
    def gaps(self) -> int:
        return self.editions - self.said


def over(root: Page, today: datetime.date) -> Any:
    """Return the public editions below a page whose last date is over on a day. No query by
    itself."""
    return (
        Edition.objects.filter(festival__path__startswith=root.path, festival__live=True)
        .annotate(ended_on=Max("occurrences__ends_on"))
        .filter(ended_on__lt=today)
    )


def in_force(path: str = "outcomes") -> Prefetch:
    """Return what fetches the outcomes that count along with editions, the newest last.

    `path` leads to the outcomes from what is fetched.
    """
    return Prefetch(path, Outcome.objects.in_force(), to_attr="outcomes_in_force")


def newest(edition: Edition) -> Outcome | None:
    """Return what counts of an edition fetched with `in_force`. No query."""
    found: Sequence[Outcome] = getattr(edition, "outcomes_in_force", ())
    return found[-1] if found else None


def lines(root: Page, year: int, today: datetime.date) -> list[Line]:
    """Return the editions of a year that are over, those of which nothing is said first.

    Then by their days. Three queries.
    """
    editions = over(root, today).filter(year=year).select_related("festival")
    editions = editions.prefetch_related("occurrences", in_force()).order_by("ended_on", "pk")
    found = [Line(each, newest(each)) for each in editions]
    return sorted(found, key=lambda each: not each.is_gap)


def years(root: Page, today: datetime.date) -> list[Year]:
    """Return how much is known of each year, the last first. Two queries."""
    editions = over(root, today).prefetch_related(in_force()).order_by("-year", "pk")
    by_year: dict[int, list[Edition]] = {}
    for each in editions:
        by_year.setdefault(each.year, []).append(each)
    return [_year(year, some) for year, some in by_year.items()]


def _year(year: int, editions: Iterable[Edition]) -> Year:
    editions = list(editions)
    said = [found for each in editions if (found := newest(each))]
    counted = [each.attendance for each in said if each.attendance is not None]
    return Year(year, len(editions), len(said), sum(counted) if counted else None)
