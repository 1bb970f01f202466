"""The office's side: the queue, and a proposal with its clashes, its twins and its log."""

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from events.desk.base import DeskView, sites_of
from events.enums import Channel, SubmissionAct, SubmissionState
from events.models import CallForProposals, Submission, SubmissionStep
from events.rule_preview import Preview
from events.rule_words import in_words
from events.templatetags.dates import days
from media.uploads import sniffed
from translations import languages

from . import acts, matching, messages
from .clashes import clashes_of
from .desk_acts import ACTS
from .desk_forms import QueueFilter
from .desk_one import NEEDED, TITLE, OneView

PER_PAGE = 30
#: The queue's own choices of states, beside the single ones.
SHORTLIST, ALL = "shortlist", "all"


def waiting_for(user: Any) -> int:
    """Return how many proposals wait for the office in a user's regions. One query or two."""
    sites = sites_of(user, *NEEDED)
    return Submission.objects.filter(site__in=sites, state__in=SubmissionState.waiting()).count()


class QueueView(DeskView, TemplateView):
    """What was proposed, what waits for the office first."""

    template_name = "events/admin/submissions/queue.html"
    page_title = TITLE
    header_icon = "mail"
    needed = NEEDED

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = Submission.objects.filter(site=self.site)
        form = self._filter(here)
        kept = self._kept(here, form) if form.is_valid() else here.none()
        page = Paginator(kept, PER_PAGE).get_page(self.request.GET.get("p"))
        rows = list(page.object_list)
        clashes = clashes_of(rows, self.site, matching.Registry(self.root)) if rows else {}
        return super().get_context_data(
            **kwargs,
            form=form,
            page=page,
            rows=[
                {
                    "submission": each,
                    "when": when_in_words(each),
                    "clashes": clashes.get(each.pk, []),
                    "address": self.address("events_submissions:submission", each.pk),
                }
                for each in rows
            ],
            is_shortlist=form.is_valid() and form.cleaned_data["state"] == SHORTLIST,
            shortlist=f"?{self._site_query}state={SHORTLIST}",
            is_empty=not here.exists(),
        )

    @property
    def _site_query(self) -> str:
        return f"site={self.site.pk}&" if len(self.sites) > 1 else ""

    def _filter(self, here: QuerySet) -> QueueFilter:
        counts = {
            row["state"]: row["number"]
            for row in here.order_by().values("state").annotate(number=Count("pk"))
        }
        waiting = sum(counts.get(each, 0) for each in SubmissionState.waiting())
        states = [
            ("", _("Waiting for us (%(number)s)") % {"number": waiting}),
            (SHORTLIST, _("Shortlist")),
            *[
                (state.value, f"{state.label} ({counts[state]})")
                for state in SubmissionState
                if counts.get(state)
            ],
            (ALL, _("All")),
        ]
        years = here.order_by("-year").values_list("year", flat=True).distinct()
        return QueueFilter(
            self.request.GET,
            states=states,
            years=list(years),
            calls=CallForProposals.objects.filter(site=self.site),
        )

    @staticmethod
    def _kept(here: QuerySet, form: QueueFilter) -> QuerySet:
        state, year = form.cleaned_data["state"], form.cleaned_data["year"]
        if state == SHORTLIST:
            here = here.exclude(shortlisted_for="").filter(state__in=SubmissionState.open())
        elif state in SubmissionState.values:
            here = here.filter(state=state)
        elif state != ALL:
            here = here.filter(state__in=SubmissionState.waiting())
        if year:
            here = here.filter(year=year)
        if call := form.cleaned_data["call"]:
            here = here.filter(call=call)
        if words := form.cleaned_data["q"]:
            here = here.filter(
                Q(name__icontains=words)
                | Q(organiser_name__icontains=words)
                | Q(reference__iexact=words)
            )
        return here.select_related("district")


class SubmissionView(OneView, TemplateView):
    """A proposal: all that was sent, its clashes and twins, its log, and what can be done."""

    template_name = "events/admin/submissions/submission.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        submission = self.submission
        registry = matching.Registry(self.root)
        steps = list(submission.steps.select_related("by"))
        return super().get_context_data(
            **kwargs,
            submission=submission,
            language=languages.name(submission.language),
            direction=languages.direction(submission.language),
            preview=Preview.of(submission, today=self.now.date()),
            clashes=clashes_of([submission], self.site, registry).get(submission.pk, []),
            known=registry.known(submission),
            twins=matching.twins(submission, self.root) if submission.is_open else [],
            like_it=matching.like_it(submission),
            steps=[self._shown(step) for step in steps],
            open_whatsapp=self._open_whatsapp(steps),
            acts=self._acts(steps),
        )

    def _shown(self, step: SubmissionStep) -> dict[str, Any]:
        reason = step.reason
        if step.act == SubmissionAct.CORRECTED:
            reason = ", ".join(_label(name) for name in reason.split(",") if name)
        is_unsent = _is_said(step) and not step.channel
        return {"step": step, "reason": reason, "is_unsent": is_unsent}

    def _open_whatsapp(self, steps: list[SubmissionStep]) -> str:
        """Return the address that opens the last message in WhatsApp, where it is to go there."""
        said = [each for each in steps if _is_said(each)]
        if not said or said[-1].channel not in (Channel.WHATSAPP, Channel.BOTH) or not self.link:
            return ""
        return messages.whatsapp_link(said[-1].message, self.submission, self.link)

    def _acts(self, steps: list[SubmissionStep]) -> list[dict[str, Any]]:
        """Return what the user can do now, the likeliest first."""
        if not self.may(Submission, "change"):
            return []
        shortlist = "unlist" if self.submission.shortlisted_for else "shortlist"
        names = [
            name
            for name in ("accept", "ask", shortlist, "decline", "reopen")
            if self.submission.state in acts.POSSIBLE[ACTS[name].act]
        ]
        if any(_is_said(each) for each in steps):
            names.append("message")
        return [
            {
                "name": name,
                "label": ACTS[name].button,
                "is_serious": ACTS[name].is_serious,
                "address": self.address(f"events_submissions:{name}", self.submission.pk),
            }
            for name in names
        ]


class PosterView(OneView, View):
    """The poster, for officers alone."""

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        poster = self.submission.poster
        if not poster:
            raise Http404
        try:
            file = poster.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        format = sniffed(file.read(64))
        file.seek(0)
        if format is None:
            raise Http404
        return FileResponse(file, content_type=f"image/{format.lower()}")


def when_in_words(submission: Submission) -> str:
    """Return when a proposal is, on one line: its rule, or its days. No query."""
    said = in_words(submission.plan(submission.year))
    if said:
        return f"{said[0].upper()}{said[1:]}"
    planned = submission.planned(before=datetime.date(submission.year + 2, 1, 1))
    return days(planned[0]) if planned else ""


def _is_said(step: SubmissionStep) -> bool:
    """Whether the office said something to the sender."""
    return bool(step.message) and step.act in acts.SAID


def _label(name: str) -> str:
    field: Any = Submission._meta.get_field(name)
    return str(field.verbose_name)
