"""The workflow's mails, each in the language that its recipient chose.

Wagtail takes the language of whoever clicked for a recipient who chose none, and writes addresses
of recipients into the log when a mail fails. Both are mended here; the words are in
templates/wagtailadmin/notifications/. Subjects name the page and nobody.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.dispatch import Signal
from wagtail.admin import mail
from wagtail.admin.views.pages import edit
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from notices import office_mails


def send_notification(
    recipient_users: Iterable[Any], notification: str, extra_context: Mapping[str, Any]
) -> bool:
    """Tell whoever wants to know of new comments; takes the place of Wagtail's function."""
    wanted = office_mails.wanting(recipient_users, notification)
    stem = f"wagtailadmin/notifications/{notification}"
    templates = {"subject": f"{stem}_subject.txt", "text": f"{stem}.txt"}
    return office_mails.send(templates, extra_context, wanted)


class InTheirLanguage:
    """Mixed into Wagtail's notifiers of the workflow."""

    def send_emails(
        self,
        template_set: Mapping[str, str],
        context: dict[str, Any],
        recipients: Iterable[Any],
        **kwargs: Any,
    ) -> bool:
        return office_mails.send(template_set, context, recipients)


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
