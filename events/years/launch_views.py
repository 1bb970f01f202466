"""The admin's launch of a year: the checklist, the launch, the way back, what changed since."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from events.enums import Changed, EventStatus
from events.models import Edition, YearPlan
from events.spreadsheets import csv_response
from translations.dates import clock_in_words, days_in_words, month_in_words

from . import launch
from .base import YearView
from .changed import Difference, Told, differences
from .checklist import Checklist


class LaunchView(YearView, TemplateView):
    """The checklist of a launch; then the programme as readers will see it; then the launch.

    A POST shows the programme with what was ticked, a POST with `launch` launches it.
    """

    template_name = "events/admin/years/launch.html"
    needed = (YearPlan, ("add",))

    def get_page_title(self) -> str:
        return _("Launch %(year)s") % {"year": self.year}

    @cached_property
    def checklist(self) -> Checklist:
        return Checklist(self.region, self.year, user=self.request.user, now=self.now)

    @property
    def may_publish(self) -> bool:
        return self.may(Edition, "publish")

    @cached_property
    def offered(self) -> tuple[set[int], set[int]]:
        """The keys of the editions and of the festivals that may go along."""
        may = self.may_publish
        editions = {each.edition.pk for each in self.checklist.editions if may and each.can_go}
        return editions, {each.page.pk for each in self.checklist.pages if each.can_go}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self._context(*self.offered))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ticked = self._ticked("edition"), self._ticked("page")
        editions, pages = ({each for each in some if each is not None} for some in ticked)
        if (
            not editions <= self.offered[0]
            or not pages <= self.offered[1]
            or None in (ticked[0] | ticked[1])
        ):
            messages.error(request, _("This list has changed. Look at it again, then launch."))
            return self.render_to_response(self._context(*self.offered))
        if "back" in request.POST or self.plan is None or not self.plan.is_embargoed:
            return self.render_to_response(self._context(editions, pages))
        if "launch" not in request.POST:
            return self.render_to_response(self._preview(editions, pages))
        try:
            launch.launch(
                self.site,
                self.year,
                editions=editions,
                pages=pages,
                by=request.user,
                now=self.now,
            )
        except launch.NotLaunchedError as failed:
            messages.error(request, str(failed))
            return self.render_to_response(self._context(editions, pages))
        messages.success(
            request, _("%(year)s is launched: readers see it now.") % {"year": self.year}
        )
        return HttpResponseRedirect(self.address("events_years:launch", self.year))

    def _ticked(self, name: str) -> set[int | None]:
        return {
            int(each) if each.isascii() and each.isdigit() and len(each) < 10 else None
            for each in self.request.POST.getlist(name)
        }

    def _preview(self, editions: set[int], pages: set[int]) -> dict[str, Any]:
        self.template_name = "events/admin/years/launch_preview.html"
        programme = [
            {"booking": each, "status": EventStatus(each.status).label}
            for each in self.checklist.programme(editions, pages)
        ]
        return {**self._context(editions, pages), "programme": programme}

    def _context(self, editions: Any, pages: Any) -> dict[str, Any]:
        return self.get_context_data(
            checklist=self.checklist,
            editions=editions,
            pages=pages,
            may_publish=self.may_publish,
            may_take_back=launch.may_take_back(self.plan, now=self.now),
        )


class TakeBackView(YearView, TemplateView):
    """Asks whether a launch is to be taken back, on its own day; a POST does it."""

    template_name = "events/admin/years/take_back.html"
    needed = (YearPlan, ("add",))

    def get_page_title(self) -> str:
        return _("Take the launch of %(year)s back") % {"year": self.year}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not launch.may_take_back(self.plan, now=self.now):
            raise Http404
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            launch.take_back(self.site, self.year, by=request.user, now=self.now)
        except launch.NotLaunchedError as failed:
            messages.error(request, str(failed))
        else:
            messages.success(
                request,
                _("%(year)s is kept back again: readers see none of it.") % {"year": self.year},
            )
        return HttpResponseRedirect(self.address("events_years:launch", self.year))


class _SinceLaunch(YearView):
    """What the list of changes and its table share."""

    @cached_property
    def differences(self) -> list[Difference]:
        """What has changed since the launch. Raises Http404 for a year without one. One query."""
        if self.plan is None or self.plan.launched_at is None:
            raise Http404
        launched = [Told.from_json(each) for each in self.plan.as_launched]
        return differences(launched, launch.told(self.root, self.year))

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "name": each.either.name,
                "festival": each.either.festival,
                "kind": Changed(each.kind).label,
                "before": _said(each.before, each.kind),
                "now": _said(each.now, each.kind),
            }
            for each in self.differences
        ]


class ChangedView(_SinceLaunch, TemplateView):
    """What has changed of a year since its launch."""

    template_name = "events/admin/years/changed.html"

    def get_page_title(self) -> str:
        return _("Changed since the launch of %(year)s") % {"year": self.year}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, rows=self.rows())


class ChangedTableView(_SinceLaunch, View):
    """The same as a table for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        header = [_("Festival"), _("What changed"), _("At the launch"), _("Now")]
        rows = [[each["name"], each["kind"], each["before"], each["now"]] for each in self.rows()]
        return csv_response(f"changed-{self.year}.csv", header, rows)


def _said(told: Told | None, kind: str) -> str:
    """Return what a date was or is, as far as a difference is about it."""
    if told is None:
        return ""
    if kind == Changed.PLACE:
        return told.place
    if told.is_month_only:
        return month_in_words(told.starts_on.year, told.starts_on.month)
    days = days_in_words(told.starts_on, told.ends_on)
    if kind == Changed.TIME:
        clock = clock_in_words(told.starts_at) if told.starts_at else _("no time")
        return _("%(days)s, %(time)s") % {"days": days, "time": clock}
    return days
