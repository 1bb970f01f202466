"""Merging keeps every link, whether readers see it or a draft has it, and can be taken back."""

import pytest
from wagtail.models import ModelLogEntry, ReferenceIndex

from destinations.tests.factories import DistrictFactory, published
from events.models import Festival, Organiser, Road, Venue
from events.registry.merging import MERGED, NotMergeableError, merge, split, splittable
from events.registry.usage import Usage
from events.tests.factories import FestivalFactory, OrganiserFactory, RoadFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(region):
    return region.site


def make(section, slug, *, roads=(), **fields):
    page = FestivalFactory(parent=section, slug=slug, title=slug, **fields)
    page.roads = list(roads)
    return published(page)


def draft_of(page):
    return Festival.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_rows_and_drafts_use_the_one_that_is_left(section, site, admin_user):
    stays, goes = VenueFactory(site=site, name="Boom"), VenueFactory(site=site, name="Bom")
    public = make(section, "public", venue=goes)
    drafted = make(section, "drafted")
    page = Festival.objects.get(pk=drafted.pk)
    page.venue = goes
    page.save_revision()
    old = public.latest_revision

    merge(stays, [goes], by=admin_user)

    assert Festival.objects.get(pk=public.pk).venue == stays
    assert draft_of(public).venue == draft_of(drafted).venue == stays
    assert Festival.objects.get(pk=drafted.pk).venue is None
    assert not Festival.objects.get(pk=public.pk).has_unpublished_changes
    assert Venue.objects.get(pk=goes.pk).survivor == stays
    assert not ReferenceIndex.get_references_to(goes).filter(object_id=str(public.pk)).exists()
    entry = ModelLogEntry.objects.get(action=MERGED)
    assert (entry.object_id, entry.user) == (str(stays.pk), admin_user)
    assert old.pk == Festival.objects.get(pk=public.pk).latest_revision_id


def test_roads_are_merged_once_where_a_festival_had_both(section, site):
    stays, goes, other = (RoadFactory(site=site, name=name) for name in ("A", "B", "C"))
    both = make(section, "both", roads=[stays, goes])
    one = make(section, "one", roads=[goes, other])
    merge(stays, [goes], by=None)
    for page, roads in ((both, {stays}), (one, {stays, other})):
        assert set(Festival.objects.get(pk=page.pk).roads.all()) == roads
        assert set(draft_of(page).roads.all()) == roads


def test_an_older_draft_is_led_on_when_it_is_saved_and_when_it_is_published(section, site):
    venue, goes = VenueFactory(site=site, name="Boom"), VenueFactory(site=site, name="Bom")
    road, lane = RoadFactory(site=site, name="A"), RoadFactory(site=site, name="B")
    organiser = OrganiserFactory(site=site, slug="one")
    committee = OrganiserFactory(site=site, slug="two", name="Panitia")
    page = make(section, "old", venue=goes, organiser=committee, roads=[lane])
    old = page.latest_revision
    Festival.objects.get(pk=page.pk).save_revision()
    for stays, gone in ((venue, goes), (road, lane), (organiser, committee)):
        merge(stays, [gone], by=None)

    again = old.as_object()
    assert again.venue == goes
    again.save_revision()
    assert (again.venue, again.organiser, list(again.roads.all())) == (venue, organiser, [road])
    old.publish()
    live = Festival.objects.get(pk=page.pk)
    assert (live.venue, live.organiser, list(live.roads.all())) == (venue, organiser, [road])


def test_the_one_that_is_left_is_given_what_it_lacks_and_keeps_what_it_has(site):
    district = DistrictFactory(site=site)
    stays = VenueFactory(site=site, name="Boom", latitude="-8.21", longitude="114.38")
    goes = VenueFactory(site=site, name="Bom", latitude="-8", longitude="114", district=district)
    assert merge(stays, [goes], by=None).filled == {"district": district.pk}
    stays.refresh_from_db()
    assert (stays.district, float(stays.latitude)) == (district, -8.21)


def test_words_and_numbers_of_an_organiser_are_filled_in_by_language(site):
    stays = OrganiserFactory(site=site, slug="a", name="A", description_en="Kept.")
    goes = OrganiserFactory(
        site=site,
        slug="b",
        name="B",
        description_en="Lost.",
        description_ind="Diisi.",
        telephone="+62333425001",
    )
    merge(stays, [goes], by=None)
    left = Organiser.objects.get(pk=stays.pk)
    assert (left.description_en, left.description_ind) == ("Kept.", "Diisi.")
    assert left.telephone == "+62333425001"


def test_what_was_merged_earlier_leads_straight_to_the_one_that_is_left(site):
    first, second, third = (RoadFactory(site=site, name=name) for name in "ABC")
    merge(second, [first], by=None)
    merge(third, [second], by=None)
    assert set(Road.objects.values_list("pk", "merged_into")) == {
        (first.pk, third.pk), (second.pk, third.pk), (third.pk, None),
    }  # fmt: skip


def test_nothing_is_merged_with_another_region_twice_or_with_itself(site, other_region):
    here, gone = RoadFactory(site=site, name="A"), RoadFactory(site=site, name="B")
    there = RoadFactory(site=other_region.site, name="C")
    merge(here, [gone], by=None)
    for others in ([there], [gone], [here], []):
        with pytest.raises(NotMergeableError):
            merge(here, others, by=None)
    assert Road.objects.get(pk=there.pk).merged_into is None


# --- Taking it back ---


def test_splitting_gives_every_festival_back_what_it_had(section, site):
    district = DistrictFactory(site=site)
    stays = VenueFactory(site=site, name="A")
    goes = VenueFactory(site=site, name="B", district=district)
    road, lane, path = (RoadFactory(site=site, name=name) for name in "XYZ")
    kept = make(section, "kept", venue=stays, roads=[road, lane])
    moved = make(section, "moved", venue=goes, roads=[lane, path])
    merge(stays, [goes], by=None)
    merge(road, [lane, path], by=None)

    for entry in (stays, road):
        (merging,) = splittable(entry)
        assert split(entry, merging.pk, by=None)
        assert splittable(entry) == []
        assert not split(entry, merging.pk, by=None)

    for page in (Festival.objects.get(pk=moved.pk), draft_of(moved)):
        assert (page.venue, set(page.roads.all())) == (goes, {lane, path})
    for page in (Festival.objects.get(pk=kept.pk), draft_of(kept)):
        assert (page.venue, set(page.roads.all())) == (stays, {road, lane})
    stays.refresh_from_db()
    assert stays.district is None
    assert not Venue.objects.exclude(merged_into=None).exists()


def test_signposts_go_back_to_what_they_led_to(site):
    first, second, third = (RoadFactory(site=site, name=name) for name in "ABC")
    merge(second, [first], by=None)
    merge(third, [second], by=None)
    assert split(third, splittable(third)[0].pk, by=None)
    first.refresh_from_db()
    assert first.merged_into == second


def test_a_merging_is_not_taken_back_once_a_festival_was_assigned_anew(section, site):
    stays, goes, third = (VenueFactory(site=site, name=name) for name in "ABC")
    page = make(section, "moved", venue=goes)
    merge(stays, [goes], by=None)
    (merging,) = splittable(stays)
    live = Festival.objects.get(pk=page.pk)
    live.venue = third
    live.save_revision().publish()
    assert splittable(stays) == []
    assert not split(stays, merging.pk, by=None)
    assert Venue.objects.get(pk=goes.pk).merged_into == stays


# --- Usage ---


def test_usage_counts_what_readers_see_and_what_drafts_have(
    section, site, django_assert_num_queries
):
    venue, other = VenueFactory(site=site, name="A"), VenueFactory(site=site, name="B")
    road = RoadFactory(site=site)
    seen = make(section, "seen", venue=venue, roads=[road])
    page = Festival.objects.get(pk=seen.pk)
    page.venue, page.roads = other, []
    page.save_revision()
    with django_assert_num_queries(3):
        usage = Usage(Venue, [site])
    assert [(use.title, use.in_draft_only) for use in usage.of(venue)] == [("seen", False)]
    assert [(use.title, use.in_draft_only) for use in usage.of(other)] == [("seen", True)]
    with django_assert_num_queries(3):
        assert Usage(Road, [site]).number(road) == 1
