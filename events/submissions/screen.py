"""What the screens of organisers share: private answers, and how often one may send something."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from events.models import FestivalIndexPage, Submission
from notices.throttle import Throttle
from regions.clock import now_of
from regions.models import RegionSettings

from . import messages
from .retention import MONTHS

#: Proposals, corrections and answers.
SENDING = Throttle("submissions", times=20)


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


class Screen:
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
