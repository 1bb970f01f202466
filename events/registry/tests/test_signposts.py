"""What readers and calendars that know a merged organiser or venue are answered."""

import datetime

import pytest

from destinations.tests.factories import published
from events.registry.merging import merge
from events.tests.factories import EditionFactory, FestivalFactory, OrganiserFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(section, region):
    """Two festivals ahead: one of an organiser at a venue, and one of neither."""
    site = region.site
    fields = {
        "organiser": OrganiserFactory(site=site, slug="committee", name="Panitia"),
        "venue": VenueFactory(site=site, name="Taman", slug="taman"),
    }
    for slug, more in (("theirs", fields), ("other", {})):
        page = published(FestivalFactory(parent=section, slug=slug, heading_en=slug, **more))
        EditionFactory(festival=page, starts_on=datetime.date(2027, 1, 5))
    return fields


def test_lists_and_feeds_are_of_an_organiser_or_a_venue(two, reader):
    for query in ("organiser=committee", "venue=taman", "organiser=committee&venue=taman"):
        page = reader.get(f"/en/events/?{query}")
        shown = [each.festival.slug for each in page.context["listing"].page]
        assert shown == ["theirs"]
        (event,) = reader.get(f"/en/events.json?{query}").json()["events"]
        assert event["url"].endswith("/events/theirs/")
        calendar = reader.get(f"/en/events.ics?{query}").content.decode()
        assert calendar.count("BEGIN:VEVENT") == 1
    chips = [each.label for each in page.context["listing"].needs if each.is_chosen]
    assert chips == ["By Panitia", "At Taman"]
    assert not list(reader.get("/en/events/?organiser=nobody").context["listing"].page)
    assert reader.get("/en/events.json?venue=a b").status_code == 400


def test_a_festival_leads_to_more_of_its_organiser_and_venue(two, reader):
    html = reader.get("/en/events/theirs/").content.decode()
    assert 'href="/en/events/?organiser=committee"' in html
    assert 'href="/en/events/?venue=taman"' in html


def test_an_address_with_a_merged_slug_leads_on_for_good(two, region, reader):
    for name, factory in (("organiser", OrganiserFactory), ("venue", VenueFactory)):
        gone = factory(site=region.site, name="Old", slug="old")
        merge(two[name], [gone], by=None)
    for path in ("events/", "events/past/", "events/this-weekend/", "events.ics", "events.json"):
        answer = reader.get(f"/en/{path}?category=dance&organiser=old&venue=old")
        assert answer.status_code == 301
        assert answer.url == f"/en/{path}?category=dance&organiser=committee&venue=taman"
    assert reader.get("/en/events.rss?venue=old").url == "/en/events.rss?venue=taman"


def test_another_regions_signposts_lead_nowhere(two, other_region, reader):
    stays, goes = (OrganiserFactory(site=other_region.site, slug=slug, name=slug) for slug in "ab")
    merge(stays, [goes], by=None)
    assert reader.get("/en/events.json?organiser=b").json() == {"events": []}
