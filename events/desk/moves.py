"""Moving a date of an edition to another day, as a draft, and putting it back."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from events.calendar_range import held_years, holds
from events.enums import RITUAL, SERIES, DateKind, EventStatus
from events.models import DateChange, Edition

from .enums import Part

MOVED = "events.move"
#: As many digits as a key can have.
_DIGITS = 9

MOVABLE = frozenset({Part.RUN, Part.MORE, Part.MONTH})

_REFUSALS: dict[Part | None, Any] = {
    None: gettext_lazy(
        "Nothing begins on this day: somebody has moved it meanwhile. Look at the calendar again."
    ),
    Part.RULE: gettext_lazy(
        "This date follows from a rule, so it cannot be moved alone. In the edition, leave this "
        "day out and add the other one under “More dates”."
    ),
    Part.RITUAL: gettext_lazy(
        "This date follows from a ritual calendar. Its day is set by confirming the date, not by "
        "moving it."
    ),
}


class MoveRefusedError(ValueError):
    """A date that cannot be moved, or not to that day; `str()` says what to do instead."""


def part_on(edition: Edition, day: datetime.date) -> Part | None:
    """Return what of an edition plans a date that begins on a day; None where nothing may.

    A rule or a ritual is not asked whether it finds that very day. No query.
    """
    if edition.date_kind == DateKind.FIXED and edition.starts_on == day:
        return Part.RUN
    if _blocks_on(edition, day):
        return Part.MORE
    if edition.date_kind == DateKind.MONTH_ONLY:
        is_it = (edition.year, edition.month, 1) == (day.year, day.month, day.day)
        return Part.MONTH if is_it else None
    if edition.date_kind in SERIES:
        return Part.RULE
    return Part.RITUAL if edition.date_kind in RITUAL else None


def refusal_of(part: Part | None) -> str:
    """Return why what is planned in a way cannot be moved, and what to do instead."""
    return str(_REFUSALS[part])


def shift(edition: Edition, on: datetime.date, to: datetime.date) -> None:
    """Have the date of an edition that begins `on` a day begin on another; nothing is saved.

    A month becomes that one day. The year follows the first day. Raises MoveRefusedError for what
    is not planned on that day (any more), for dates of a rule or a ritual, and for years that the
    calendar does not hold. No query.
    """
    part = part_on(edition, on)
    if part not in MOVABLE:
        raise MoveRefusedError(refusal_of(part))
    if to == on and part != Part.MONTH:
        raise MoveRefusedError(_("It is on this day already. Choose another one."))
    by = to - on
    for day in _days_after(edition, part, on, by):
        if not holds(day):
            raise MoveRefusedError(held_years())
    if part == Part.MORE:
        for block in _blocks_on(edition, on):
            ends_on = block.value["ends_on"]
            block.value["starts_on"] = to
            block.value["ends_on"] = ends_on + by if ends_on else None
    elif part == Part.MONTH:
        edition.date_kind, edition.month = DateKind.FIXED, None
        edition.starts_on = edition.ends_on = to
        edition.year = to.year
    else:
        edition.starts_on = to
        edition.ends_on = edition.ends_on + by if edition.ends_on else to
        edition.year = to.year


def moved(edition: Edition, on: datetime.date, to: datetime.date) -> Edition:
    """Return an edition's latest draft with one of its dates on another day; nothing is saved, and
    the given instance stays as it is.

    Raises MoveRefusedError as `shift` does, and where the edition is locked, something was
    announced of the date, or the festival has an edition of the new year already. Five queries.
    """
    draft: Edition = Edition.objects.get(pk=edition.pk).get_latest_revision_as_object()
    year = draft.year
    shift(draft, on, to)
    if edition.scheduled_revision is not None:
        raise MoveRefusedError(
            _(
                "It is scheduled to be published, and locked until then. Take back the schedule "
                "first."
            )
        )
    of_all = Q(on=None) & ~Q(status=EventStatus.SCHEDULED)
    announced = DateChange.objects.in_force().filter(Q(on=on) | of_all, edition=edition.pk)
    if announced.exists():
        raise MoveRefusedError(
            _(
                "Readers were told something of this date. Take that back under “Publish now”, or "
                "tell them the new day there."
            )
        )
    others = Edition.objects.filter(
        festival=draft.festival_id, year=draft.year, season=draft.season
    ).exclude(pk=edition.pk)
    if draft.year != year and others.exists():
        raise MoveRefusedError(
            _("The festival has an edition of %(year)s already. Change that one instead.")
            % {"year": draft.year}
        )
    return draft


def move(edition: Edition, on: datetime.date, to: datetime.date, *, by: Any) -> Revision:
    """Save an edition's draft with one of its dates on another day, logged; return the revision.

    Readers see nothing of it before it is published. Raises MoveRefusedError, and then nothing is
    saved. All or nothing; the row is locked, so of two who move at once the second is refused.
    """
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        _keep_as_it_is(edition)
        draft = moved(edition, on, to)
        revision: Revision = draft.save_revision(user=by, clean=False)
        log(
            instance=edition,
            action=MOVED,
            user=by,
            revision=revision,
            content_changed=True,
            data={"on": on.isoformat(), "to": to.isoformat()},
        )
    return revision


@dataclass(frozen=True)
class Moved:
    """A date that was moved just now and can be put back."""

    edition: Edition
    revision: int
    on: datetime.date
    to: datetime.date


def last_move(revision: str, editions: QuerySet) -> Moved | None:
    """Return the move that saved a revision, by its key as an address has it.

    None where nothing of these editions was moved so, or something came after it. Two queries; none
    for what is no key.
    """
    if not (revision.isascii() and revision.isdigit() and len(revision) <= _DIGITS):
        return None
    edition = editions.filter(latest_revision=int(revision)).first()
    entry = logged().filter(revision=int(revision)).first() if edition else None
    if edition is None or entry is None or edition.live_revision_id == int(revision):
        return None
    on, to = (datetime.date.fromisoformat(entry.data[name]) for name in ("on", "to"))
    return Moved(edition, int(revision), on, to)


def logged() -> QuerySet[ModelLogEntry]:
    """Return the log of all moves. No query by itself."""
    return ModelLogEntry.objects.filter(action=MOVED)


def undo(revision: Revision, *, by: Any) -> Revision:
    """Put an edition back as it was before a move, as a revision of its own; return that.

    Raises MoveRefusedError where the edition was changed or published since. All or nothing.
    """
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=revision.object_id)
        before = edition.revisions.filter(pk__lt=revision.pk).order_by("-pk").first()
        has_moved_on = (
            edition.latest_revision_id != revision.pk or edition.live_revision_id == revision.pk
        )
        if has_moved_on or before is None:
            raise MoveRefusedError(
                _("It was changed or published since. Move it back by hand, if you want to.")
            )
        kept: Edition = before.as_object()
        found: Revision = kept.save_revision(
            user=by, clean=False, log_action=True, previous_revision=before
        )
        if edition.live_revision_id == before.pk:
            Edition.objects.filter(pk=edition.pk).update(has_unpublished_changes=False)
    return found


def _keep_as_it_is(edition: Edition) -> None:
    """Give what has no draft of its own a revision to go back to."""
    if edition.has_unpublished_changes and edition.latest_revision_id:
        return
    kept = edition.save_revision(clean=False, changed=False)
    if edition.live:
        edition.live_revision = kept
        edition.save(update_fields=["live_revision"])


def _blocks_on(edition: Edition, day: datetime.date) -> list[Any]:
    return [
        block
        for block in edition.more_dates
        if block.block_type == "also" and block.value["starts_on"] == day
    ]


def _days_after(
    edition: Edition, part: Part, on: datetime.date, by: datetime.timedelta
) -> list[datetime.date]:
    """Return the days that would be the first and the last ones. Raises MoveRefusedError too."""
    days = [on]
    if part == Part.RUN and edition.ends_on:
        days.append(edition.ends_on)
    days += [block.value["ends_on"] or on for block in _blocks_on(edition, on)]
    try:
        return [day + by for day in days]
    except OverflowError:
        raise MoveRefusedError(held_years()) from None
