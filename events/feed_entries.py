"""Which dates stand in feeds, and what is said of each: from rows to `calendar_feed`'s entries."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destinations.models import Place
from translations.languages import codes, localized

from .calendar_feed import Date, Entry, Overall, Text
from .enums import EventStatus
from .filters import DateFilters
from .models import DateChange, Edition, Festival, Occurrence
from .schedule import Dates
from .templatetags.dates import days

#: Statuses that a calendar's own fields do not tell a reader of.
_TOLD = (EventStatus.ESTIMATED, EventStatus.POSTPONED, EventStatus.CANCELLED)


#: Columns of pages that no feed says, and that cost more to read than all others.
_BODIES = ("body", *(localized("body", code) for code in codes()))


@dataclass(frozen=True)
class Told:
    """An edition with its dates that were selected, each with its entry of the feed."""

    edition: Edition
    occurrences: list[Occurrence]
    entry: Entry


def published_in(root: Any) -> Any:
    """Return every date below a page that the public may see. No query by itself."""
    return Occurrence.objects.published().in_region(root)


def whole_series(dates: Any, filters: DateFilters) -> Any:
    """Return what filters select, and of what repeats every date once one of them is selected.

    A calendar has a series as one event with a rule, of which no days can be cut out.
    """
    selected = filters.apply(dates)
    if not filters.has_days or filters.errors:
        return selected
    of_series = Q(is_series=True, edition__in=selected.order_by().values("edition"))
    return dates.filter(of_series | Q(pk__in=selected.order_by().values("pk")))


def told(dates: Any, request: HttpRequest) -> list[Told]:
    """Return the selected dates by edition, in words of the active language.

    Five queries, however many there are, and those for the addresses of pages.
    """
    festivals = Festival.objects.select_related("category", "venue").defer(*_BODIES)
    places = Prefetch("venue_place", queryset=Place.objects.defer(*_BODIES))
    editions = Edition.objects.select_related("entry").prefetch_related(
        Prefetch("festival", queryset=festivals.prefetch_related(places))
    )
    rows = list(
        dates.order_by("edition_id", "sorts_at", "pk")
        .select_related("change")
        .prefetch_related(Prefetch("edition", queryset=editions))
    )
    of_all = _changes_of_all(rows)
    found = []
    for _key, group in groupby(rows, key=lambda each: each.edition_id):
        occurrences = list(group)
        edition = occurrences[0].edition
        for each in occurrences:
            each.festival = edition.festival
        changes = of_all.get(edition.pk, [])
        found.append(Told(edition, occurrences, _entry(edition, occurrences, changes, request)))
    return found


def _changes_of_all(rows: Iterable[Occurrence]) -> dict[int, list[DateChange]]:
    """Return what was announced of all dates of what repeats, by edition. One query; none where
    nothing repeats."""
    series = {each.edition_id for each in rows if each.is_series}
    found: dict[int, list[DateChange]] = {}
    for each in DateChange.objects.in_force().filter(on=None, edition__in=series):
        found.setdefault(each.edition_id, []).append(each)
    return found


def _entry(
    edition: Edition,
    occurrences: Iterable[Occurrence],
    changes: Iterable[DateChange],
    request: HttpRequest,
) -> Entry:
    say = _Sayer(edition.festival, edition, edition.festival.get_full_url(request) or "")
    plan, overall = None, [Overall(say.text(EventStatus.SCHEDULED))]
    if edition.is_series:
        plan = edition.plan(edition.year)
        overall += [
            Overall(
                say.text(each.status, each),
                status=each.status,
                at=each.at,
                new_starts_at=each.new_starts_at,
                change=each.pk,
            )
            for each in changes
        ]
    return Entry(
        uid=edition.entry.uid,
        sequence=edition.entry.sequence,
        changed_at=_changed_at(edition),
        dates=tuple(
            Date(
                replace(each.as_planned, key=each.key),
                as_it_stands(each),
                each.status,
                say.of(each),
                each.change_id,
            )
            for each in occurrences
        ),
        plan=plan,
        overall=tuple(overall),
    )


def as_it_stands(occurrence: Occurrence) -> Dates:
    """Return the days and hours of a row. No query."""
    return Dates(
        occurrence.starts_on,
        occurrence.ends_on,
        occurrence.hours,
        occurrence.starts_at,
        occurrence.ends_at,
        is_month_only=occurrence.is_month_only,
        key=occurrence.key,
    )


def _changed_at(edition: Edition) -> datetime.datetime:
    """Return when a date or a text of an edition last changed, as far as the public sees it."""
    published: datetime.datetime | None = edition.festival.last_published_at
    changed = edition.entry.changed_at
    return max(published, changed) if published else changed


def venue(festival: Festival, change: DateChange | None) -> str:
    """Return the name of where it is: the announced place, else the festival's. No query."""
    if change is not None and change.new_venue:
        return change.new_venue
    return festival.where


class _Sayer:
    """Says in the active language what there is to say of dates of one edition."""

    def __init__(self, festival: Festival, edition: Edition, url: str) -> None:
        self.festival = festival
        self.edition = edition
        self.url = url
        self._said: dict[object, Text] = {}
        kind = festival.get_kind_display() if festival.kind else ""
        category = str(festival.category) if festival.category else ""
        self.categories = tuple(dict.fromkeys(filter(None, (category, str(kind)))))

    def of(self, occurrence: Occurrence) -> Text:
        """Return what is said of a date as it stands; said once for dates of which it is the same,
        which in a series are nearly all."""
        planned = occurrence.planned
        about = (occurrence.status, occurrence.change_id, occurrence.uncertainty, planned)
        if about not in self._said:
            moved = _("Planned for %(day)s.") % {"day": days(planned)} if planned else ""
            self._said[about] = self.text(
                occurrence.status,
                occurrence.change,
                moved=moved,
                uncertainty=occurrence.uncertainty,
            )
        return self._said[about]

    def text(
        self,
        status: str,
        change: DateChange | None = None,
        *,
        moved: str = "",
        uncertainty: int = 0,
    ) -> Text:
        """Return what is said of a date of a status, after an announcement."""
        parts = [
            self.festival.summary,
            _("This festival is made up: an example of what the calendar can show.")
            if self.festival.is_example
            else "",
            moved,
            _of_status(status, uncertainty),
            change.message if change else "",
            self.edition.note,
            self.url,
        ]
        elsewhere = change is not None and bool(change.new_venue)
        return Text(
            summary=self._summary(status),
            description="\n\n".join(part for part in parts if part),
            location=venue(self.festival, change),
            url=self.url,
            categories=self.categories,
            position=None if elsewhere else self._position(),
        )

    def _summary(self, status: str) -> str:
        if status not in _TOLD:
            return self.festival.name
        return _("%(status)s: %(name)s") % {
            "status": EventStatus(status).label,
            "name": self.festival.name,
        }

    def _position(self) -> Any:
        for each in (self.festival, self.festival.venue_place, self.festival.venue):
            if each is not None and each.has_position:
                return each.latitude, each.longitude
        return None


def _of_status(status: str, uncertainty: int) -> str:
    if status == EventStatus.POSTPONED:
        return _("It is not held on this day. The new date is not known yet.")
    if status != EventStatus.ESTIMATED:
        return ""
    if not uncertainty:
        return _("The date is estimated: nobody has confirmed it yet.")
    return ngettext(
        "The date is estimated: it may be %(number)s day earlier or later.",
        "The date is estimated: it may be up to %(number)s days earlier or later.",
        uncertainty,
    ) % {"number": uncertainty}
