"""What a launch would show: the editions and festivals of a year, and what is wanting."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from wagtail.models import Page

from events.bookings import Planned, planned_in
from events.clashes import Booking
from events.clashing import reading
from events.enums import EventStatus
from events.models import Edition, Festival
from regions.models import RegionSettings
from translations.models import TranslationProgress

from .launch import may_publish


@dataclass(frozen=True)
class EditionItem:
    """An edition of the year: what it plans, and what its draft lacks to be published.

    `scheduled` is when a draft goes live by a time of its own: a launch would not show it.
    """

    planned: Planned
    problems: list[str]
    scheduled: datetime.datetime | None = None

    @property
    def edition(self) -> Edition:
        return self.planned.edition

    @property
    def has_draft(self) -> bool:
        return not self.edition.live or self.edition.has_unpublished_changes

    @property
    def can_go(self) -> bool:
        return self.has_draft and not self.problems and self.scheduled is None


@dataclass(frozen=True)
class PageItem:
    """A festival that readers do not see yet: what it lacks, and whether this user may show it."""

    page: Festival
    problems: list[str]
    may_publish: bool
    untranslated: list[str] = field(default_factory=list)

    @property
    def can_go(self) -> bool:
        return self.may_publish and not self.problems


class Checklist:
    """Everything of a year in a region, as one user may launch it.

    A dozen queries, and some for each festival that is not published yet.
    """

    def __init__(
        self, region: RegionSettings, year: int, *, user: Any, now: datetime.datetime
    ) -> None:
        self.root: Page = region.site.root_page
        self.region = region
        self.year = year
        self.user = user
        self.now = now

    @cached_property
    def editions(self) -> list[EditionItem]:
        """The editions by their first days, those without a day last."""
        first, last = datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)
        found = [
            EditionItem(each, _problems(each.edition), self._scheduled(each.edition))
            for each in planned_in(self.root, first, last)
            if each.edition.year == self.year
        ]
        return sorted(found, key=lambda each: (_first_day(each.planned), each.planned.festival.pk))

    @cached_property
    def pages(self) -> list[PageItem]:
        """The festivals of these editions that readers do not see yet, by name."""
        keys = {each.planned.festival.pk for each in self.editions}
        waiting = list(Festival.objects.filter(pk__in=keys, live=False).order_by("title", "pk"))
        wanting = self._untranslated([each.pk for each in waiting])
        return [self._page_item(each, wanting.get(each.pk, [])) for each in waiting]

    def _scheduled(self, edition: Edition) -> datetime.datetime | None:
        moment: datetime.datetime | None = edition.go_live_at
        return moment if moment and moment > self.now else None

    def _page_item(self, page: Festival, untranslated: list[str]) -> PageItem:
        draft = page.get_latest_revision_as_object()
        problems = [str(error) for error in draft.field_errors().values()]
        return PageItem(page, problems, may_publish(page, self.user), untranslated)

    def _untranslated(self, keys: Iterable[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for each in self._progress(keys):
            if not each.is_complete:
                found.setdefault(each.page_id, []).append(each.language)
        return found

    def _progress(self, keys: Iterable[int]) -> Any:
        used = self.region.languages_in_use
        rows = TranslationProgress.objects.filter(page__in=list(keys), language__in=used)
        return rows.order_by("page", "pk")

    @cached_property
    def incomplete(self) -> int:
        """How many festivals of the year lack words in a language in use."""
        return len(self._untranslated({each.planned.festival.pk for each in self.editions}))

    @property
    def bookings(self) -> list[Booking]:
        return [booking for each in self.editions for booking in each.planned.bookings]

    @property
    def month_only(self) -> int:
        return sum(each.dates.is_month_only for each in self.bookings)

    @property
    def estimated(self) -> int:
        return sum(each.status == EventStatus.ESTIMATED for each in self.bookings)

    @cached_property
    def clashes(self) -> int:
        """How many clashes the year has that nobody accepted. Fourteen queries."""
        found = reading.of_years(self.region.site, self.year, self.year)
        return sum(not each.is_accepted for each in found)

    def programme(self, editions: Collection[int], pages: Collection[int]) -> list[Booking]:
        """Return the dates that readers would see if these went along, soonest first."""
        hidden = {each.page.pk for each in self.pages} - set(pages)
        found = [
            booking
            for each in self.editions
            if each.edition.live or each.edition.pk in editions
            if each.planned.festival.pk not in hidden
            for booking in each.planned.bookings
        ]
        return sorted(found, key=lambda each: (each.dates.starts_on, each.name))


def _first_day(planned: Planned) -> datetime.date:
    days = [each.dates.starts_on for each in planned.bookings]
    return min(days, default=datetime.date.max)


def _problems(edition: Edition) -> list[str]:
    return [str(error) for error in edition.field_errors().values()]
