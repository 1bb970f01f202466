"""The list of festivals by date, coming or past, as an address asks for it."""

import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.functional import cached_property

from pages.listing import Choice, Listing
from pages.openness import open_to_everybody
from translations.dates import month_in_words

from .models import FestivalCategory, Occurrence

if TYPE_CHECKING:
    from .models import FestivalIndexPage


class Month(NamedTuple):
    """Dates of one month, under its name in the reader's language."""

    name: str
    occurrences: list[Occurrence]


class FestivalListing(Listing):
    """The dates that a query string selects in a section, as of a day of the region."""

    filters = ("category",)

    def __init__(
        self,
        section: "FestivalIndexPage",
        query: QueryDict,
        *,
        today: datetime.date,
        is_past: bool,
    ) -> None:
        super().__init__(query)
        self.section = section
        self.today = today
        self.is_past = is_past

    @property
    def occurrences(self) -> Any:
        """The selected dates in order, not yet cut into pages."""
        dates = Occurrence.objects.published().in_region(self.section)
        if "category" in self.chosen:
            dates = dates.in_category(self.chosen["category"])
        if self.is_past:
            return dates.past(self.today).latest_first()
        return dates.upcoming(self.today).soonest_first()

    @property
    def selected(self) -> Any:
        return self.occurrences.for_cards()

    @cached_property
    def months(self) -> list[Month]:
        """The dates of this page of the list by month; what began earlier is this month's."""
        return [
            Month(month_in_words(*key), list(each)) for key, each in groupby(self.page, self._month)
        ]

    def _month(self, occurrence: Occurrence) -> tuple[int, int]:
        day = occurrence.starts_on
        if not self.is_past:
            day = max(day, self.today.replace(day=1))
        return day.year, day.month

    @cached_property
    def categories(self) -> list[Choice]:
        """The links of the filter: only what leads somewhere. One query."""
        when = (
            Q(festivals__occurrences__ends_on__lt=self.today)
            if self.is_past
            else Q(festivals__occurrences__ends_on__gte=self.today)
        )
        counted = FestivalCategory.objects.annotate(
            number=Count(
                "festivals__occurrences",
                filter=when
                & Q(festivals__path__startswith=self.section.path, festivals__live=True)
                & Q(open_to_everybody("festivals__path")),
            )
        )
        return self.choices("category", counted.filter(number__gt=0))
