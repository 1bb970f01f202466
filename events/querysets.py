"""Dates of festivals, selected by named verbs. Days are days of the region's own zone."""

import datetime
import math
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Cos, Power, Radians, Sin
from wagtail.models import Page

from media.models import PictureRendition
from pages.openness import open_to_everybody
from regions.distance import box_around, half_chord_squared

from .enums import Admission, StepFree

_MINUTES = 24 * 60


def sorts_at(day: datetime.date, time: datetime.time | None = None) -> int:
    """Return the place of a moment in the order of all: minutes since 1 January of the year 1."""
    minutes = time.hour * 60 + time.minute if time else 0
    return day.toordinal() * _MINUTES + minutes


def _columns(name: str) -> list[F]:
    """Return where a festival has something by itself, from its place or from its venue."""
    return [F(f"festival__{of}{name}") for of in ("", "venue_place__", "venue__")]


class RegisteredQuerySet(models.QuerySet):
    def kept(self) -> Self:
        """Leave out what was merged into another entry."""
        return self.filter(merged_into=None)


class InForceQuerySet(models.QuerySet):
    def in_force(self) -> Self:
        """Keep what was not taken back, the oldest first."""
        return self.filter(withdrawn_at=None).order_by("made_at", "pk")

    def withdraw(self, *, by: Any, now: datetime.datetime) -> bool:
        """Take back what is in force of these; False where nothing was. One query."""
        return bool(self.filter(withdrawn_at=None).update(withdrawn_at=now, withdrawn_by=by))


class OccurrenceQuerySet(models.QuerySet):
    # --- Whose ---

    def published(self) -> Self:
        """Keep dates of festivals that the public may see."""
        return self.filter(open_to_everybody("festival__path"), festival__live=True)

    def in_region(self, root: Page) -> Self:
        """Keep dates in the region whose tree begins at this page."""
        return self.filter(festival__path__startswith=root.path)

    def listed(self) -> Self:
        """Leave out parts of a festival that stands in the lists itself."""
        return self.filter(is_listed=True)

    # --- Of what kind ---

    def in_category(self, slug: str) -> Self:
        return self.filter(festival__category__slug=slug)

    def in_district(self, slug: str) -> Self:
        """Keep what is held in a district: the festival's own, else that of its place or venue."""
        own = Q(festival__district__slug=slug)
        of_place = Q(festival__venue_place__district__slug=slug)
        of_venue = Q(festival__venue__district__slug=slug)
        return self.filter(own | Q(of_place | of_venue, festival__district=None))

    def held_by(self, slug: str) -> Self:
        """Keep what an organiser of the registry holds."""
        return self.filter(festival__organiser__slug=slug)

    def at_venue(self, slug: str) -> Self:
        """Keep what is held at a venue of the registry; places have `near`."""
        return self.filter(festival__venue__slug=slug, festival__venue_place=None)

    def free(self) -> Self:
        return self.filter(festival__admission=Admission.FREE)

    def step_free(self) -> Self:
        return self.filter(festival__step_free=StepFree.YES)

    def near(self, latitude: float, longitude: float, *, km: float) -> Self:
        """Keep what is within so many kilometres of a point, along the great circle.

        A box leaves out most of the rest before that is computed.
        """
        south, west, north, east = box_around(latitude, longitude, km=km)
        dates = self.with_position().filter(latitude__gte=south, latitude__lte=north)
        if west >= -180 and east <= 180:
            dates = dates.filter(longitude__gte=west, longitude__lte=east)
        there = Cast("latitude", models.FloatField()), Cast("longitude", models.FloatField())
        squared = Power(Sin(Radians(there[0] - latitude) / 2), 2) + Cos(
            Radians(there[0])
        ) * math.cos(math.radians(latitude)) * Power(Sin(Radians(there[1] - longitude) / 2), 2)
        return dates.alias(apart=squared).filter(apart__lte=half_chord_squared(km))

    # --- When ---

    def longest(self) -> int:
        """Return how many days the longest date has; 1 without any. One query, by an index."""
        return self.model._default_manager.aggregate(longest=Max("days"))["longest"] or 1

    def between(self, first: datetime.date, last: datetime.date, *, longest: int) -> Self:
        """Keep what is held on a day from `first` to `last`.

        `longest` is how many days a date can have: what is on by then has not begun earlier, so
        the index is read from there and not from its beginning.
        """
        begin = first - datetime.timedelta(days=longest - 1)
        return self.filter(starts_on__gte=begin, starts_on__lte=last, ends_on__gte=first)

    def upcoming(self, today: datetime.date) -> Self:
        """Keep what is not over on this day. Of a month alone: the month is not over."""
        return self.filter(ends_on__gte=today)

    def upcoming_within(self, today: datetime.date, *, longest: int) -> Self:
        """The same, from the index of the order; `longest` as in `between`."""
        begin = today - datetime.timedelta(days=longest)
        return self.upcoming(today).filter(sorts_at__gte=sorts_at(begin))

    def past(self, today: datetime.date) -> Self:
        """Keep what was over before this day."""
        return self.filter(ends_on__lt=today, sorts_at__lt=sorts_at(today))

    def once_a_series(self, today: datetime.date, *, longest: int | None = None) -> Self:
        """Of what repeats by a rule, keep the next date alone.

        With `longest`, as in `between`, an edition's index is not read from its beginning.
        """
        earlier = type(self)(self.model).filter(
            edition=OuterRef("edition"), sorts_at__lt=OuterRef("sorts_at"), ends_on__gte=today
        )
        if longest is not None:
            begin = today - datetime.timedelta(days=longest)
            earlier = earlier.filter(sorts_at__gte=sorts_at(begin))
        return self.filter(Q(is_series=False) | ~Exists(earlier))

    def last_of_a_series(self, before: datetime.date) -> Self:
        """Of what repeats by a rule, keep the last date that was over before a day."""
        later = type(self)(self.model).filter(
            edition=OuterRef("edition"), sorts_at__gt=OuterRef("sorts_at"), ends_on__lt=before
        )
        return self.filter(Q(is_series=False) | ~Exists(later))

    def next_of_each(self, today: datetime.date) -> Self:
        """Keep one date a festival: what is not over on this day, and of that the soonest."""
        nearest = type(self)(self.model).filter(festival=OuterRef("festival")).upcoming(today)
        return self.filter(pk=Subquery(nearest.soonest_first().values("pk")[:1]))

    # --- In which order, and with what ---

    def soonest_first(self) -> Self:
        """Sort by day; what has a month alone comes after all dated ones of its month."""
        return self.order_by("sorts_at", "pk")

    def latest_first(self) -> Self:
        return self.order_by("-sorts_at", "-pk")

    def with_position(self) -> Self:
        """Note `latitude` and `longitude` of each: the festival's own, else that of where it is."""
        return self.annotate(
            latitude=Coalesce(*_columns("latitude")), longitude=Coalesce(*_columns("longitude"))
        )

    def with_festival(self) -> Self:
        """Fetch each date's festival with its place, its edition and the announcement. No query
        more."""
        return self.select_related(
            "festival", "festival__venue_place", "festival__venue", "edition", "change"
        )

    def for_cards(self) -> Self:
        """Fetch what a row of a list shows, its picture too. One query more for all of them."""
        made = PictureRendition.objects.for_use("card", "poster")
        pictures = Prefetch(
            "festival__picture__renditions", queryset=made, to_attr="prefetched_renditions"
        )
        return self.with_festival().select_related("festival__picture").prefetch_related(pictures)
