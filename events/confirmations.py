"""Confirming an estimated date: what the elders decided and the office announces.

A confirmation is live at once and touches no draft. The festival's page keeps its address and the
date what calendars know it by.
"""

import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from .models import Confirmation, Occurrence
from .occurrences import rebuild
from .plan import Confirmed

#: The log's names of what was done (wagtail_hooks.py).
CONFIRMED, CONFIRMATION_TAKEN_BACK = "events.confirm", "events.take_back_confirmation"


def number_of(occurrence: Occurrence) -> int:
    """Return which date of its edition an estimated date is: the first, the second.

    No query where the edition is loaded.
    """
    key = occurrence.key.partition("t")[0]
    if not key:
        return 1
    plan = occurrence.edition.plan(occurrence.edition.year)
    if plan.is_moved:
        return 2 + [run.key for run in plan.also].index(key)
    return int(key)


def confirm(
    occurrence: Occurrence, certain: Confirmed, *, by: Any, now: datetime.datetime
) -> Confirmation:
    """Confirm an estimated date, on its own day or on another; return the confirmation.

    Public when this returns: all or nothing. Raises ValueError for a date that is not estimated.
    """
    if not occurrence.is_estimated:
        raise ValueError("Only an estimated date can be confirmed.")
    with transaction.atomic():
        made = Confirmation.objects.create(
            edition=occurrence.edition,
            number=number_of(occurrence),
            estimated_on=occurrence.planned_on,
            starts_on=certain.starts_on,
            ends_on=certain.ends_on,
            hours=certain.hours,
            starts_at=certain.times.starts_at,
            ends_at=certain.times.ends_at,
            made_by=by,
            made_at=now,
        )
        rebuild(occurrence.edition)
        _log(made, CONFIRMED, by)
    return made


def take_back(confirmation: Confirmation, *, by: Any, now: datetime.datetime) -> bool:
    """Take a confirmation back: the date is estimated again. False where it was already."""
    with transaction.atomic():
        taken = Confirmation.objects.filter(pk=confirmation.pk).withdraw(by=by, now=now)
        if taken:
            rebuild(confirmation.edition)
            _log(confirmation, CONFIRMATION_TAKEN_BACK, by)
    return taken


def _log(confirmation: Confirmation, action: str, by: Any) -> None:
    log(
        instance=confirmation.edition.festival,
        action=action,
        user=by,
        data={"on": str(confirmation.starts_on), "estimated": str(confirmation.estimated_on)},
    )
