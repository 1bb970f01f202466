"""Festivals for the journeys through the calendar."""

import datetime

from playwright.sync_api import Page

from destinations.tests.factories import published
from events.tests.factories import EditionFactory, FestivalFactory

D = datetime.date


def make_festival(section, slug, *, name, day=None, **fields):
    """Publish a festival with a name in English and Arabic, on a day if one is given."""
    festival = published(
        FestivalFactory(
            parent=section, slug=slug, title=name, heading_en=name, summary_en="Come.", **fields
        )
    )
    if day is not None:
        EditionFactory(festival=festival, starts_on=day)
    return festival


def make_market(section):
    """Publish a market on the second Saturday of each month, without an end."""
    market = make_festival(section, "night-market", name="Night Market")
    EditionFactory(
        festival=market,
        year=2026,
        starts_on=D(2026, 12, 1),
        ends_on=None,
        date_kind="monthly",
        day_of="weekday",
        ordinal=2,
        weekday=5,
    )
    return market


def dates_of(page: Page) -> list[str]:
    """Return the days that a festival's page shows at once, as machines read them."""
    shown = page.locator(".facts .date > .date__day > time")
    return [each.get_attribute("datetime") for each in shown.all()]
