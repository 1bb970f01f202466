"""What officers do with a proposal: a form for each act, and whom it tells."""

from typing import Any

from django.contrib import messages as notes
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.permissions import page_permission_policy

from events.enums import Channel, SubmissionAct
from events.models import Edition, Festival, FestivalIndexPage, Submission, SubmissionStep
from events.rule_preview import Preview

from . import acts, making, messages
from .desk_forms import AcceptForm, MessageForm, ReasonForm
from .desk_one import OneView


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

    def form(self, data: Any = None) -> AcceptForm:
        user, submission, section = self.request.user, self.submission, self._section
        may_edition = self.may(Edition, "publish")
        return AcceptForm(
            data,
            submission=submission,
            ready=messages.ready_text(submission, self.act, self.region),
            festivals=self._festivals,
            may_publish_new=may_edition and making.may_publish(user, section),
            may_publish_edition=may_edition,
            takes_poster=bool(submission.poster) and bool(making.collection_of(submission, user)),
        )

    @property
    def _section(self) -> FestivalIndexPage:
        """Where a new festival stands. Raises Http404 where the region has no section."""
        if self.section is None:
            raise Http404
        return self.section

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
            self._section,
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
