"""What organisers see: the form, what they are about to send, the page of their private link."""

import datetime
from typing import Any

from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from events.enums import SubmissionAct, SubmissionState
from events.models import CallForProposals, FestivalIndexPage, Submission
from events.rule_preview import Preview
from notices import links, whatsapp
from notices.throttle import Throttle
from pages.models import StandardPage
from regions.clock import now_of
from regions.models import RegionSettings
from translations import languages
from translations.dates import day_in_words

from . import acts, messages
from .calls import call_for, open_calls
from .export import exported
from .forms import AnswerForm, SubmissionForm, SureForm
from .parking import Parked, park
from .retention import MONTHS, erase
from .tickets import Ticket, TooOldError, TooSoonError

#: Proposals, corrections and answers; and posters that are sent along with forms.
SENDING = Throttle("submissions", times=20)
POSTERS = Throttle("posters", times=60)


def private(response: HttpResponse) -> HttpResponse:
    """Have nobody keep an answer, index it, or tell another site where the reader was.

    Not "no-referrer": with it browsers hide the origin of a form from its own site, and Django
    refuses the form.
    """
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    patch_vary_headers(response, ["Cookie"])
    return response


class _Screen:
    """What the screens share: the section that they hang below, the region, its day."""

    def __init__(self, page: FestivalIndexPage, request: HttpRequest) -> None:
        self.page = page
        self.request = request
        self.region = RegionSettings.for_request(request)
        self.now: datetime.datetime = now_of(request)

    def respond(self, template: str, title: str, *, status: int = 200, **context: Any) -> Any:
        head = self.page.unindexed_head(self.request, "submit/", title)
        response = self.page.render(
            self.request,
            template=f"events/submissions/{template}.html",
            context_overrides={"title": title, "head": head, "months": MONTHS, **context},
        )
        response.status_code = status
        return private(response)

    def go(self, below: str) -> HttpResponse:
        return private(HttpResponseRedirect(f"{self.page.get_url(self.request)}submit/{below}"))

    def throttled(self, throttle: Throttle = SENDING) -> str:
        """Count one more; return what to tell somebody who was here too often, else nothing."""
        self.again_at = throttle.take(self.request, now=self.now)
        if self.again_at is None:
            return ""
        return _(
            "Too much was sent from your connection. Everything that you typed is still here: send "
            "it after %(time)s."
        ) % {"time": self.again_at.strftime("%H:%M")}

    def retry_later(self, response: HttpResponse) -> HttpResponse:
        if self.again_at is not None:
            response["Retry-After"] = str(int((self.again_at - self.now).total_seconds()) + 1)
        return response

    again_at: datetime.datetime | None = None

    def link_of(self, submission: Submission) -> str:
        return messages.link_of(submission, self.page, self.request)


class ProposalScreen(_Screen):
    """The form: new, or that of a submission which its sender corrects.

    Posted with `step=send` it is sent; with `step=change` it is shown again; else it is read back.
    """

    def __init__(
        self,
        page: FestivalIndexPage,
        request: HttpRequest,
        submission: Submission | None = None,
        *,
        token: str = "",
    ) -> None:
        super().__init__(page, request)
        self.submission = submission or Submission(
            site_id=self.region.site_id, language=languages.active()
        )
        self.token = token
        self.notice = ""
        posted = request.POST
        self.ticket = Ticket.read(posted.get("ticket", "")) or Ticket.new(self.now)
        self.parked = Parked.read(posted.get("parked", ""))
        self.had_poster = self.submission.poster_name

    @cached_property
    def calls(self) -> list[CallForProposals]:
        """The region's calls. One query."""
        return list(CallForProposals.objects.filter(site=self.region.site_id))

    @cached_property
    def form(self) -> SubmissionForm:
        given: dict[str, Any] = {
            "instance": self.submission,
            "today": self.now.date(),
            "calls": self.calls,
            "has_poster": bool(self.parked or self.had_poster),
        }
        if self.request.method == "POST":
            return SubmissionForm(self.request.POST, self.request.FILES, **given)
        return SubmissionForm(**given)

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            return self.show_form()
        is_right = self.form.is_valid()
        self._park()
        if self.notice:
            return self.retry_later(self.show_form(status=429))
        step = self.request.POST.get("step", "read")
        if step == "change" or not is_right:
            return self.show_form()
        try:
            self.ticket.check(self.now)
        except TooSoonError:
            self.notice = _("That was very quick. Please look through it, and send it once more.")
            return self.show_form()
        except TooOldError:
            self.ticket = Ticket.new(self.now)
            self.notice = _("The form lay open for more than a day. Please send it once more.")
            return self.show_form()
        return self.send() if step == "send" else self.show_review()

    def _park(self) -> None:
        """Let a poster wait that is right, whatever else of the form is wrong."""
        upload = self.form.cleaned_data.get("upload")
        if upload:
            if notice := self.throttled(POSTERS):
                self.notice = notice
                return
            self.parked = park(upload, number=self.ticket.number)
        elif self.form.cleaned_data.get("drop_poster"):
            if self.parked:
                self.parked.leave()
            self.parked, self.had_poster = None, ""

    @property
    def poster_name(self) -> str:
        return self.parked.name if self.parked else self.had_poster

    def send(self) -> HttpResponse:
        known = Submission.objects.filter(form=self.ticket.number, site=self.region.site_id).first()
        if known is not None and not self.submission.pk:
            return self.go(f"{acts.token_of(known)}/?sent=1")
        if notice := self.throttled():
            self.notice = notice
            return self.retry_later(self.show_form(status=429))
        submission = self.form.save(commit=False)
        submission.call = call_for(self.calls, submission.year)
        if submission.pk:
            return self._send_correction(submission)
        submission = acts.submit(
            submission, number=self.ticket.number, poster=self._poster(), now=timezone.now()
        )
        if self.parked:
            self.parked.leave()
        if submission.email:
            text = messages.ready_text(submission, SubmissionAct.SUBMITTED, self.region)
            messages.mail(text, submission, self.link_of(submission))
        return self.go(f"{acts.token_of(submission)}/?sent=1")

    def _send_correction(self, submission: Submission) -> HttpResponse:
        changed = self.form.changed_fields
        poster = self._poster()
        is_dropped = not self.poster_name and bool(submission.poster_name)
        if poster is not None or is_dropped:
            changed.append("poster")
        try:
            acts.correct(submission, changed, now=timezone.now())
        except acts.NotPossibleError:
            return self.go(f"{self.token}/")
        if poster is not None or is_dropped:
            acts.keep_poster(submission, poster)
        if self.parked:
            self.parked.leave()
        return self.go(f"{self.token}/?corrected=1")

    def _poster(self) -> File | None:
        return File(self.parked.open(), name=self.parked.name) if self.parked else None

    def show_form(self, *, status: int = 200) -> HttpResponse:
        return self.respond(
            "form", self._title, status=status, open_calls=self._open_calls, **self._shown
        )

    def show_review(self) -> HttpResponse:
        preview = Preview.of(self.form.instance, today=self.now.date())
        return self.respond("review", _("Is this right?"), preview=preview, **self._shown)

    @property
    def _title(self) -> str:
        if self.submission.pk:
            return _("Correct your proposal")
        return _("Propose a festival")

    @property
    def _open_calls(self) -> list[tuple[CallForProposals, str]]:
        """The calls that stand above a new form, each with its last day in words."""
        if self.submission.pk:
            return []
        found = open_calls(self.calls, self.now.date())
        return [(each, day_in_words(each.closes_on)) for each in found]

    @property
    def _shown(self) -> dict[str, Any]:
        return {
            "form": self.form,
            "ticket": self.ticket.signed,
            "parked": self.parked.signed if self.parked else "",
            "poster_name": self.poster_name,
            "notice": self.notice,
            "privacy": self._privacy,
            "submission": self.submission if self.submission.pk else None,
        }

    @property
    def _privacy(self) -> Any:
        """The page about privacy, where there is one. One query."""
        site = self.region.site
        return (
            StandardPage.objects.live()
            .filter(slug="privacy", path__startswith=site.root_page.path)
            .first()
        )


class PrivateScreen(_Screen):
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
        return self.go(f"{self.token}/?answered=1")

    def _withdraw(self) -> HttpResponse:
        self.sure_form = SureForm(self.request.POST)
        if not self.sure_form.is_valid():
            return self.show()
        acts.withdraw(self.submission, now=timezone.now())
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
