"""What the sender and the office do with a submission: its states, and its log.

Each act asks whether it is possible of the row as it stands, changes it and writes a step, in one
transaction. Nothing here sends anything (messages.py).
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from events.enums import SubmissionAct, SubmissionState
from events.models import Submission, SubmissionStep
from notices import links

from .retention import goes_on

PURPOSE = "submission"
#: From which states the office may do what.
POSSIBLE: dict[str, tuple[str, ...]] = {
    SubmissionAct.SHORTLISTED: SubmissionState.open(),
    SubmissionAct.UNLISTED: SubmissionState.open(),
    SubmissionAct.ASKED: SubmissionState.open(),
    SubmissionAct.ACCEPTED: SubmissionState.open(),
    SubmissionAct.DECLINED: SubmissionState.open(),
    SubmissionAct.REOPENED: (SubmissionState.DECLINED,),
}
#: And what the state is after that; no other act of the office changes it.
_AFTER: dict[str, str] = {
    SubmissionAct.ASKED: SubmissionState.ASKED,
    SubmissionAct.ACCEPTED: SubmissionState.ACCEPTED,
    SubmissionAct.DECLINED: SubmissionState.DECLINED,
    SubmissionAct.REOPENED: SubmissionState.NEW,
}
#: At which acts the office says something to the sender.
SAID = (
    SubmissionAct.ASKED,
    SubmissionAct.ACCEPTED,
    SubmissionAct.DECLINED,
    SubmissionAct.MESSAGED,
)
#: What Wagtail's log calls an act of the office (hooks.py).
LOGGED = "events.submission.%s"


class NotPossibleError(Exception):
    """Somebody else was faster, or it is decided already."""

    message = gettext_lazy("This is not possible any more: look at the state that it is in now.")


def token_of(submission: Submission) -> str:
    """Return the token of the private link.

    Where SECRET_KEY has changed since, the link is a new one and the old one is void. One query
    then, none else.
    """
    token = links.token_of(submission.seed, purpose=PURPOSE)
    if links.fingerprint(token) != submission.secret:
        submission.secret = links.fingerprint(token)
        submission.save(update_fields=["secret"])
    return token


# --- The sender's ---


def submit(
    submission: Submission, *, number: str, poster: File | None, now: datetime.datetime
) -> Submission:
    """Keep a submission that was checked, and return it; the one of the same form where it was
    sent before.

    `number` is that of the form (tickets.py), `poster` a checked file, `now` the region's clock.
    """
    submission.form = number
    submission.seed = links.new_seed()
    submission.secret = links.fingerprint(links.token_of(submission.seed, purpose=PURPOSE))
    submission.consented_at = submission.made_at = submission.changed_at = now
    submission.delete_on = goes_on(submission.year)
    for _attempt in range(5):
        if known := Submission.objects.filter(form=number).first():
            return known
        submission.reference = links.new_reference(str(submission.year))
        try:
            with transaction.atomic():
                submission.save(force_insert=True)
                _note(submission, SubmissionAct.SUBMITTED, now=now)
        except IntegrityError:
            # The same form a second time, at the same moment; or a reference that is taken.
            submission.pk = None
            continue
        if poster is not None:
            keep_poster(submission, poster)
        return submission
    raise NotPossibleError


def keep_poster(submission: Submission, poster: File | None) -> None:
    """Keep a checked file as the poster in place of an earlier one; None takes it away."""
    old, storage = submission.poster.name, submission.poster.storage
    if poster is None:
        submission.poster, submission.poster_name = "", ""
    else:
        submission.poster_name = str(poster.name)[-200:]
        submission.poster.save(submission.poster_name, poster, save=False)
    submission.save(update_fields=["poster", "poster_name"])
    if old:
        storage.delete(old)


def correct(submission: Submission, changed: list[str], *, now: datetime.datetime) -> None:
    """Keep what the sender has put right: an instance that a form has filled in and checked.

    `changed` are names of fields. Who was asked has answered thereby.
    """
    with _locked(submission, SubmissionState.open()) as row:
        submission.state = _answered(row.state)
        submission.shortlisted_for = row.shortlisted_for
        submission.changed_at = now
        submission.delete_on = goes_on(submission.year)
        submission.save()
        _note(submission, SubmissionAct.CORRECTED, now=now, reason=",".join(changed))


def answer(submission: Submission, message: str, *, now: datetime.datetime) -> None:
    with _locked(submission, SubmissionState.open()) as row:
        _save(row, state=_answered(row.state), changed_at=now)
        _note(row, SubmissionAct.ANSWERED, now=now, message=message)


def withdraw(submission: Submission, *, now: datetime.datetime) -> None:
    with _locked(submission, SubmissionState.open()) as row:
        goes = goes_on(row.year, declined_on=now.date())
        _save(row, state=SubmissionState.WITHDRAWN, changed_at=now, delete_on=goes)
        _note(row, SubmissionAct.WITHDRAWN, now=now)


def _answered(state: str) -> str:
    return SubmissionState.ANSWERED if state == SubmissionState.ASKED else state


# --- The office's ---


def act(
    submission: Submission,
    what: SubmissionAct,
    *,
    by: Any,
    now: datetime.datetime,
    reason: str = "",
    message: str = "",
    **fields: Any,
) -> SubmissionStep:
    """Do one of `POSSIBLE`, and return its step. `fields` are kept in the row besides.

    Raises NotPossibleError where the state does not allow it any more.
    """
    with _locked(submission, POSSIBLE[what]) as row:
        if what == SubmissionAct.DECLINED:
            fields["delete_on"] = goes_on(row.year, declined_on=now.date())
        elif what == SubmissionAct.REOPENED:
            fields["delete_on"] = goes_on(row.year)
        elif what == SubmissionAct.SHORTLISTED:
            fields["shortlisted_for"] = reason
        elif what == SubmissionAct.UNLISTED:
            fields["shortlisted_for"] = ""
        _save(row, state=_AFTER.get(what, row.state), **fields)
        log(instance=row, action=LOGGED % what.value, user=by)
        return _note(row, what, now=now, reason=reason, message=message, by=by)


def message_again(
    submission: Submission, message: str, *, by: Any, now: datetime.datetime
) -> SubmissionStep:
    """Note that the office says something once more."""
    return _note(submission, SubmissionAct.MESSAGED, now=now, message=message, by=by)


@contextmanager
def _locked(submission: Submission, states: tuple[str, ...]) -> Iterator[Submission]:
    with transaction.atomic():
        row = Submission.objects.select_for_update().filter(pk=submission.pk).first()
        if row is None or row.state not in states:
            raise NotPossibleError
        yield row
    submission.state, submission.shortlisted_for = row.state, row.shortlisted_for


def _save(row: Submission, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))


def _note(
    submission: Submission, what: SubmissionAct, *, now: datetime.datetime, **fields: Any
) -> SubmissionStep:
    return SubmissionStep.objects.create(submission=submission, act=what, at=now, **fields)
