"""The office's side: the queue, a proposal with its clashes and twins, and what is done with it."""

import datetime
from typing import Any

from django.contrib import messages as notes
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.models import Site
from wagtail.permissions import page_permission_policy

from events.desk.base import DeskView, sites_of
from events.enums import Channel, SubmissionAct, SubmissionState
from events.models import CallForProposals, Edition, Festival, Submission, SubmissionStep
from events.rule_preview import Preview
from events.rule_words import in_words
from events.templatetags.dates import days
from media.uploads import sniffed
from translations import languages

from . import acts, making, matching, messages
from .clashes import clashes_of
from .desk_forms import AcceptForm, MessageForm, QueueFilter, ReasonForm

PER_PAGE = 30
NEEDED: tuple[Any, tuple[str, ...]] = (Submission, ("change", "view"))
#: The queue's own choices of states, before the single ones.
WAITING, SHORTLIST, ALL = "waiting", "shortlist", "all"
_TO_BE_KNOWN = gettext_lazy("Submissions")


def waiting_for(user: Any) -> int:
    """Return how many proposals wait for the office in a user's regions. One query or two."""
    sites = sites_of(user, *NEEDED)
    return Submission.objects.filter(site__in=sites, state__in=SubmissionState.waiting()).count()


class QueueView(DeskView, TemplateView):
    """What was proposed, what waits for the office first."""

    template_name = "events/admin/submissions/queue.html"
    page_title = _TO_BE_KNOWN
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


class OneView(DeskView):
    """What the screens of one proposal share. One of a foreign region is a 404."""

    header_icon = "mail"
    needed = NEEDED
    parents = (("events_submissions:queue", _TO_BE_KNOWN),)

    @cached_property
    def submission(self) -> Submission:
        mine = Submission.objects.filter(site__in=self.sites)
        found = mine.select_related("site__root_page", "district", "call", "festival", "edition")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @cached_property
    def site(self) -> Site:
        """The proposal's own region."""
        return self.submission.site

    @property
    def now(self) -> datetime.datetime:
        """The moment, by the region's clocks."""
        return timezone.now().astimezone(self.region.zone)

    @cached_property
    def link(self) -> str:
        """The private link; empty where the section of festivals is not public."""
        section = messages.section_of(self.root)
        if section is None:
            return ""
        return messages.link_of(self.submission, section, self.request)

    def get_page_title(self) -> str:
        return self.submission.name


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


class ActView(OneView, TemplateView):
    """A form that does one thing with a proposal. Subclasses say which, and how."""

    template_name = "events/admin/submissions/act.html"
    needed = (Submission, ("change",))
    act: SubmissionAct
    button: Any
    intro: Any = ""
    is_serious = False

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": self._back, "label": self.submission.name}
        items = super().get_breadcrumbs_items()
        return [*items[:-1], above, items[-1]]

    def get_page_title(self) -> str:
        return str(self.button)

    @property
    def _back(self) -> str:
        return self.address("events_submissions:submission", self.submission.pk)

    def form(self, data: Any = None) -> Any:
        return ReasonForm(data)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_possible:
            return self._refused()
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_possible:
            return self._refused()
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            step = self.do(form)
        except acts.NotPossibleError:
            return self._refused()
        except ValidationError as error:
            for message in error.messages:
                form.add_error(None, message)
            return self.render_to_response(self.get_context_data(form=form))
        notes.success(request, f"{step.get_act_display()}.")
        self.tell(form, step)
        return HttpResponseRedirect(self._back)

    def do(self, form: Any) -> SubmissionStep:
        return acts.act(
            self.submission,
            self.act,
            by=self.request.user,
            now=self.now,
            reason=form.cleaned_data["reason"],
        )

    def tell(self, form: Any, step: SubmissionStep) -> None:
        """Send what is to be sent, once it is done."""

    @property
    def is_possible(self) -> bool:
        return self.submission.state in acts.POSSIBLE[self.act]

    def _refused(self) -> HttpResponse:
        notes.error(self.request, acts.NotPossibleError.message)
        return HttpResponseRedirect(self._back)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            submission=self.submission,
            button=self.button,
            intro=self.intro,
            is_serious=self.is_serious,
            back=self._back,
            preview=Preview.of(self.submission, today=self.now.date()),
        )


class ShortlistView(ActView):
    act = SubmissionAct.SHORTLISTED
    button = gettext_lazy("Put on the shortlist")
    intro = gettext_lazy("Say why. The sender is told nothing of it.")


class UnlistView(ActView):
    act = SubmissionAct.UNLISTED
    button = gettext_lazy("Take off the shortlist")
    intro = ShortlistView.intro


class MessageView(ActView):
    """An act of which the sender is told."""

    needs_words: Any = ""

    def form(self, data: Any = None) -> MessageForm:
        ready = messages.ready_text(self.submission, self.act, self.region)
        return MessageForm(
            data, submission=self.submission, ready=ready, needs_words=str(self.needs_words)
        )

    def do(self, form: Any) -> SubmissionStep:
        message = form.cleaned_data["message"]
        return acts.act(
            self.submission, self.act, by=self.request.user, now=self.now, message=message
        )

    def tell(self, form: Any, step: SubmissionStep) -> None:
        channels = form.cleaned_data["channels"]
        if not channels:
            return
        step.submission = self.submission
        if not messages.send(step, channels, self.link):
            notes.error(
                self.request,
                _("The mail did not go out. Send the message again, or tell the sender yourself."),
            )
        elif Channel.EMAIL in channels:
            notes.success(self.request, _("The mail is on its way."))


class AskView(MessageView):
    act = SubmissionAct.ASKED
    button = gettext_lazy("Ask back")
    intro = gettext_lazy("The sender answers, or corrects the proposal, by the private link.")
    needs_words = gettext_lazy("Write your question into the text.")


class DeclineView(MessageView):
    act = SubmissionAct.DECLINED
    button = gettext_lazy("Decline")
    intro = gettext_lazy("The sender reads the reason. You can open the proposal again.")
    needs_words = gettext_lazy("Write the reason into the text.")
    is_serious = True


class SayAgainView(MessageView):
    """The last message once more: by another way, or because a mail failed."""

    act = SubmissionAct.MESSAGED
    button = gettext_lazy("Send the message again")

    @cached_property
    def last(self) -> SubmissionStep | None:
        said = self.submission.steps.filter(act__in=acts.SAID).exclude(message="")
        return said.order_by("-at", "-pk").first()

    @property
    def is_possible(self) -> bool:
        return self.last is not None

    def form(self, data: Any = None) -> MessageForm:
        ready = self.last.message if self.last else ""
        return MessageForm(data, submission=self.submission, ready=ready)

    def do(self, form: Any) -> SubmissionStep:
        message = form.cleaned_data["message"]
        return acts.message_again(self.submission, message, by=self.request.user, now=self.now)


class AcceptView(MessageView):
    """The proposal becomes a festival, or an edition of one."""

    act = SubmissionAct.ACCEPTED
    button = gettext_lazy("Accept")
    intro = gettext_lazy(
        "Organiser, place and roads are those of the same name in your registry, and are entered "
        "where there is none."
    )

    @cached_property
    def section(self) -> Any:
        section = messages.section_of(self.root)
        if section is None:
            raise Http404
        return section

    def form(self, data: Any = None) -> AcceptForm:
        user, submission = self.request.user, self.submission
        may_edition = self.may(Edition, "publish")
        return AcceptForm(
            data,
            submission=submission,
            ready=messages.ready_text(submission, self.act, self.region),
            festivals=self._festivals,
            may_publish_new=may_edition and making.may_publish(user, self.section),
            may_publish_edition=may_edition,
            takes_poster=bool(submission.poster) and bool(making.collection_of(submission, user)),
        )

    @property
    def _festivals(self) -> QuerySet[Festival]:
        """The region's festivals that the officer may work on."""
        mine = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, {"change", "publish"}
        )
        found = Festival.objects.descendant_of(self.root)
        return found.filter(pk__in=mine.values("pk")).order_by("title", "pk")

    def do(self, form: Any) -> SubmissionStep:
        return making.accept(
            self.submission,
            form.choice,
            self.section,
            by=self.request.user,
            now=self.now,
            message=form.cleaned_data["message"],
        )


class ReopenView(ActView):
    """A proposal that was declined by mistake waits again. The sender is told nothing by itself."""

    act = SubmissionAct.REOPENED
    button = gettext_lazy("Open it again")
    intro = gettext_lazy("Say why. The sender is told nothing of it.")


ACTS: dict[str, type[ActView]] = {
    "accept": AcceptView,
    "ask": AskView,
    "shortlist": ShortlistView,
    "unlist": UnlistView,
    "decline": DeclineView,
    "reopen": ReopenView,
    "message": SayAgainView,
}


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
