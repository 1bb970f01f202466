"""The workflow's mails, each in the language that its recipient chose.

Wagtail takes the language of whoever clicked for a recipient who chose none, and writes addresses
of recipients into the log when a mail fails. Both are mended here; the words are in
templates/wagtailadmin/notifications/. Subjects name the page and nobody.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.dispatch import Signal
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.admin import mail
from wagtail.admin.views.pages import edit
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted
from wagtail.users.models import UserProfile

logger = logging.getLogger(__name__)


def language_of(user: Any) -> str:
    """Return the language of the admin for a user: chosen in the account, else the source's."""
    return UserProfile.get_for_user(user).preferred_language or settings.LANGUAGE_CODE


def send(
    templates: Mapping[str, str], context: Mapping[str, Any], recipients: Iterable[Any]
) -> bool:
    """Send one mail a recipient, in the recipient's language.

    `templates` name that of the "subject" and that of the "text". Returns whether every mail went
    out: one that does not stops neither the click behind it nor the others.
    """
    sent = [_send(templates, {**context, "user": each}) for each in recipients]
    return all(sent)


def _send(templates: Mapping[str, str], context: dict[str, Any]) -> bool:
    recipient = context["user"]
    with override(language_of(recipient)):
        subject = " ".join(render_to_string(templates["subject"], context).split())
        text = render_to_string(templates["text"], context).strip()
    try:
        return bool(mail.send_mail(subject, text, [recipient.email]))
    except Exception as error:  # noqa: BLE001 (whatever a mail server does)
        # Without the traceback, in which mail servers name the recipient: a log is no place for it.
        logger.error("A mail failed: user %s, %r", recipient.pk, type(error))  # noqa: TRY400
        return False


def send_notification(
    recipient_users: Iterable[Any], notification: str, extra_context: Mapping[str, Any]
) -> bool:
    """Tell whoever wants to know of new comments; takes the place of Wagtail's function."""
    wanted = [
        user
        for user in recipient_users
        if user.is_active
        and user.email
        and getattr(UserProfile.get_for_user(user), f"{notification}_notifications")
    ]
    stem = f"wagtailadmin/notifications/{notification}"
    templates = {"subject": f"{stem}_subject.txt", "text": f"{stem}.txt"}
    return send(templates, extra_context, wanted)


class InTheirLanguage:
    """Mixed into Wagtail's notifiers of the workflow."""

    def send_emails(
        self,
        template_set: Mapping[str, str],
        context: dict[str, Any],
        recipients: Iterable[Any],
        **kwargs: Any,
    ) -> bool:
        return send(template_set, context, recipients)


class TaskSubmitted(InTheirLanguage, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    def get_context(self, task_state: TaskState, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(task_state, **kwargs)
        return {**context, "requested_by": task_state.workflow_state.requested_by}


class WorkflowSubmitted(InTheirLanguage, mail.WorkflowStateSubmissionEmailNotifier):
    pass


class WorkflowRejected(InTheirLanguage, mail.WorkflowStateRejectionEmailNotifier):
    pass


class WorkflowApproved(InTheirLanguage, mail.WorkflowStateApprovalEmailNotifier):
    pass


#: Signal, sender, the name under which Wagtail connected its own, and ours.
_NOTIFIERS: tuple[tuple[Signal, type, str, Callable[..., Any]], ...] = (
    (
        task_submitted,
        TaskState,
        "group_approval_task_submitted_email_notification",
        TaskSubmitted(),
    ),
    (
        workflow_submitted,
        WorkflowState,
        "workflow_state_submitted_email_notification",
        WorkflowSubmitted(),
    ),
    (
        workflow_rejected,
        WorkflowState,
        "workflow_state_rejected_email_notification",
        WorkflowRejected(),
    ),
    (
        workflow_approved,
        WorkflowState,
        "workflow_state_approved_email_notification",
        WorkflowApproved(),
    ),
)


def replace_wagtails_mails() -> None:
    """Connect our notifiers in place of Wagtail's; called when apps are ready."""
    for signal, sender, uid, notifier in _NOTIFIERS:
        # Whoever of the two is ready first, a second one of the same name is not connected.
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(notifier, sender=sender, dispatch_uid=uid)
    edit.send_notification = send_notification
