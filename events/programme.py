"""The year programme on paper: what typesetting's template `programme` is given. No clock."""

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from regions.models import RegionSettings
from translations import languages
from translations.dates import (
    clock_in_words,
    days_in_words,
)

from .almanac import YearMonth
from .enums import Admission, EventStatus
from .models import Occurrence
from .rule_words import in_words

#: How many dates of a month are set: with more, nobody reads it on paper.
A_MONTH = 100


def data(
    region: RegionSettings,
    year: int,
    months: Iterable[YearMonth],
    sunrise_on: Callable[[datetime.date], datetime.datetime | None],
    *,
    url: str,
    qr_svg: str,
) -> dict[str, Any]:
    """Return the programme of a year in the active language, as programme.typ takes it.

    `months` are the year's (almanac.year_months), `url` is where the year stands on the site. No
    query where the dates were fetched with their festivals, categories and editions.
    """
    language = languages.active()
    tagline_language = region.tagline_language or languages.SOURCE
    return {
        "language": language,
        "direction": languages.direction(language),
        "title": _("Festivals in %(year)s") % {"year": f"{year:04}"},
        "region": region.display_name,
        "intro": _("All dates that were known when this sheet was made; the site has the latest."),
        "tagline": region.shown_tagline,
        "tagline_lang": tagline_language,
        "tagline_dir": languages.direction(tagline_language),
        "palette": dict(region.palette),
        "motif_svg": _motif(region),
        "legend": _legend(),
        "months": [_month(each, sunrise_on(each.first.replace(day=15))) for each in months],
        "url": url,
        "qr_svg": qr_svg,
        "footer": _("Dates can change. What holds stands at the address on the first page."),
        "page_label": _("Page {page} of {pages}"),
    }


def _legend() -> dict[str, str]:
    return {
        "flagship": _("A flagship festival"),
        "scheduled": _("The date is certain"),
        "estimated": _("The date is estimated and may be a day earlier or later"),
        "month_only": _("The day is not known yet"),
        "postponed": _("Postponed: a new date is not known yet"),
        "rescheduled": _("Moved to this date"),
        "cancelled": _("Cancelled"),
    }


def _month(month: YearMonth, sunrise: datetime.datetime | None) -> dict[str, Any]:
    entries = [_entry(each) for each in month.occurrences]
    return {
        "name": month.name,
        "sunrise": clock_in_words(sunrise.time()) if sunrise else "",
        "sunrise_label": pgettext("before an hour", "Sunrise") if sunrise else "",
        "empty": "" if entries else _("Nothing is announced yet."),
        "entries": entries,
    }


def _entry(occurrence: Occurrence) -> dict[str, Any]:
    festival = occurrence.festival
    language = festival.language_shown("heading")
    category = festival.category
    return {
        "days": _days(occurrence),
        "name": festival.name,
        "lang": language,
        "dir": languages.direction(language),
        "venue": _venue(occurrence),
        "line": _("Free") if festival.admission == Admission.FREE else "",
        "category": str(category) if category else "",
        "status": _status(occurrence),
        "status_label": _status_label(occurrence),
        "is_flagship": festival.is_flagship,
    }


def _days(occurrence: Occurrence) -> str:
    """Return the days in words; of what repeats the rule, of a month alone nothing."""
    if occurrence.is_month_only:
        return ""
    if occurrence.is_series and not occurrence.is_off:
        edition = occurrence.edition
        return in_words(edition.plan(edition.year))
    return days_in_words(occurrence.starts_on, occurrence.ends_on)


def _status(occurrence: Occurrence) -> str:
    if occurrence.is_month_only and occurrence.status == EventStatus.SCHEDULED:
        return "month_only"
    return occurrence.status


def _status_label(occurrence: Occurrence) -> str:
    status = _status(occurrence)
    if status == "month_only":
        return _("The day is not known yet")
    return "" if status == EventStatus.SCHEDULED else str(EventStatus(status).label)


def _venue(occurrence: Occurrence) -> str:
    if occurrence.change and occurrence.change.new_venue:
        return str(occurrence.change.new_venue)
    return str(occurrence.festival.where)


def _motif(region: RegionSettings) -> str:
    """Return the tile of the region's border as SVG; empty where it has none."""
    path = finders.find(f"brand/motifs/{region.motif}.svg") if region.motif else None
    return Path(str(path)).read_text(encoding="utf-8") if path else ""
