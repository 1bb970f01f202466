"""The admin's years: what there is of each, and keeping one back."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from events.models import Edition, YearPlan

from . import embargo
from .base import YearsView, YearView
from .forms import EmbargoForm

#: How many things are named one by one.
NAMED = 12
#: How many years ahead the office may prepare.
AHEAD = 3


class IndexView(YearsView, TemplateView):
    """The years from this one on, and what there is of each."""

    template_name = "events/admin/years/index.html"
    page_title = gettext_lazy("Years’ programmes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, years=self.years, may_launch=self.may(YearPlan, "add")
        )

    @property
    def years(self) -> list[dict[str, Any]]:
        """Each year with its plan and its numbers of editions. Two queries."""
        this_year = self.today.year
        plans = {each.year: each for each in YearPlan.objects.filter(site=self.site)}
        counts = self._counts()
        found = {*range(this_year, this_year + AHEAD), *plans, *counts}
        return [
            {
                "year": year,
                "plan": plans.get(year),
                "ready": counts.get(year, {}).get("ready", 0),
                "drafts": counts.get(year, {}).get("drafts", 0),
            }
            for year in sorted(found)
            if year >= this_year
        ]

    def _counts(self) -> dict[int, Any]:
        editions = Edition.objects.filter(festival__path__startswith=self.root.path)
        counted = (
            editions.order_by()
            .values("year")
            .annotate(
                ready=Count("pk", filter=Q(live=True)), drafts=Count("pk", filter=Q(live=False))
            )
        )
        return {each["year"]: each for each in counted}


class EmbargoView(YearView, TemplateView):
    """Keeping a year back until its launch; asks where readers would lose what they see."""

    template_name = "events/admin/years/embargo.html"

    def get_page_title(self) -> str:
        return _("Keep %(year)s back") % {"year": self.year}

    @cached_property
    def is_kept_back(self) -> bool:
        return self.plan is not None and self.plan.is_embargoed

    @cached_property
    def seen(self) -> list[Any]:
        """The dates that readers would lose."""
        if self.is_kept_back:
            return []
        return list(embargo.public_dates(self.root, self.year).select_related("festival"))

    def form(self, data: Any = None) -> EmbargoForm:
        launches_on = self.plan.launches_on if self.plan else None
        return EmbargoForm(
            data,
            seen=len(self.seen),
            today=self.today,
            initial={"launches_on": launches_on},
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        embargo.keep_back(
            self.site,
            self.year,
            launches_on=form.cleaned_data["launches_on"],
            by=request.user,
        )
        messages.success(
            request,
            _("%(year)s is kept back until its launch. Publish its editions as they are ready.")
            % {"year": self.year},
        )
        return HttpResponseRedirect(self.address("events_years:years"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            is_kept_back=self.is_kept_back,
            seen=self.seen[:NAMED],
            seen_number=len(self.seen),
            seen_rest=max(0, len(self.seen) - NAMED),
        )
