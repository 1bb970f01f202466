"""A region's festivals as files that an import reads again: ICS, CSV and XLSX.

What is exported and imported again changes nothing: each date has the UID that feeds know it by.
"""

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from icalendar import vRecur
from openpyxl import Workbook
from wagtail.models import Site

from destinations.models import District, Place
from events.calendar_feed import Date, Entry, Overall, Series, Text, series_of, to_ical
from events.calendar_feed import uid as uid_of
from events.enums import OFF, SERIES, EventStatus
from events.models import FestivalCategory, Organiser, Venue
from events.plan import DAY, planned
from events.schedule import Change, Dates, Scheduled, scheduled
from events.spreadsheets import cell
from regions.models import RegionSettings
from translations import languages

from .known import COLUMNS, Known, KnownEdition
from .mapping import fields

#: The kinds of files, with what browsers are told of them.
FORMATS = {
    "ics": "text/calendar; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export(site: Site, kind: str, *, year: int | None = None, drafts: bool = False) -> bytes:
    """Return the festivals of a region as a file of a kind (FORMATS).

    Of a year those that have a date in it, whole. With drafts everything that is planned, by its
    latest draft; else what readers have. Eighteen queries, however many there are.
    """
    exported = _Exported(site, year=year, drafts=drafts)
    if kind == "ics":
        return exported.calendar()
    rows = exported.rows()
    return _csv(rows) if kind == "csv" else _xlsx(rows)


class _Exported:
    def __init__(self, site: Site, *, year: int | None, drafts: bool) -> None:
        self.site = site
        self.known = Known(site, drafts=drafts)
        found = [each for each in self.known.by_entry.values() if _touches(each, year)]
        self.editions = sorted(found, key=_order)
        self.names = _names(site)

    def calendar(self) -> bytes:
        region = RegionSettings.for_site(self.site)
        return to_ical(
            map(self._entry, self.editions),
            zone=region.zone,
            host=self.site.hostname,
            name=region.display_name,
            language=languages.SOURCE,
        )

    def rows(self) -> list[dict[str, Any]]:
        return [row for each in self.editions for row in self._rows(each)]

    # --- Calendar ---

    def _entry(self, edition: KnownEdition) -> Entry:
        columns = edition.festival.columns
        text = Text(
            columns["title"],
            description=columns[languages.localized("summary", languages.SOURCE)] or "",
            location=self._where(edition),
            categories=tuple(filter(None, [self._name("category_id", edition)])),
        )
        return Entry(
            uid=edition.uid,
            sequence=edition.sequence,
            changed_at=edition.changed_at or datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC),
            dates=tuple(
                Date(each.planned, each.dates, each.status, text, each.change)
                for each in _scheduled(edition)
            ),
            plan=edition.plan if edition.plan.kind in SERIES else None,
            overall=(
                Overall(text),
                *(
                    Overall(text, each.status, each.at, each.new_starts_at, each.key)
                    for each in edition.changes
                    if each.on is None
                ),
            ),
        )

    # --- Tables ---

    def _rows(self, edition: KnownEdition) -> Iterator[dict[str, Any]]:
        facts = self._facts(edition)
        dates = _scheduled(edition)
        keys = set()
        for series in series_of(edition.plan):
            keys.add(series.key)
            yield {**facts, "uid": self._uid(edition, series.key), **_of_series(series, edition)}
        for each in dates:
            if each.planned.key not in keys:
                yield {
                    **facts,
                    "uid": self._uid(edition, each.planned.key),
                    **_of_date(each.dates, each.status),
                }

    def _uid(self, edition: KnownEdition, key: str) -> str:
        return uid_of(edition.uid, key, self.site.hostname)

    def _facts(self, edition: KnownEdition) -> dict[str, Any]:
        columns = edition.festival.columns
        found = {
            "name": columns["title"],
            "venue": self._where(edition),
            **{name: columns[name] for name in ("admission", "price_from", "price_to")},
            "ticket_url": columns["ticket_url"],
            **{
                name: self._name(f"{name}_id", edition)
                for name in ("district", "organiser", "category")
            },
        }
        for name in ("heading", "summary"):
            for code in languages.codes():
                found[f"{name}_{code}"] = columns.get(languages.localized(name, code))
        return found

    def _where(self, edition: KnownEdition) -> str:
        return self._name("venue_place_id", edition) or self._name("venue_id", edition)

    def _name(self, column: str, edition: KnownEdition) -> str:
        return self.names[column].get(edition.festival.columns[column] or 0, "")


def _names(site: Site) -> dict[str, dict[int, str]]:
    """Return what is called how that a festival leads to, by column and key. Five queries."""
    source = languages.localized("name", languages.SOURCE)
    places = Place.objects.filter(path__startswith=site.root_page.path)
    found: dict[str, dict[int, str]] = {name: {} for name in COLUMNS}
    found["venue_place_id"] = dict(places.values_list("pk", "title"))
    for column, model in (
        ("venue_id", Venue),
        ("organiser_id", Organiser),
        ("district_id", District),
    ):
        found[column] = dict(model.objects.filter(site=site).values_list("pk", "name"))
    categories = FestivalCategory.objects.filter(site=site).values_list("pk", source, "slug")
    found["category_id"] = {pk: name or slug for pk, name, slug in categories}
    return found


def _scheduled(edition: KnownEdition) -> list[Scheduled]:
    """Return the dates of an edition as they stand; of a rule those that anything is said of."""
    plan, options = edition.plan, {}
    if plan.kind in SERIES and plan.rule is not None:
        said = [each.on for each in edition.changes if each.on is not None]
        said += [run.starts_on for run in plan.also]
        options["before"] = max([plan.rule.first, *said]) + DAY
    dates = planned(plan, confirmed=edition.confirmed, **options)
    return scheduled(dates, edition.changes)


def _touches(edition: KnownEdition, year: int | None) -> bool:
    if year is None:
        return True
    dates = planned(edition.plan, before=datetime.date(year + 1, 1, 1), confirmed=edition.confirmed)
    return any(
        each.dates.starts_on.year <= year <= each.dates.ends_on.year
        for each in scheduled(dates, edition.changes)
    )


def _order(edition: KnownEdition) -> tuple[Any, ...]:
    first = next(iter(_scheduled(edition)), None)
    day = first.dates.starts_on if first else datetime.date(edition.plan.year, 12, 31)
    return day, edition.festival.columns["title"], edition.uid


def _of_date(dates: Dates, status: str) -> dict[str, Any]:
    if dates.is_month_only:
        return {"month": f"{dates.starts_on:%Y-%m}", "status": _status(status)}
    return {
        "starts_on": dates.starts_on,
        "ends_on": dates.ends_on,
        "starts_at": dates.starts_at,
        "ends_at": dates.ends_at,
        "hours": dates.hours,
        "status": _status(status),
    }


def _status(status: str) -> str:
    return "" if status == EventStatus.SCHEDULED else str(status)


def _of_series(series: Series, edition: KnownEdition) -> dict[str, Any]:
    """Return a rule at one time of the day, and what became of single dates of it."""
    overall = _overall(edition, series.dates)
    usual = series.dates
    if overall and overall.new_starts_at:
        usual = usual.beginning_at(overall.new_starts_at)
    parts: dict[str, Any] = dict(series.rule)
    if series.until is not None:
        parts["UNTIL"] = [series.until]
    elif series.count is not None:
        parts["COUNT"] = [series.count]
    left_out, further, cancelled = list(series.left_out), [], []
    for each in _scheduled(edition):
        if each.planned.key != series.key or each.planned.starts_on < usual.starts_on:
            continue
        if each.status in OFF:
            if overall is None or overall.status not in OFF:
                cancelled.append(each.planned.starts_on)
        elif each.dates != replace(usual.moved_to(each.planned.starts_on), key=each.dates.key):
            left_out.append(each.planned.starts_on)
            further.append(_in_words(each.dates))
    return {
        **_of_date(usual, overall.status if overall else ""),
        "rule": vRecur(parts).to_ical().decode(),
        "left_out": "; ".join(map(str, sorted(left_out))),
        "further": "; ".join(further),
        "cancelled": "; ".join(map(str, cancelled)),
    }


def _overall(edition: KnownEdition, dates: Dates) -> Change | None:
    """Return what was announced last of all dates at a time of the day."""
    found = [
        each for each in edition.changes if each.on is None and each.at in (None, dates.starts_at)
    ]
    return found[-1] if found else None


def _in_words(dates: Dates) -> str:
    """Return a date as `days.days_and_times_of` reads it."""
    text = f"{dates.starts_on}"
    if dates.ends_on != dates.starts_on:
        text += f" – {dates.ends_on}"
    if dates.starts_at:
        text += f" {dates.starts_at:%H:%M}"
        text += f"-{dates.ends_at:%H:%M}" if dates.ends_at else ""
    return text


# --- Files ---


def _csv(rows: list[dict[str, Any]]) -> bytes:
    # With a mark, without which Excel takes it for another encoding.
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(fields())
    for row in rows:
        writer.writerow([_plain(row.get(name)) for name in fields()])
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> str:
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return cell(value)


def _xlsx(rows: list[dict[str, Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Festivals")
    sheet.freeze_panes = "C2"
    sheet.append(fields())
    for row in rows:
        sheet.append([_cell(row.get(name)) for name in fields()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, datetime.date | datetime.time):
        return value
    return _plain(value) or None
