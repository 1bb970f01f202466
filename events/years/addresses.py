"""Where an edition leads to on the desk, for those who may go there in its region."""

from collections.abc import Sequence

from django.urls import reverse
from wagtail.models import Site

from events.models import Edition


def next_year_address(edition: Edition, sites: Sequence[Site]) -> str:
    """Return where next year's edition is added; empty where the region is none of `sites`."""
    site = _site_of(edition, sites)
    if site is None:
        return ""
    address = reverse("events_years:next", args=[edition.year + 1])
    return f"{address}?festival={edition.festival_id}&site={site.pk}"


def outcome_address(edition: Edition, sites: Sequence[Site]) -> str:
    """Return where it is said what became of it; empty where the region is none of `sites`."""
    site = _site_of(edition, sites)
    if site is None:
        return ""
    return f"{reverse('events_years:outcome', args=[edition.pk])}?site={site.pk}"


def _site_of(edition: Edition, sites: Sequence[Site]) -> Site | None:
    path = edition.festival.path
    return next((each for each in sites if path.startswith(each.root_page.path)), None)
