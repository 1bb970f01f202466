"""The calendar's screens that move a date: look at what it means, do it, put it back."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from events.clashing.words import Told
from events.enums import EventStatus
from events.form_fields import DayField
from events.models import Edition
from translations.dates import day_in_words, days_in_words, month_in_words

from . import moves
from .enums import Part
from .screens import CalendarScreen
from .seen import booked_on, clashes_of


class MoveForm(forms.Form):
    """Which date of an edition, by its planned first day, and the day that it is to begin on."""

    on = forms.DateField(widget=forms.HiddenInput)
    to = DayField(
        label=gettext_lazy("New first day"),
        error_messages={
            "required": gettext_lazy("Give the new first day."),
        },
    )


@dataclass(frozen=True)
class Preview:
    """What moving a date comes to, before anything is saved."""

    days: str
    clashes: list[Told]


class MoveView(CalendarScreen, TemplateView):
    """Asks on which day a date is to begin, shows what it clashes with there, and moves it.

    A script gets the middle of the page alone, for its dialog.
    """

    template_name = "events/desk/move.html"
    fragment_name = "events/desk/move_form.html"
    page_title = gettext_lazy("Move a date")
    needed = (Edition, ("change",))

    def get_template_names(self) -> list[str]:
        is_script = self.request.headers.get("X-Requested-With") == "XMLHttpRequest"
        return [self.fragment_name if is_script else self.template_name]

    @cached_property
    def edition(self) -> Edition:
        return get_object_or_404(self.editions, pk=self.kwargs["pk"])

    @cached_property
    def on(self) -> datetime.date | None:
        asked = self.request.POST.get("on", self.request.GET.get("on", ""))
        try:
            return datetime.date.fromisoformat(asked)
        except ValueError:
            return None

    @cached_property
    def part(self) -> Part | None:
        """What of the draft begins on the day; None where nothing does (any more)."""
        draft = self.edition.get_latest_revision_as_object()
        return moves.part_on(draft, self.on) if self.on else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "to" in request.GET:
            form = MoveForm(request.GET)
        else:
            start = None if self.part == Part.MONTH else self.on
            form = MoveForm(initial={"on": self.on, "to": start})
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = MoveForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        on, to = form.cleaned_data["on"], form.cleaned_data["to"]
        try:
            revision = moves.move(self.edition, on, to, by=request.user)
        except moves.MoveRefusedError as error:
            return self.render_to_response(self.get_context_data(form=form, refusal=str(error)))
        return HttpResponseRedirect(self.here(month=f"{to:%Y-%m}", moved=str(revision.pk)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form: MoveForm = kwargs["form"]
        preview, refusal = None, kwargs.pop("refusal", "")
        if self.on is None:
            refusal = _("The address names no day. Begin anew from the calendar.")
        elif not refusal and form.is_bound and form.is_valid():
            try:
                preview = self.preview(form.cleaned_data["on"], form.cleaned_data["to"])
            except moves.MoveRefusedError as error:
                refusal = str(error)
        elif not refusal and self.part not in moves.MOVABLE:
            refusal = moves.refusal_of(self.part)
        return super().get_context_data(
            **kwargs,
            edition=self.edition,
            on=self.on,
            on_in_words=self.on_in_words,
            part=self.part,
            preview=preview,
            refusal=refusal,
            readers_see_it=self.edition.live and self.edition.festival.live,
            edit_url=reverse("wagtailsnippets_events_edition:edit", args=[self.edition.pk]),
            occurrence=self.told_of(self.edition, self.on) if refusal and self.on else None,
            estimated=EventStatus.ESTIMATED,
            own_edition=self.edition.pk,
            can_choose=self.part in moves.MOVABLE,
            action=self.address("events_desk:move", self.edition.pk),
        )

    @property
    def on_in_words(self) -> str:
        if self.on is None:
            return ""
        if self.part == Part.MONTH:
            return month_in_words(self.on.year, self.on.month)
        return day_in_words(self.on)

    def preview(self, on: datetime.date, to: datetime.date) -> Preview:
        draft = moves.moved(self.edition, on, to)
        mine = booked_on(draft, to, self.site)
        last = max((each.dates.ends_on for each in mine), default=to)
        days = day_in_words(to) if last == to else days_in_words(to, last)
        return Preview(days, clashes_of(mine, draft, self.site, self.region.country))


class UndoView(CalendarScreen, View):
    """Puts back what was moved last: only by POST, and only while nothing came after it."""

    http_method_names = ["post"]
    needed = (Edition, ("change",))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        logged = get_object_or_404(moves.logged(), revision=pk)
        edition = get_object_or_404(self.editions, pk=logged.object_id)
        revision = get_object_or_404(edition.revisions, pk=pk)
        on = datetime.date.fromisoformat(logged.data["on"])
        try:
            moves.undo(revision, by=request.user)
        except moves.MoveRefusedError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request,
                _("%(festival)s is back where it was.") % {"festival": edition.festival.title},
            )
        return HttpResponseRedirect(self.here(month=f"{on:%Y-%m}"))
