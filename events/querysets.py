"""Festivals and dates, selected by named verbs. Days are days of the region's own zone."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Prefetch, When
from wagtail.models import Page, PageManager

from media.models import PictureRendition
from pages.openness import open_to_everybody
from pages.querysets import SitePageQuerySet
from translations.pages import order_by_name


class FestivalQuerySet(SitePageQuerySet):
    def in_region(self, root: Page) -> Self:
        """Keep festivals of the region whose tree begins at this page."""
        return self.descendant_of(root)

    def by_name(self) -> Self:
        """Sort by the name that readers of the active language see."""
        return self.order_by(order_by_name(), "pk")


FestivalManager = PageManager.from_queryset(FestivalQuerySet)


class DateChangeQuerySet(models.QuerySet):
    def in_force(self) -> Self:
        """Keep what was not taken back, the oldest first."""
        return self.filter(withdrawn_at=None).order_by("made_at", "pk")

    def in_region(self, root: Page) -> Self:
        return self.filter(edition__festival__path__startswith=root.path)


class OccurrenceQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Keep dates of festivals that the public may see."""
        return self.filter(open_to_everybody("festival__path"), festival__live=True)

    def in_region(self, root: Page) -> Self:
        """Keep dates in the region whose tree begins at this page."""
        return self.filter(festival__path__startswith=root.path)

    def in_category(self, slug: str) -> Self:
        return self.filter(festival__category__slug=slug)

    def of_kind(self, kind: str) -> Self:
        return self.filter(festival__kind=kind)

    def upcoming(self, today: datetime.date) -> Self:
        """Keep what is not over on this day. Of a month alone: the month is not over."""
        return self.filter(ends_on__gte=today)

    def past(self, today: datetime.date) -> Self:
        """Keep what was over before this day."""
        return self.filter(ends_on__lt=today)

    def on(self, first: datetime.date, last: datetime.date) -> Self:
        """Keep what is on at some time between two days, both included, and has known days."""
        return self.filter(starts_on__lte=last, ends_on__gte=first, is_month_only=False)

    def soonest_first(self) -> Self:
        """Sort by day; what has a month alone comes after all dated ones of its month."""
        return self.order_by(_sorting_day(), F("starts_at").asc(nulls_first=True), "pk")

    def latest_first(self) -> Self:
        return self.order_by(_sorting_day().desc(), "-pk")

    def for_cards(self) -> Self:
        """Fetch what a card shows: festival, its picture and place, the announcement.

        One query more, however many dates.
        """
        made = PictureRendition.objects.for_use("card")
        pictures = Prefetch(
            "festival__picture__renditions", queryset=made, to_attr="prefetched_renditions"
        )
        return self.select_related(
            "festival", "festival__picture", "festival__venue_place", "festival__category", "change"
        ).prefetch_related(pictures)


def _sorting_day() -> Any:
    return Case(When(is_month_only=True, then=F("ends_on")), default=F("starts_on"))
