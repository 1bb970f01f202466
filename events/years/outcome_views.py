"""The admin's outcomes: the report with its gaps, and the form for one edition."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from events.enums import Held
from events.models import Edition, Outcome
from events.spreadsheets import csv_response
from translations.dates import days_in_words

from . import outcomes
from .base import YearsView
from .forms import OutcomeForm

_NEEDED = (Outcome, ("add", "change"))


class _Report(YearsView):
    """What the report and its table share: the lines of the year that is asked for."""

    needed = _NEEDED

    @cached_property
    def years(self) -> list[outcomes.Year]:
        return outcomes.years(self.root, self.today)

    @cached_property
    def year(self) -> int:
        """The year asked for by `?year=`, else the last one with an edition that is over."""
        asked = self.request.GET.get("year", "")
        known = [each.year for each in self.years]
        if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in known:
            return int(asked)
        return known[0] if known else self.today.year

    @cached_property
    def lines(self) -> list[outcomes.Line]:
        return outcomes.lines(self.root, self.year, self.today)


class ReportView(_Report, TemplateView):
    """The editions of a year that are over, those of which nothing is said first."""

    template_name = "events/admin/years/outcomes.html"
    page_title = gettext_lazy("Outcomes")
    header_icon = "tick"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            lines=[{"line": each, "days": _days(each)} for each in self.lines],
            year=self.year,
            years=self.years,
            gaps=sum(each.is_gap for each in self.lines),
            may_say=self.may(Outcome, "add"),
        )


class TableView(_Report, View):
    """The same as a table for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        header = [
            _("Festival"),
            _("Year"),
            _("Days"),
            _("Outcome"),
            _("Attendance"),
            _("Source"),
            _("Notes"),
        ]
        return csv_response(
            f"outcomes-{self.year}.csv", header, [_cells(each) for each in self.lines]
        )


def _days(line: outcomes.Line) -> str:
    dates = list(line.edition.occurrences.all())
    first = min(each.starts_on for each in dates)
    return days_in_words(first, max(each.ends_on for each in dates))


def _cells(line: outcomes.Line) -> list[Any]:
    found = line.outcome
    start = [line.edition.festival.title, line.edition.year, _days(line)]
    if found is None:
        return [*start, "", "", "", ""]
    said = [found.get_held_display(), found.attendance, found.attendance_source, found.notes]
    return start + said


class _OneEdition(YearsView):
    """A view of one edition that is over."""

    needed = (Outcome, ("add",))
    parents = (("events_years:outcomes", gettext_lazy("Outcomes")),)
    header_icon = "tick"

    @cached_property
    def edition(self) -> Edition:
        """The edition. Raises Http404 for one of another region, and for one that has no dates or
        is not over."""
        mine = Edition.objects.filter(
            festival__path__startswith=self.root.path, occurrences__starts_on__lt=self.today
        )
        found = mine.select_related("festival").prefetch_related("occurrences", outcomes.in_force())
        return get_object_or_404(found.distinct(), pk=self.kwargs["pk"])

    @property
    def said(self) -> Outcome | None:
        return outcomes.newest(self.edition)


class OutcomeView(_OneEdition, TemplateView):
    """The form: what became of an edition."""

    template_name = "events/admin/years/outcome.html"

    def get_page_title(self) -> str:
        return str(self.edition)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        said = self.said
        line = outcomes.Line(self.edition, said)
        initial: dict[str, Any] = {}
        if said is not None:
            names = ("held", "attendance", "attendance_source", "notes")
            initial = {name: getattr(said, name) for name in names}
        elif line.was_called_off:
            initial = {"held": Held.NOT_HELD}
        return self.render_to_response(self.get_context_data(form=OutcomeForm(initial=initial)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = OutcomeForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        outcomes.say(self.edition, form.said, by=request.user, now=timezone.now())
        messages.success(request, _("Kept: readers see it beside the past date."))
        return self._back()

    def _back(self) -> HttpResponse:
        address = self.address("events_years:outcomes")
        mark = "&" if "?" in address else "?"
        return HttpResponseRedirect(f"{address}{mark}year={self.edition.year}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            edition=self.edition,
            said=self.said,
            days=_days(outcomes.Line(self.edition, None)),
        )


class TakeOutcomeBackView(_OneEdition, View):
    """Takes back what was said of an edition: only by POST, and twice does nothing more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        said = self.said
        if said is not None and outcomes.take_back(said, by=request.user, now=timezone.now()):
            messages.success(request, _("Taken back: nothing is said of it now."))
        else:
            messages.success(request, _("It was taken back already."))
        return HttpResponseRedirect(self.address("events_years:outcome", self.edition.pk))
