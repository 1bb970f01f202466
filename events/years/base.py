"""What the screens of a year's programme share."""

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from events.desk.base import DeskView
from events.models import YearPlan
from events.recurrence import FIRST_YEAR, LAST_YEAR

from .embargo import plan_of


class YearsView(DeskView):
    """A screen for whoever prepares the years of a region."""

    header_icon = "date"
    needed: tuple[Any, tuple[str, ...]] = (YearPlan, ("change",))

    @cached_property
    def now(self) -> datetime.datetime:
        """The moment of the request, by the region's clocks."""
        return timezone.now().astimezone(self.region.zone)

    @property
    def today(self) -> datetime.date:
        return self.now.date()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what keeps an address in this region, for who works in several (`at_site`)."""
        at_site = f"?site={self.site.pk}" if len(self.sites) > 1 else ""
        return super().get_context_data(**kwargs, at_site=at_site)


class YearView(YearsView):
    """A screen of one year, from the address."""

    parents = (("events_years:years", gettext_lazy("Years’ programmes")),)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not FIRST_YEAR <= kwargs["year"] <= LAST_YEAR:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def year(self) -> int:
        return int(self.kwargs["year"])

    @cached_property
    def plan(self) -> YearPlan | None:
        return plan_of(self.site, self.year)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{**kwargs, "year": self.year, "plan": self.plan})
