"""Keeping the derived dates true to editions and announcements."""

import datetime

from django.db import transaction

from .models import DateChange, Edition, Occurrence
from .schedule import Change, Scheduled, scheduled


def rebuild(edition: Edition) -> list[Occurrence]:
    """Write an edition's dates anew, from its live row and what was announced; return them.

    The row is read again, whatever draft the given instance holds, and locked against a second
    rebuilding. All or nothing. An edition that is not live has no dates. Dates that stay keep
    their rows, and so their keys. Three queries, and one for each row that is written.
    """
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        kept = {
            each.planned_on: each
            for each in Occurrence.objects.select_for_update().filter(edition=edition)
        }
        rows = [_row(edition, each, kept) for each in _as_they_stand(edition)]
        planned = {row.planned_on for row in rows}
        gone = [each.pk for day, each in kept.items() if day not in planned]
        if gone:
            Occurrence.objects.filter(pk__in=gone).delete()
        for row in rows:
            row.save()
    return rows


def _as_they_stand(edition: Edition) -> list[Scheduled]:
    if not edition.live:
        return []
    changes = [
        Change(
            key=each.pk,
            on=each.on,
            status=each.status,
            new_starts_on=each.new_starts_on,
            new_starts_at=each.new_starts_at,
        )
        for each in DateChange.objects.in_force().filter(edition=edition)
    ]
    return scheduled(edition.planned(), changes)


def _row(edition: Edition, each: Scheduled, kept: dict[datetime.date, Occurrence]) -> Occurrence:
    row = kept.get(each.planned_on) or Occurrence(edition=edition, planned_on=each.planned_on)
    dates = each.dates
    row.festival_id = edition.festival_id
    row.starts_on, row.ends_on = dates.starts_on, dates.ends_on
    row.is_month_only = dates.is_month_only
    row.hours, row.starts_at, row.ends_at = dates.hours, dates.starts_at, dates.ends_at
    row.status, row.change_id = each.status, each.change
    return row
