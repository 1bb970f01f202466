"""Mail to people of the office, each in the language that they chose for the admin.

What a mail is about names the thing in its subject and nobody.
"""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.admin import mail
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


def wanting(users: Iterable[Any], notification: str) -> list[Any]:
    """Return who of some users has an address and wants mail of a kind of Wagtail's notifications:
    "submitted", "approved", "rejected" or "updated_comments". A query each."""
    return [
        user
        for user in users
        if user.is_active
        and user.email
        and getattr(UserProfile.get_for_user(user), f"{notification}_notifications")
    ]
