"""A region with its section of festivals, and a clock that stands still."""

import datetime

import pytest
from django.utils import timezone

from destinations.tests.factories import published
from events.tests.factories import FestivalFactory, FestivalIndexPageFactory

#: 25 November 2026, 00:30 in Jakarta; the day before in UTC.
NOW = datetime.datetime(2026, 11, 24, 17, 30, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def section(region):
    """The section of festivals of the first region, published."""
    return published(
        FestivalIndexPageFactory(parent=region.home, show_in_menus=True, summary_en="All.")
    )


@pytest.fixture
def festival(section):
    """A published festival in two languages."""
    return published(
        FestivalFactory(
            parent=section,
            slug="gandrung-sewu",
            heading_en="A Thousand Gandrung",
            summary_en="A thousand dancers.",
        )
    )
