"""Adding a year's editions from those of the years before, as drafts, and the way back."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.log_actions import LogContext, log
from wagtail.models import ModelLogEntry, Page

from events.bookings import draft_of
from events.models import Confirmation, Edition, Festival
from events.plan import Plan
from events.plan_fields import fields_of
from translations import languages

from .shift import Proposal, goes_on, settled, ways_to

#: The log's name of what was done (hooks.py).
ADDED = "events.add_to_year"


class CannotAddError(Exception):
    """An edition that cannot be made: `festival`, and what is wrong with it in words."""

    def __init__(self, festival: Festival, errors: Sequence[str]) -> None:
        super().__init__(f"{festival.title}: {' '.join(errors)}")
        self.festival = festival
        self.errors = errors


@dataclass(frozen=True)
class Row:
    """A festival, or a season of it, before a year: its past editions, the last first, and the
    edition that the year has already."""

    festival: Festival
    season: str
    year: int
    past: tuple[Edition, ...]
    there: Edition | None = None

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.festival.pk}-{self.season or 'only'}"

    @property
    def last(self) -> Edition | None:
        return self.past[0] if self.past else None

    @property
    def goes_on(self) -> bool:
        """Whether it repeats without an end: the year needs no edition."""
        return bool(self.past) and goes_on(_plan(self.past[0]))

    @cached_property
    def ways(self) -> list[Proposal]:
        """The ways to the year's dates, the likeliest first. No query."""
        return ways_to(self.year, [_plan(each) for each in self.past])

    @property
    def is_open(self) -> bool:
        """Whether an edition can be added."""
        return self.there is None and bool(self.ways)

    def way(self, key: str) -> Proposal | None:
        return next((each for each in self.ways if each.key == key), None)


def rows(
    root: Page, year: int, *, category: int | None = None, festivals: Iterable[int] | None = None
) -> list[Row]:
    """Return the festivals below a page that had an edition by a year, by name. Four queries.

    With `category` or `festivals`, keys, only those.
    """
    editions = Edition.objects.filter(festival__path__startswith=root.path, year__lte=year)
    if category is not None:
        editions = editions.filter(festival__category=category)
    if festivals is not None:
        editions = editions.filter(festival__in=list(festivals))
    found = list(
        editions.select_related("festival")
        .prefetch_related(Prefetch("confirmations", Confirmation.objects.in_force()))
        .order_by("festival__title", "festival_id", "season", "-year", "pk")
    )
    prefetch_related_objects([each for each in found if not each.live], "latest_revision")
    return [
        _row(list(some), year)
        for _key, some in groupby(found, key=lambda each: (each.festival_id, each.season))
    ]


def _row(editions: list[Edition], year: int) -> Row:
    past = tuple(each for each in editions if each.year < year)
    there = next((each for each in editions if each.year == year), None)
    return Row(editions[0].festival, editions[0].season, year, past, there)


def _plan(edition: Edition) -> Plan:
    """Return what an edition plans, as readers know it: a draft where they know nothing."""
    row = edition if edition.live else draft_of(edition)
    confirmed = {each.number: each.as_confirmed for each in edition.confirmations.all()}
    return settled(row.plan(row.year), confirmed)


@dataclass(frozen=True)
class Act:
    """What was added at once: the drafts, those that had been there already, and what the log calls
    it (None where nothing was made)."""

    key: uuid.UUID | None
    made: list[Edition]
    there: list[Edition]


def add(chosen: Iterable[tuple[Row, Proposal]], *, by: Any) -> Act:
    """Make drafts of the chosen rows; return them. All or nothing.

    Rows whose year has an edition by now are left as they are. Texts are not copied, hours are.
    Raises CannotAddError where a draft would contradict itself. A dozen queries for each.
    """
    chosen = list(chosen)
    keys = [row.festival.pk for row, _way in chosen]
    with transaction.atomic(), LogContext(user=by) as context:
        list(Festival.objects.select_for_update(of=("self",)).filter(pk__in=keys).only("pk"))
        made: list[Edition] = []
        there: list[Edition] = []
        for row, way in chosen:
            in_year = Edition.objects.filter(
                festival=row.festival, season=row.season, year=row.year
            ).first()
            if in_year is not None:
                there.append(in_year)
            else:
                made.append(_make(row, way, by=by))
    return Act(context.uuid if made else None, made, there)


def _make(row: Row, way: Proposal, *, by: Any) -> Edition:
    with translation.override(languages.SOURCE):
        source = gettext("Moved by rule from %(year)s") % {"year": way.years[0]}
    edition = Edition(
        festival=row.festival,
        season=row.season,
        live=False,
        source=source,
        **fields_of(way.plan),
    )
    try:
        edition.full_clean()
    except ValidationError as error:
        raise CannotAddError(row.festival, error.messages) from error
    edition.save()
    edition.save_revision(user=by)
    log(
        instance=edition,
        action=ADDED,
        user=by,
        data={"from": way.years[0], "way": way.key},
    )
    return edition


def added(root: Page, key: uuid.UUID) -> list[Edition]:
    """Return the editions below a page that were added at once and are still there. Two queries."""
    entries = ModelLogEntry.objects.filter(action=ADDED, uuid=key)
    keys = [int(each) for each in entries.values_list("object_id", flat=True)]
    return list(
        Edition.objects.filter(pk__in=keys, festival__path__startswith=root.path)
        .select_related("festival")
        .order_by("festival__title", "pk")
    )


def take_back(root: Page, key: uuid.UUID, *, by: Any) -> tuple[int, list[Edition]]:
    """Delete the drafts of an act that nobody has touched since; return how many, and the rest.

    A draft is touched where it was published once or saved again. All or nothing.
    """
    with transaction.atomic():
        found = added(root, key)
        kept = [each for each in found if _is_touched(each)]
        gone = [each for each in found if each not in kept]
        for edition in gone:
            log(instance=edition, action="wagtail.delete", user=by)
            edition.delete()
    return len(gone), kept


def _is_touched(edition: Edition) -> bool:
    return edition.live or edition.first_published_at is not None or edition.revisions.count() != 1
