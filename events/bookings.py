"""Every date that the office plans in a region, drafts and what is kept back among them.

What the calendar in the admin shows, clashes are looked for in, and next year is planned from.
Readers' pages never read this.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, Q
from wagtail.models import Page

from destinations.models import Place

from .calendar_range import OutsideCalendarError
from .clashes import Booking
from .enums import SERIES
from .models import Confirmation, DateChange, Edition, Festival, Road, Venue
from .plan import Confirmed
from .schedule import Change, scheduled
from .years.kept_back import kept_back

#: What of a festival's draft counts for its bookings, read out of the draft by the database.
_DRAFTED = (
    "title",
    "category",
    "organiser",
    "venue",
    "venue_place",
    "district",
    "roads",
    "audiences",
    "is_flagship",
    "latitude",
    "longitude",
)


@dataclass(frozen=True)
class Planned:
    """An edition as its latest draft has it, and its bookings."""

    edition: Edition
    festival: Festival
    bookings: list[Booking]


def of_region(
    root: Page, first: datetime.date, last: datetime.date, *, leaving_out: Iterable[int] = ()
) -> list[Booking]:
    """Return the bookings below a page that touch the days from first to last, soonest first.

    Editions by their latest draft, after what was announced and confirmed. `leaving_out` are keys
    of editions. Nine queries, however many there are.
    """
    found = [
        booking
        for each in planned_in(root, first, last, leaving_out=leaving_out)
        for booking in each.bookings
        if booking.dates.starts_on <= last and booking.dates.ends_on >= first
    ]
    return sorted(found, key=lambda each: (each.dates.starts_on, each.name, each.edition))


def planned_in(
    root: Page, first: datetime.date, last: datetime.date, *, leaving_out: Iterable[int] = ()
) -> list[Planned]:
    """Return the editions below a page that may have a date from first to last. Nine queries."""
    years = Q(year__gte=first.year - 1, year__lte=last.year + 1)
    series = Q(date_kind__in=SERIES, year__lte=last.year)
    editions = (
        Edition.objects.filter(years | series, festival__path__startswith=root.path)
        .annotate(is_kept_back=kept_back())
        .exclude(pk__in=list(leaving_out))
        .select_related("latest_revision")
        .prefetch_related(
            Prefetch("festival", _festivals()),
            Prefetch("date_changes", DateChange.objects.in_force()),
            Prefetch("confirmations", Confirmation.objects.in_force()),
        )
        .order_by("pk")
    )
    names = _Names(root)
    return [_planned(each, names, before=last + datetime.timedelta(days=1)) for each in editions]


def of_edition(edition: Edition, root: Page, *, before: datetime.date) -> list[Booking]:
    """Return the bookings of an edition just as it is given, saved or not, up to a day.

    What was announced and confirmed counts where it is saved. Nine queries at most.
    """
    festival = _festivals().filter(pk=edition.festival_id).first()
    if festival is None:
        return []
    changes: Sequence[DateChange] = ()
    confirmations: Sequence[Confirmation] = ()
    if edition.pk:
        changes = list(DateChange.objects.in_force().filter(edition=edition.pk))
        confirmations = list(Confirmation.objects.in_force().filter(edition=edition.pk))
    said = _Said(changes, confirmations)
    return _bookings(edition, said, _facts(festival, _Names(root)), before=before)


def draft_of(edition: Edition) -> Edition:
    """Return an edition as its latest draft has it, itself where there is none.

    No query where `latest_revision` is loaded.
    """
    revision = edition.latest_revision
    if revision is None or not (edition.has_unpublished_changes or not edition.live):
        return edition
    draft = Edition.from_serializable_data(revision.content, check_fks=False)
    if draft is None:
        return edition
    draft.pk, draft.live = edition.pk, edition.live
    draft.has_unpublished_changes = edition.has_unpublished_changes
    draft.latest_revision_id = edition.latest_revision_id
    return draft


def _festivals() -> Any:
    drafted = {f"drafted_{name}": F(f"latest_revision__content__{name}") for name in _DRAFTED}
    columns = ["path", "depth", "title", "live", "has_unpublished_changes", *_DRAFTED[1:]]
    columns.remove("roads")
    return (
        Festival.objects.annotate(**drafted)
        .only(*columns)
        .prefetch_related(Prefetch("roads", Road.objects.only("pk")))
    )


class _Names:
    """What bookings need of other rows of a region, by key. Four queries."""

    def __init__(self, root: Page) -> None:
        places = Place.objects.filter(path__startswith=root.path)
        self.places = {
            each.pk: each for each in places.only("title", "latitude", "longitude", "district")
        }
        venues = Venue.objects.filter(site__root_page__path__startswith=root.path)
        self.venues = {each.pk: each for each in venues}
        self.merged = dict(Road.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
        self.festivals = set(
            Festival.objects.filter(path__startswith=root.path).values_list("path", flat=True)
        )

    def whole(self, festival: Festival) -> str:
        """Return the path of the festival that this one is a part of, or its own."""
        above = festival.path[: -festival.steplen]
        return above if above in self.festivals else festival.path

    def venue(self, pk: Any) -> Venue | None:
        found = self.venues.get(pk)
        return self.venues.get(found.merged_into_id or pk) if found else None


@dataclass(frozen=True)
class _Said:
    """What was announced and confirmed of an edition, and holds."""

    changes: Iterable[DateChange]
    confirmations: Iterable[Confirmation]

    @property
    def confirmed(self) -> dict[int, Confirmed]:
        return {each.number: each.as_confirmed for each in self.confirmations}

    @property
    def announced(self) -> list[Change]:
        return [each.as_change for each in self.changes]


def _planned(edition: Edition, names: _Names, *, before: datetime.date) -> Planned:
    festival = edition.festival
    is_shown = edition.live and festival.live and not edition.is_kept_back
    is_public = is_shown and not edition.has_unpublished_changes
    said = _Said(list(edition.date_changes.all()), list(edition.confirmations.all()))
    facts = {**_facts(festival, names), "is_public": is_public}
    draft = draft_of(edition)
    return Planned(draft, festival, _bookings(draft, said, facts, before=before))


def _bookings(
    edition: Edition, said: _Said, facts: dict[str, Any], *, before: datetime.date
) -> list[Booking]:
    try:
        dates = edition.planned(before=before, confirmed=said.confirmed)
    except OutsideCalendarError:
        return []
    return [
        Booking(
            edition=edition.pk or 0,
            dates=each.dates,
            planned_on=each.planned.starts_on,
            status=each.status,
            is_series=edition.is_series,
            **facts,
        )
        for each in scheduled(dates, said.announced)
    ]


def _facts(festival: Festival, names: _Names) -> dict[str, Any]:
    """Return what a booking says of its festival, by the latest draft. No query."""
    says = _reader(festival)
    place, venue = names.places.get(says("venue_place")), names.venue(says("venue"))
    where: Any = place or venue
    latitude, longitude = says("latitude"), says("longitude")
    if latitude is None and where is not None:
        latitude, longitude = where.latitude, where.longitude
    known = latitude is not None and longitude is not None
    key = f"place:{place.pk}" if place else f"venue:{venue.pk}" if venue else ""
    return {
        "festival": festival.pk,
        "part_of": names.whole(festival),
        "name": says("title"),
        "category": says("category") or 0,
        "audiences": frozenset(says("audiences") or ()),
        "roads": frozenset(str(names.merged.get(pk, pk)) for pk in says("roads")),
        "venue": key,
        "venue_name": where.title if place else str(venue or ""),
        "organiser": says("organiser") or 0,
        "district": says("district") or (where.district_id if where else None) or 0,
        "is_flagship": bool(says("is_flagship")),
        "position": (float(latitude), float(longitude)) if known else None,
    }


def _reader(festival: Festival) -> Any:
    """Return what tells a fact of a festival: of its draft where that is not what readers see."""
    if festival.has_unpublished_changes and getattr(festival, "drafted_title", None):
        return lambda name: getattr(festival, f"drafted_{name}")

    def of_row(name: str) -> Any:
        if name == "roads":
            return [road.pk for road in festival.roads.all()]
        field: Any = Festival._meta.get_field(name)
        return getattr(festival, field.attname)

    return of_row
