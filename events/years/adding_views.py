"""The admin's adding of a year's editions: the table of festivals, and what was made."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from events.enums import DateKind, Way
from events.models import Edition, FestivalCategory
from translations.dates import listed

from . import adding
from .adding import Row
from .base import YearsView, YearView
from .shift import Proposal
from .shift_words import days_of, reason

#: How many things are named one by one.
NAMED = 12


@dataclass(frozen=True)
class Shown:
    """A row as the table shows it: the ways with the days that they come to, and what is chosen."""

    row: Row
    is_ticked: bool
    chosen: str
    error: str = ""

    @property
    def ways(self) -> list[dict[str, Any]]:
        return [
            {
                "key": each.key,
                "label": f"{days_of(each.plan)}: {reason(each)}",
                "is_chosen": each.key == self.chosen,
            }
            for each in self.row.ways
        ]

    @property
    def reason(self) -> str:
        """Why days of past years lead to a month alone; empty where they do not."""
        last = self.row.last
        had_days = last is not None and last.date_kind == DateKind.FIXED
        if had_days and self.row.ways and self.row.ways[0].way == Way.MONTH:
            return _("Past years have no day in common that we see: so the month alone.")
        return ""


class NextView(YearView, TemplateView):
    """Editions of a year for one festival, for a selection, or for all that had one before.

    `?festival=` keeps one or several, `?category=` those of a category.
    """

    template_name = "events/admin/years/next.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.sites and not self.may(Edition, "add"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Editions of %(year)s") % {"year": self.year}

    @cached_property
    def festivals(self) -> list[int]:
        asked = self.request.GET.getlist("festival")
        return [int(each) for each in asked if each.isascii() and each.isdigit() and len(each) < 10]

    @cached_property
    def category(self) -> FestivalCategory | None:
        asked = self.request.GET.get("category", "").replace("\0", "")
        return FestivalCategory.objects.filter(site=self.site, slug=asked).first()

    @cached_property
    def rows(self) -> list[Row]:
        return adding.rows(
            self.root,
            self.year,
            category=self.category.pk if self.category else None,
            festivals=self.festivals or None,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = [
            Shown(each, each.is_open, each.ways[0].key if each.is_open else "")
            for each in self.rows
        ]
        return self.render_to_response(self.get_context_data(shown=shown))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ticked = set(request.POST.getlist("row"))
        shown = [self._as_posted(each, ticked) for each in self.rows]
        chosen = [(each.row, way) for each in shown if each.is_ticked and (way := self._way(each))]
        error = self._error(ticked, shown)
        if not error:
            try:
                act = adding.add(chosen, by=request.user)
            except adding.CannotAddError as failed:
                error = _("Nothing was added: %(what)s") % {"what": failed}
            else:
                return self._answer(act)
        messages.error(request, error)
        return self.render_to_response(self.get_context_data(shown=shown))

    def _as_posted(self, row: Row, ticked: set[str]) -> Shown:
        chosen = self.request.POST.get(f"way-{row.key}", "")
        is_ticked = row.key in ticked
        wrong = is_ticked and row.there is None and row.way(chosen) is None
        return Shown(row, is_ticked, chosen, _("Choose by what it moves.") if wrong else "")

    @staticmethod
    def _way(shown: Shown) -> Proposal | None:
        """Return what was chosen. An edition that has come meanwhile is told, and not made."""
        if shown.row.there is not None:
            return shown.row.ways[0] if shown.row.ways else None
        return shown.row.way(shown.chosen)

    @staticmethod
    def _error(ticked: set[str], shown: list[Shown]) -> str:
        if not ticked:
            return _("Tick at least one festival.")
        if ticked - {each.row.key for each in shown}:
            return _("This list has changed. Look at it again, then add.")
        if any(each.error for each in shown):
            return _("Nothing was added: a festival lacks a choice.")
        return ""

    def _answer(self, act: adding.Act) -> HttpResponse:
        if act.there:
            names = listed([each.festival.title for each in act.there[:NAMED]])
            messages.warning(
                self.request,
                ngettext(
                    "%(number)s had an edition already and was left as it is: %(names)s",
                    "%(number)s had an edition already and were left as they are: %(names)s",
                    len(act.there),
                )
                % {"number": len(act.there), "names": names},
            )
        if act.key is None:
            return HttpResponseRedirect(self.address("events_years:next", self.year))
        messages.success(
            self.request,
            ngettext("%(number)s draft was made.", "%(number)s drafts were made.", len(act.made))
            % {"number": len(act.made)},
        )
        return HttpResponseRedirect(self.address("events_years:made", act.key))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            categories=list(FestivalCategory.objects.filter(site=self.site)),
            category=self.category,
            festivals=self.festivals,
            number_open=sum(each.row.is_open for each in kwargs["shown"]),
        )


class MadeView(YearsView, TemplateView):
    """What was added at once, and the way back: a POST deletes the drafts that nobody touched."""

    template_name = "events/admin/years/made.html"
    page_title = gettext_lazy("Drafts that were made")
    parents = (("events_years:years", gettext_lazy("Years’ programmes")),)

    @property
    def act(self) -> uuid.UUID:
        key: uuid.UUID = self.kwargs["act"]
        return key

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        editions = adding.added(self.root, self.act)
        if not editions:
            raise Http404
        return super().get_context_data(
            **kwargs,
            editions=[
                {"edition": each, "days": days_of(each.plan(each.year))} for each in editions
            ],
            year=editions[0].year,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may(Edition, "add") or not adding.added(self.root, self.act):
            raise Http404
        gone, kept = adding.take_back(self.root, self.act, by=request.user)
        messages.success(
            request,
            ngettext("%(number)s draft was deleted.", "%(number)s drafts were deleted.", gone)
            % {"number": gone},
        )
        if kept:
            names = listed([each.festival.title for each in kept[:NAMED]])
            messages.warning(
                request,
                _("Somebody has worked on these, so they stay: %(names)s") % {"names": names},
            )
        return HttpResponseRedirect(self.address("events_years:years"))
