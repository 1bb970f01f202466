"""Dates of festivals, selected by named verbs. Days are days of the region's own zone."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, OuterRef, Prefetch, Subquery, When
from wagtail.models import Page

from media.models import PictureRendition
from pages.openness import open_to_everybody


class DateChangeQuerySet(models.QuerySet):
    def in_force(self) -> Self:
        """Keep what was not taken back, the oldest first."""
        return self.filter(withdrawn_at=None).order_by("made_at", "pk")


class OccurrenceQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Keep dates of festivals that the public may see."""
        return self.filter(open_to_everybody("festival__path"), festival__live=True)

    def in_region(self, root: Page) -> Self:
        """Keep dates in the region whose tree begins at this page."""
        return self.filter(festival__path__startswith=root.path)

    def in_category(self, slug: str) -> Self:
        return self.filter(festival__category__slug=slug)

    def upcoming(self, today: datetime.date) -> Self:
        """Keep what is not over on this day. Of a month alone: the month is not over."""
        return self.filter(ends_on__gte=today)

    def next_of_each(self, today: datetime.date) -> Self:
        """Keep one date a festival: what is not over on this day, and of that the soonest."""
        nearest = type(self)(self.model).filter(festival=OuterRef("festival")).upcoming(today)
        return self.filter(pk=Subquery(nearest.soonest_first().values("pk")[:1]))

    def past(self, today: datetime.date) -> Self:
        """Keep what was over before this day."""
        return self.filter(ends_on__lt=today)

    def soonest_first(self) -> Self:
        """Sort by day; what has a month alone comes after all dated ones of its month."""
        return self.order_by(_sorting_day(), F("starts_at").asc(nulls_first=True), "pk")

    def latest_first(self) -> Self:
        return self.order_by(_sorting_day().desc(), "-pk")

    def with_festival(self) -> Self:
        """Fetch each date's festival with its place, and the announcement. No query more."""
        return self.select_related("festival", "festival__venue_place", "change")

    def for_cards(self) -> Self:
        """Fetch what a row of a list shows, its picture too. One query more for all of them."""
        made = PictureRendition.objects.for_use("card", "poster")
        pictures = Prefetch(
            "festival__picture__renditions", queryset=made, to_attr="prefetched_renditions"
        )
        return self.with_festival().select_related("festival__picture").prefetch_related(pictures)


def _sorting_day() -> Any:
    return Case(When(is_month_only=True, then=F("ends_on")), default=F("starts_on"))
