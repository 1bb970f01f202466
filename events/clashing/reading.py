"""The clashes of a region, read: what is booked, days of the year, the office's rules, acceptances.

Always whole calendar years, so that a clash is the same one, accepted or not, wherever it is shown.
"""

import datetime
from collections.abc import Iterable

from wagtail.models import Site

from events import bookings, clashes
from events.enums import ClashRule
from events.models import ClashAcceptance, ClashSetting, Edition, Road
from events.recurrence import LAST_YEAR
from regions.models import RegionSettings

from . import observances
from .values import Acceptance, Clash, Occasion, Rules

#: A date that clashes with one of a year lies so near to it, an estimated one too.
_MARGIN = datetime.timedelta(days=35)
#: How many years ahead the form of an edition looks: what repeats has no end.
_YEARS_AHEAD = 2


def of_years(site: Site, first: int, last: int) -> list[Clash]:
    """Return the clashes of a region in the years from first to last, the most serious first.

    Those that somebody accepted are among them, and say so. At most 14 queries, however many there
    are.
    """
    begin, end = span(first, last)
    booked = bookings.of_region(site.root_page, begin, end)
    found = clashes.find(booked, _occasions(site, begin, end), rules_of(site))
    return _in_years(accepted(site, found), first, last)


def marks_of(site: Site, first: datetime.date, last: datetime.date) -> list[Clash]:
    """Return the clashes that touch the days from first to last, once a date, soonest first.

    For calendars: what somebody accepted is silent. At most 14 queries.
    """
    dates = [
        date
        for clash in of_years(site, first.year, last.year)
        if not clash.is_accepted
        for date in clash.each()
    ]
    touching = (each for each in dates if each.starts_on <= last and each.ends_on >= first)
    return sorted(touching, key=lambda each: (each.starts_on, -each.severity, each.key))


def of_edition(edition: Edition, site: Site, *, today: datetime.date) -> list[Clash]:
    """Return the clashes of an edition just as it is given, saved or not, that are still ahead.

    Those of the next years alone for what repeats without end; all of them where it is over.
    25 queries at most.
    """
    root = site.root_page
    horizon = min(max(today.year, edition.year) + _YEARS_AHEAD, LAST_YEAR)
    mine = bookings.of_edition(edition, root, before=datetime.date(horizon + 1, 1, 1))
    ahead = [each for each in mine if each.dates.ends_on >= today]
    shown = [each for each in ahead or mine if each.takes_up_days]
    if not shown:
        return []
    first = min(each.dates.starts_on.year for each in shown)
    last = min(max(each.dates.ends_on.year for each in shown), first + _YEARS_AHEAD - 1)
    begin, end = span(first, last)
    # A date that begins outside the years would be told without its fellows.
    within = [each for each in mine if each.dates.starts_on <= end and each.dates.ends_on >= begin]
    leaving_out = [edition.pk] if edition.pk else []
    others = bookings.of_region(root, begin, end, leaving_out=leaving_out)
    found = clashes.concerning(within, others, _occasions(site, begin, end), rules_of(site))
    told = _in_years(accepted(site, found), first, last)
    if not ahead:
        return told
    return [each for each in told if any(date.ends_on >= today for date in each.each())]


def rules_of(site: Site) -> Rules:
    """Return how much each rule matters in a region, as its office has set it. One query."""
    of_region, of_category = {}, {}
    for each in ClashSetting.objects.filter(site=site):
        if each.category_id is None:
            of_region[each.rule] = each.severity
        else:
            of_category[each.category_id, each.rule] = each.severity
    return Rules(of_region, of_category)


def roads_of(found: Iterable[Clash]) -> dict[str, str]:
    """Return the names of the roads that clashes are about, by key. One query, none without."""
    keys = {int(key) for each in found if each.rule == ClashRule.ROAD for key in each.shared}
    if not keys:
        return {}
    return {
        str(pk): name for pk, name in Road.objects.filter(pk__in=keys).values_list("pk", "name")
    }


def span(first: int, last: int) -> tuple[datetime.date, datetime.date]:
    """Return the days whose dates are needed to know what clashes from a year to another."""
    return datetime.date(first, 1, 1) - _MARGIN, datetime.date(last, 12, 31) + _MARGIN


def _occasions(site: Site, begin: datetime.date, end: datetime.date) -> list[Occasion]:
    country = RegionSettings.for_site(site).country
    return observances.of_site(site, begin, end, country=country)


def accepted(site: Site, found: list[Clash]) -> list[Clash]:
    """Return the clashes of a region, those marked that somebody accepted. One query."""
    rows = (
        ClashAcceptance.objects.in_force()
        .filter(edition__festival__path__startswith=site.root_page.path)
        .values_list("key", "days", "note", "pk")
    )
    return clashes.accepted(found, [Acceptance(*row) for row in rows])


def _in_years(found: Iterable[Clash], first: int, last: int) -> list[Clash]:
    return [each for each in found if first <= each.year <= last]
