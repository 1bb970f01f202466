"""What the office says to a sender: ready texts in the sender's language, and their sending."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from events.enums import Channel, SubmissionAct
from events.models import Submission, SubmissionStep
from notices import mails, whatsapp
from pages.addresses import url_in
from regions.models import RegionSettings

from . import acts

#: What the office says something at, and the file of its ready text.
_READY = {
    SubmissionAct.SUBMITTED: "submitted",
    SubmissionAct.ASKED: "asked",
    SubmissionAct.ACCEPTED: "accepted",
    SubmissionAct.DECLINED: "declined",
}


def ready_text(submission: Submission, act: SubmissionAct, region: RegionSettings) -> str:
    """Return what is said at an act, in the sender's language and without the link."""
    with override(submission.language):
        name = f"events/submissions/messages/{_READY[act]}.txt"
        facts = {"submission": submission, "office": region.display_name}
        return render_to_string(name, facts).strip()


def channels_of(submission: Submission) -> list[Channel]:
    """Return by which ways a sender can be reached, the surest first."""
    found = []
    if submission.whatsapp:
        found.append(Channel.WHATSAPP)
    if submission.email:
        found.append(Channel.EMAIL)
    return found


def link_of(submission: Submission, section: Page, request: HttpRequest) -> str:
    """Return the private link, whole and in the sender's language."""
    token = acts.token_of(submission)
    return f"{url_in(section, submission.language, request)}submit/{token}/"


def with_link(message: str, submission: Submission, link: str) -> str:
    """Return a message with the private link below it; the message alone without one."""
    if not link:
        return message.strip()
    with override(submission.language):
        below = _("See, correct or withdraw your proposal: %(link)s") % {"link": link}
    return f"{message.strip()}\n\n{below}"


def whatsapp_link(message: str, submission: Submission, link: str) -> str:
    """Return the address that opens WhatsApp with the message to its sender; empty without a
    number."""
    if not submission.whatsapp:
        return ""
    return whatsapp.link(with_link(message, submission, link), number=submission.whatsapp)


def mail(message: str, submission: Submission, link: str) -> bool:
    """Send a message with the link by mail, and return whether it went out."""
    with override(submission.language):
        subject = _("Your proposal %(reference)s") % {"reference": submission.reference}
    text = with_link(message, submission, link)
    return mails.send(subject, text, submission.email, about=f"submission {submission.reference}")


def send(step: SubmissionStep, channels: list[str], link: str) -> bool:
    """Send the message of a step by mail, where that was chosen, and note the ways in the step.

    WhatsApp is opened by the officer's own hand. Returns False where a mail did not go out.
    """
    wants_mail = Channel.EMAIL in channels
    is_mailed = wants_mail and mail(step.message, step.submission, link)
    step.channel = _both(is_mailed, Channel.WHATSAPP in channels)
    step.save(update_fields=["channel"])
    return is_mailed or not wants_mail


def _both(by_mail: Any, by_whatsapp: Any) -> Channel:
    if by_mail and by_whatsapp:
        return Channel.BOTH
    if by_mail:
        return Channel.EMAIL
    return Channel.WHATSAPP if by_whatsapp else Channel.NONE
