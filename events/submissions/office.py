"""Telling the office by mail that a proposal waits for it. By the worker: senders do not wait."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django_tasks import task
from wagtail.permissions import policy_registry

from events.enums import SubmissionAct
from events.models import Submission
from notices import office_mails

#: What a sender does that the office has to know of.
TOLD = (SubmissionAct.SUBMITTED, SubmissionAct.ANSWERED, SubmissionAct.WITHDRAWN)
_TEMPLATES = {
    "subject": "events/admin/submissions/office/subject.txt",
    "text": "events/admin/submissions/office/text.txt",
}


def tell(submission: Submission, act: SubmissionAct) -> None:
    """Have everybody told who may decide about a proposal, and wants mail of what is submitted."""
    if act not in TOLD:
        raise ValueError(act)
    _tell.enqueue(submission.pk, str(act))


@task(backend="jobs")
def _tell(pk: int, act: str) -> None:
    submission = Submission.objects.filter(pk=pk).first()
    if submission is None:  # erased meanwhile
        return
    policy: Any = policy_registry.get_by_type(Submission)
    deciding = policy.users_with_any_permission_for_instance(["change"], submission)
    path = reverse("events_submissions:submission", args=[pk])
    about = {
        "submission": submission,
        "act": act,
        "address": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}",
    }
    recipients = office_mails.wanting(deciding.select_related("wagtail_userprofile"), "submitted")
    office_mails.send(_TEMPLATES, about, recipients)
