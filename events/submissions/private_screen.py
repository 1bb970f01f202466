"""The page of a private link: how a proposal stands, what was said, what its sender can do."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.enums import SubmissionAct, SubmissionState
from events.models import FestivalIndexPage, Submission
from events.rule_preview import Preview
from notices import links, whatsapp
from translations.dates import day_in_words

from . import acts, messages, office
from .export import exported
from .forms import AnswerForm, SureForm
from .proposal_screen import ProposalScreen
from .retention import erase
from .screen import Screen, private


class PrivateScreen(Screen):
    """The page of a private link: how it stands, what was said, and what its owner can do.

    Raises Http404 for any other token, and says nothing of why.
    """

    def __init__(self, page: FestivalIndexPage, request: HttpRequest, token: str) -> None:
        super().__init__(page, request)
        self.token = token
        found = Submission.objects.select_related("district", "festival", "edition").filter(
            secret=links.fingerprint(token), site=self.region.site_id
        )
        submission = found.first()
        if submission is None:
            raise Http404
        self.submission: Submission = submission
        self.answer_form = AnswerForm()
        self.sure_form = SureForm()
        self.erase_form = SureForm(prefix="erase")
        self.notice = ""

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            return self.show()
        act = self.request.POST.get("act", "")
        handlers = {"answer": self._answer, "withdraw": self._withdraw, "erase": self._erase}
        try:
            return handlers[act]() if act in handlers else self.show()
        except acts.NotPossibleError as error:
            self.notice = str(error.message)
            self.submission.refresh_from_db()
            return self.show()

    def correct(self) -> HttpResponse:
        """Show the form of the proposal, or take it; once it is decided, show how it stands."""
        if not self.submission.is_open:
            return self.go(f"{self.token}/")
        return ProposalScreen(self.page, self.request, self.submission, token=self.token).answer()

    def data(self) -> HttpResponse:
        """Everything that is kept of the sender, as JSON."""
        response = JsonResponse(
            exported(self.submission), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
        name = f"{self.submission.reference}.json"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return private(response)

    def _answer(self) -> HttpResponse:
        self.answer_form = AnswerForm(self.request.POST)
        if not self.answer_form.is_valid():
            return self.show()
        if notice := self.throttled():
            self.notice = notice
            return self.retry_later(self.show(status=429))
        message = self.answer_form.cleaned_data["message"]
        acts.answer(self.submission, message, now=timezone.now())
        office.tell(self.submission, SubmissionAct.ANSWERED)
        return self.go(f"{self.token}/?answered=1")

    def _withdraw(self) -> HttpResponse:
        self.sure_form = SureForm(self.request.POST)
        if not self.sure_form.is_valid():
            return self.show()
        acts.withdraw(self.submission, now=timezone.now())
        office.tell(self.submission, SubmissionAct.WITHDRAWN)
        return self.go(f"{self.token}/")

    def _erase(self) -> HttpResponse:
        self.erase_form = SureForm(self.request.POST, prefix="erase")
        if not self.erase_form.is_valid():
            return self.show()
        erase(self.submission)
        return self.respond("erased", _("Erased"))

    def show(self, *, status: int = 200) -> HttpResponse:
        submission = self.submission
        link = self.link_of(submission)
        spoken = (*acts.SAID, SubmissionAct.ANSWERED)
        steps = [each for each in submission.steps.filter(act__in=spoken) if each.message]
        festival = submission.festival
        is_public = bool(festival and festival.live and submission.edition)
        return self.respond(
            "mine",
            submission.name,
            status=status,
            submission=submission,
            token=self.token,
            link=link,
            to_oneself=messages.whatsapp_link("", submission, link)
            or whatsapp.link(messages.with_link("", submission, link).strip()),
            steps=steps,
            preview=Preview.of(submission, today=self.now.date()),
            festival=festival if is_public else None,
            notice=self.notice,
            answer_form=self.answer_form,
            sure_form=self.sure_form,
            erase_form=self.erase_form,
            day=day_in_words(submission.delete_on),
            may_answer=submission.state == SubmissionState.ASKED,
            done={name for name in ("sent", "corrected", "answered") if name in self.request.GET},
        )
