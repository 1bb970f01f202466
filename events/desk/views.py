"""The calendar in the admin: a month, a quarter or a year of all that the office plans."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.widgets.button import HeaderButton

from events import bookings
from events.clashes import Occasion
from events.clashing import reading
from events.enums import Severity
from events.models import Edition, YearPlan
from translations.dates import days_in_words, month_in_words, short_weekday, weekday_name

from . import calendar, moves
from .entries import entries_of
from .enums import Mark, View
from .filters import CalendarFilters
from .screens import CALENDAR, CalendarScreen, joined
from .seen import seen


class CalendarView(CalendarScreen, TemplateView):
    """What is planned, drafts among it: to look at, to sieve, and to move by a day or a year.

    Twenty queries at most, however much there is.
    """

    template_name = "events/desk/calendar.html"
    page_title = gettext_lazy("Calendar")
    parents = ()

    @cached_property
    def filters(self) -> CalendarFilters:
        return self.read_filters(self.request.GET)

    @cached_property
    def may_add(self) -> bool:
        return self.may(Edition, "add")

    def get_header_buttons(self) -> list[Any]:
        if not self.may_add:
            return []
        return [
            HeaderButton(
                gettext_lazy("Add a date"), self.beyond("events_desk:add"), icon_name="plus"
            )
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first, last = self.filters.days
        planned = bookings.planned_in(self.root, *reading.span(first.year, last.year))
        asked = self.request.GET.get("moved", "")
        moved = moves.last_move(asked, self.editions) if asked else None
        beside = seen(self.site, self.region.country, planned, first, last)
        entries = self.filters.narrow(
            entries_of(
                self.filters.keep(planned),
                first,
                last,
                severities=beside.severities,
                kept_back=self.years_kept_back(first.year, last.year),
            )
        )
        return super().get_context_data(
            **kwargs,
            filters=self.filters,
            title=self.title,
            is_empty=not entries,
            months=self.months(entries, beside.occasions),
            year=self.year(entries, beside.occasions),
            weekdays=[(weekday_name(number), short_weekday(number)) for number in range(7)],
            views=[(each, self.here(view=each.value)) for each in View],
            previous=self.beside(-1),
            next=self.beside(1),
            today_url=self.here(month=""),
            unfiltered_url=self.here(**dict.fromkeys(self.filters.NARROWING, "")),
            marks=list(Mark),
            severities=[each for each in reversed(Severity) if each],
            may_add=self.may_add,
            may_move=self.may(Edition, "change"),
            add_url=self.beyond("events_desk:add"),
            calendar_url=reverse(CALENDAR),
            moved=moved,
            moved_occurrence=self.told_of(moved.edition, moved.on) if moved else None,
        )

    @property
    def title(self) -> str:
        first, last = self.filters.days
        if self.filters.shown == View.YEAR:
            return f"{first.year:04}"
        if self.filters.shown == View.QUARTER:
            return days_in_words(first, last)
        return month_in_words(first.year, first.month)

    def months(
        self, entries: list[calendar.Entry], occasions: list[Occasion]
    ) -> list[calendar.Month]:
        """Return the grids of a month or a quarter; none of a year."""
        at, today = self.filters.at, self.filters.today
        if self.filters.shown == View.YEAR:
            return []
        if self.filters.shown == View.QUARTER:
            return calendar.quarter(at.year, at.month, entries, occasions, today=today)
        return [calendar.month(at.year, at.month, entries, occasions, today=today)]

    def year(
        self, entries: list[calendar.Entry], occasions: list[Occasion]
    ) -> list[tuple[calendar.YearMonth, str]]:
        """Return the months of a year with their addresses; nothing of a month or a quarter."""
        if self.filters.shown != View.YEAR:
            return []
        return [
            (month, self.here(view="", month=f"{month.first:%Y-%m}"))
            for month in calendar.year_months(self.filters.at.year, entries, occasions)
        ]

    def years_kept_back(self, first: int, last: int) -> set[int]:
        """Return the years that readers see nothing of before their launch. One query."""
        waiting = YearPlan.objects.filter(
            site=self.site, is_embargoed=True, launched_at=None, year__range=(first - 1, last + 1)
        )
        return set(waiting.values_list("year", flat=True))

    def beside(self, by: int) -> str:
        """Return the address of what comes after (1) or before (-1); empty beyond the calendar."""
        query = self.filters.beside(by)
        return joined(self.address(CALENDAR), query) if query else ""
