"""Keeping the derived dates true to editions, confirmations and announcements."""

import datetime
import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .calendar_range import OutsideCalendarError
from .enums import SERIES, EventStatus
from .models import CalendarEntry, Confirmation, DateChange, Edition, Festival, Occurrence
from .plan import Confirmed
from .querysets import sorts_at
from .schedule import Change, Dates, Scheduled, Slot, scheduled
from .years.kept_back import is_kept_back, teller

#: How far ahead the dates of a rule without an end are written. `manage.py extend_calendar` moves
#: it on every day.
HORIZON_YEARS = 3
_WRITTEN_AT_ONCE = 500


@dataclass(frozen=True)
class Said:
    """What the office confirmed and announced of an edition's dates, and holds."""

    confirmed: dict[int, Confirmed]
    changes: list[Change]


def horizon(today: datetime.date) -> datetime.date:
    """Return the day before which dates are written: the end of a month, so that it moves on twelve
    times a year and not every day."""
    return datetime.date(today.year + HORIZON_YEARS, today.month, 1)


def rebuild(edition: Edition, *, today: datetime.date | None = None) -> list[Occurrence]:
    """Write an edition's dates anew, from its live row and what was announced; return them.

    The row is read again, whatever draft the given instance holds, and locked against a second
    rebuilding. All or nothing. An edition that is not live has no dates, nor one whose year is kept
    back. Dates that stay keep their rows, and so their keys; `today` is the day from which the
    horizon counts, by default the server's. Fifteen queries with its transaction, and one for
    every 500 rows that are new or have changed.
    """
    today = today or timezone.now().date()
    with transaction.atomic():
        edition = (
            Edition.objects.select_for_update(of=("self",))
            .select_related("festival")
            .get(pk=edition.pk)
        )
        kept = {
            (each.planned_on, each.planned_at): each
            for each in Occurrence.objects.select_for_update().filter(edition=edition)
        }
        is_public = edition.live and not is_kept_back(edition)
        said = Said(confirmed(edition), changes_of(edition))
        found = _as_they_stand(edition, said, before=horizon(today)) if is_public else []
        before = {slot: _facts(row) for slot, row in kept.items()}
        rows = [_row(edition, each, kept) for each in found]
        _write(rows, before)
        gone = kept.keys() - {each.planned.slot for each in found}
        Occurrence.objects.filter(pk__in=[kept[slot].pk for slot in gone]).delete()
        _note(edition, _digest(edition, said, is_public=is_public))
        list_parts(edition.festival)
    return rows


def write_first(
    editions: Sequence[Edition],
    changes: Mapping[int, list[Change]],
    *,
    today: datetime.date,
) -> None:
    """Write the dates of editions that were just made and have none yet, as `rebuild` would.

    Within the transaction that made them; `changes` is what was announced of them, by key. One
    query for the years that are kept back, and one for every 500 rows. `list_parts` is left to the
    caller.
    """
    rows, entries = [], []
    kept_back = teller()
    for edition in editions:
        is_public = edition.live and not kept_back(edition)
        said = Said({}, changes.get(edition.pk, []))
        found = _as_they_stand(edition, said, before=horizon(today)) if is_public else []
        rows += [_row(edition, each, {}) for each in found]
        entries.append(_new_entry(edition, _digest(edition, said, is_public=is_public)))
    Occurrence.objects.bulk_create(rows, batch_size=_WRITTEN_AT_ONCE)
    CalendarEntry.objects.bulk_create(entries, batch_size=_WRITTEN_AT_ONCE)


def confirmed(edition: Edition) -> dict[int, Confirmed]:
    """Return what the office confirmed of an edition's estimated dates, by number. One query."""
    found = Confirmation.objects.in_force().filter(edition=edition)
    return {each.number: each.as_confirmed for each in found}


def changes_of(edition: Edition) -> list[Change]:
    """Return what was announced of an edition's dates and holds, the oldest first. One query."""
    found = DateChange.objects.in_force().filter(edition=edition)
    return [each.as_change for each in found]


def list_parts(festival: Festival) -> None:
    """Say of a festival's dates, and of its parts', whether they stand in lists.

    A part does not where the festival that it belongs to has a date of its own around then: it is
    in that one's programme. Four queries at most.
    """
    umbrella = festival.umbrella
    if umbrella is not None:
        _list_parts_of(umbrella)
        return
    Occurrence.objects.filter(festival=festival, is_listed=False).update(is_listed=True)
    _list_parts_of(festival)


def _list_parts_of(umbrella: Festival) -> None:
    parts = Occurrence.objects.filter(
        festival__path__startswith=umbrella.path, festival__depth__gt=umbrella.depth
    )
    around = Occurrence.objects.filter(
        festival=umbrella,
        festival__live=True,
        starts_on__lte=OuterRef("ends_on"),
        ends_on__gte=OuterRef("starts_on"),
    )
    parts.filter(Exists(around), is_listed=True).update(is_listed=False)
    parts.exclude(Exists(around)).filter(is_listed=False).update(is_listed=True)


def extend(*, today: datetime.date) -> Iterable[Edition]:
    """Write the dates of what repeats without an end up to today's horizon; yield each edition.

    Two queries, and those of `rebuild` for each edition.
    """
    for edition in Edition.objects.filter(live=True, date_kind__in=SERIES).order_by("pk"):
        rebuild(edition, today=today)
        yield edition


def _as_they_stand(edition: Edition, said: Said, *, before: datetime.date) -> list[Scheduled]:
    # A ritual, a run of days or a month says itself how far it goes.
    bound = {"before": before} if edition.is_series else {}
    try:
        planned = edition.planned(confirmed=said.confirmed, **bound)
    except OutsideCalendarError:
        return []
    return scheduled(planned, said.changes)


def _row(edition: Edition, each: Scheduled, kept: dict[Slot, Occurrence]) -> Occurrence:
    planned, dates = each.planned, each.dates
    row = kept.get(planned.slot) or Occurrence(
        edition=edition, planned_on=planned.starts_on, planned_at=planned.starts_at
    )
    row.festival_id = edition.festival_id
    row.planned_until, row.was_month_only = planned.ends_on, planned.is_month_only
    row.starts_on, row.ends_on = dates.starts_on, dates.ends_on
    row.days = (dates.ends_on - dates.starts_on).days + 1
    row.sorts_at = _sorts_at(dates)
    row.is_month_only = dates.is_month_only
    row.hours, row.starts_at, row.ends_at = dates.hours, dates.starts_at, dates.ends_at
    row.status, row.change_id = each.status, each.change
    row.uncertainty = dates.uncertainty if each.status == EventStatus.ESTIMATED else 0
    row.key, row.is_series = dates.key, edition.is_series
    return row


def _sorts_at(dates: Dates) -> int:
    """What has a month alone comes after all dated ones of its month."""
    if dates.is_month_only:
        return sorts_at(dates.ends_on, datetime.time(23, 59))
    return sorts_at(dates.starts_on, dates.starts_at)


_FIELDS = [
    field.attname
    for field in Occurrence._meta.concrete_fields
    if field.name not in ("id", "edition", "planned_on", "planned_at", "is_listed")
]


def _facts(row: Occurrence) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _FIELDS)


def _write(rows: list[Occurrence], before: dict[Slot, tuple[object, ...]]) -> None:
    new = [row for row in rows if row.pk is None]
    changed = [
        row for row in rows if row.pk and before[row.planned_on, row.planned_at] != _facts(row)
    ]
    Occurrence.objects.bulk_create(new, batch_size=_WRITTEN_AT_ONCE)
    if changed:
        Occurrence.objects.bulk_update(
            changed, [name.removesuffix("_id") for name in _FIELDS], batch_size=100
        )


def _note(edition: Edition, digest: str) -> None:
    """Keep what feeds know an edition by: a new number where a date or a status has changed.

    By what the dates follow from, not by the dates: a horizon that moves on changes nothing.
    """
    entry = CalendarEntry.objects.filter(edition=edition).first()
    if entry is None:
        _new_entry(edition, digest).save()
    elif entry.digest != digest:
        entry.sequence += 1
        entry.digest, entry.changed_at = digest, timezone.now()
        entry.save(update_fields=["sequence", "digest", "changed_at"])


def _digest(edition: Edition, said: Said, *, is_public: bool) -> str:
    all_said = (is_public, edition.plan(edition.year), said.confirmed, said.changes)
    return hashlib.sha256(repr(all_said).encode()).hexdigest()


def _new_entry(edition: Edition, digest: str) -> CalendarEntry:
    return CalendarEntry(
        edition=edition, uid=str(uuid.uuid4()), changed_at=timezone.now(), digest=digest
    )
