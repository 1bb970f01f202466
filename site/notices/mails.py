"""Mail to people who are no users of the admin. Subjects and the log name nobody."""

import logging

from django.core.mail import send_mail

logger = logging.getLogger(__name__)


def send(subject: str, text: str, recipient: str, *, about: str) -> bool:
    """Send a mail, and return whether it went out: one that does not stops nothing.

    `about` names in the log what the mail was about, and never a person.
    """
    try:
        return bool(send_mail(" ".join(subject.split()), text.strip(), None, [recipient]))
    except Exception as error:  # noqa: BLE001 (whatever a mail server does)
        # Without the traceback, in which mail servers name the recipient: a log is no place for it.
        logger.error("A mail failed: %s, %r", about, type(error))  # noqa: TRY400
        return False
