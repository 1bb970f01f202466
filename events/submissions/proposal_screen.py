"""The form of a proposal, and what is read back before it is sent."""

from typing import Any

from django.core.files import File
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from events.enums import SubmissionAct
from events.models import CallForProposals, FestivalIndexPage, Submission
from events.rule_preview import Preview
from notices.throttle import Throttle
from pages.models import StandardPage
from translations import languages
from translations.dates import day_in_words

from . import acts, messages, office
from .calls import call_for, open_calls
from .forms import SubmissionForm
from .parking import Parked, park
from .screen import Screen
from .tickets import Ticket, TooOldError, TooSoonError

#: Posters that are sent along with forms.
POSTERS = Throttle("posters", times=60)


class ProposalScreen(Screen):
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
        sent = submission
        submission = acts.submit(
            sent, number=self.ticket.number, poster=self._poster(), now=timezone.now()
        )
        if self.parked:
            self.parked.leave()
        if submission is sent:  # and not the same form once more
            office.tell(submission, SubmissionAct.SUBMITTED)
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
