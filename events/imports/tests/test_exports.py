"""What is exported and imported again changes nothing."""

import datetime
import uuid

import pytest
from django.test import RequestFactory

from destinations.tests.factories import DestinationIndexPageFactory, PlaceFactory, published
from events.enums import DateKind, EventStatus, Hours
from events.feeds import calendar_feed
from events.imports import reading
from events.imports.exports import export
from events.imports.running import run
from events.models import DateChange
from events.occurrences import rebuild
from events.tests.conftest import NOW
from events.tests.factories import (
    EditionFactory,
    FestivalCategoryFactory,
    FestivalFactory,
    OrganiserFactory,
    VenueFactory,
    edition_of_month,
)

pytestmark = pytest.mark.django_db

D, T = datetime.date, datetime.time


def block(kind, **value):
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


@pytest.fixture
def everything(region, section):
    """A festival of each kind of date, with what was announced of it."""
    site = region.site
    shared = {
        "parent": section,
        "category": FestivalCategoryFactory(site=site),
        "organiser": OrganiserFactory(site=site),
    }
    place = published(
        PlaceFactory(
            parent=published(DestinationIndexPageFactory(parent=region.home)), title="Ijen"
        )
    )

    def festival(title, **fields):
        return published(FestivalFactory(title=title, **{**shared, **fields}))

    hours = {"hours": Hours.TIMES, "starts_at": T(19), "ends_at": T(21)}
    EditionFactory(festival=festival("=Plain", venue=VenueFactory(site=site)), **hours)
    over_midnight = festival("Over midnight", venue_place=place, admission="paid", price_from=25000)
    EditionFactory(
        festival=over_midnight,
        starts_on=D(2027, 5, 1),
        ends_on=D(2027, 5, 3),
        hours=Hours.TIMES,
        starts_at=T(19),
    )
    EditionFactory(festival=festival("All day"), starts_on=D(2027, 6, 1), hours=Hours.ALL_DAY)
    edition_of_month(festival("A month"), 2027, 8)
    EditionFactory(
        festival=festival("A ritual"),
        year=2027,
        starts_on=None,
        date_kind=DateKind.HIJRI,
        hijri_month=10,
        day=2,
    )
    weekly = EditionFactory(
        festival=festival("Weekly"),
        starts_on=D(2026, 12, 5),
        date_kind=DateKind.WEEKLY,
        weekdays=[5, 6],
        more_dates=[
            block("also", starts_on="2027-03-03", ends_on=None, starts_at="10:00", ends_at=None),
            block("session", starts_at="14:00", ends_at=None),
            {"type": "left_out", "id": str(uuid.uuid4()), "value": "2026-12-12"},
        ],
        **hours,
    )
    for on, fields in (
        (D(2026, 12, 19), {"status": EventStatus.CANCELLED}),
        (D(2026, 12, 20), {"status": EventStatus.POSTPONED, "at": T(19)}),
        (
            D(2026, 12, 26),
            {
                "status": EventStatus.RESCHEDULED,
                "at": T(19),
                "new_starts_on": D(2026, 12, 28),
                "new_starts_at": T(20),
            },
        ),
    ):
        DateChange.objects.create(edition=weekly, on=on, made_at=NOW, **fields)
    rebuild(weekly)
    EditionFactory(
        festival=festival("Monthly"),
        starts_on=D(2027, 1, 29),
        date_kind=DateKind.MONTHLY,
        day_of="weekday",
        ordinal=-1,
        weekday=4,
        count=5,
        lasts=2,
    )
    off = EditionFactory(festival=festival("Called off"), starts_on=D(2027, 7, 1))
    DateChange.objects.create(edition=off, status=EventStatus.CANCELLED, made_at=NOW)
    rebuild(off)
    draft = FestivalFactory(title="A draft", live=False, **shared)
    draft.save_revision()
    EditionFactory(festival=draft, starts_on=D(2027, 9, 1), live=False).save_revision()
    return region.site


def imported(site, data, zone="Asia/Jakarta", **options):
    import zoneinfo

    items = reading.items(data, zoneinfo.ZoneInfo(zone))
    return list(run(site, items, by=None, now=NOW, **options))


@pytest.mark.parametrize("kind", ["ics", "csv", "xlsx"])
def test_what_is_exported_and_imported_again_changes_nothing(everything, kind):
    data = export(everything, kind, drafts=True)
    found = imported(everything, data, publish=True)
    odd = [
        (each.name, each.outcome, each.reason, each.before)
        for each in found
        if each.outcome != "skipped"
    ]
    assert odd == []
    assert len(found) == {"ics": 10, "csv": 11, "xlsx": 11}[kind]


def test_the_public_feed_comes_back_without_a_change(everything):
    response = calendar_feed(RequestFactory().get("/id/events.ics"))
    found = imported(everything, response.content)
    assert {each.outcome for each in found} == {"skipped"}
