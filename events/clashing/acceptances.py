"""Accepting a clash: somebody knows of it and says why it stays.

It is silent then, until one of the dates changes.
"""

import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from events.models import ClashAcceptance

from .values import Clash

#: The log's names of what was done (hooks.py).
ACCEPTED, TAKEN_BACK, RULES_SET = (
    "events.accept_clash",
    "events.take_back_acceptance",
    "events.set_clash_rules",
)


def accept(clash: Clash, note: str, *, by: Any, now: datetime.datetime) -> ClashAcceptance:
    """Accept a clash between saved editions, with a note; return the acceptance. All or nothing."""
    with transaction.atomic():
        made = ClashAcceptance.objects.create(
            edition_id=min(each.edition for each in clash.bookings),
            key=clash.key,
            days=clash.days,
            note=note,
            made_by=by,
            made_at=now,
        )
        _log(made, ACCEPTED, by)
    return made


def take_back(acceptance: ClashAcceptance, *, by: Any, now: datetime.datetime) -> bool:
    """Take an acceptance back, and any other of the same clash: it is told again.

    False where it was taken back already.
    """
    same = ClashAcceptance.objects.filter(key=acceptance.key, days=acceptance.days)
    with transaction.atomic():
        taken = same.withdraw(by=by, now=now)
        if taken:
            _log(acceptance, TAKEN_BACK, by)
    return taken


def _log(acceptance: ClashAcceptance, action: str, by: Any) -> None:
    log(
        instance=acceptance.edition.festival,
        action=action,
        user=by,
        data={"clash": acceptance.key, "days": acceptance.days},
    )
