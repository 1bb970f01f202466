"""The registry's screens: suggestions, adding on the spot, merging, what may not be deleted."""

import pytest
from django.urls import reverse

from destinations.tests.factories import DistrictFactory, published
from events.models import Festival, Road, Venue
from events.registry import merging
from events.tests.factories import FestivalFactory, OrganiserFactory, RoadFactory, VenueFactory
from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(region, section):
    make_roles(region.settings)
    return region.site


@pytest.fixture
def officer(client, region, site):
    client.force_login(make_person(region, RoleName.CALENDAR_MANAGER, name="officer"))
    return client


@pytest.fixture
def writer(client, region, site):
    client.force_login(make_person(region, RoleName.WRITER, name="writer"))
    return client


def held_at(section, venue, slug="held"):
    return published(FestivalFactory(parent=section, slug=slug, title=slug, venue=venue))


def suggest(client, kind="venue", **query):
    return client.get(reverse("events_registry:suggest", args=[kind]), query)


def names(response):
    return [each["name"] for each in response.json()["entries"]]


# --- Suggestions ---


def test_suggestions_begin_with_what_was_typed_then_with_what_is_used_most(
    officer, section, site, other_region
):
    VenueFactory(site=other_region.site, name="Balai Rahasia")
    for name in ("Sebalai", "Balai Desa", "Kafé Balai", "Pantai Boom"):
        VenueFactory(site=site, name=name)
    used = VenueFactory(site=site, name="Balai Kota", district=DistrictFactory(site=site, name="X"))
    held_at(section, used)
    gone = VenueFactory(site=site, name="Balai Lama")
    merging.merge(used, [gone], by=None)
    found = suggest(officer, q="bALAI")
    assert names(found) == ["Balai Kota", "Balai Desa", "Kafé Balai", "Sebalai"]
    assert found.json()["entries"][0]["note"] == "X · 1 festival"
    assert found.json()["is_new"] is True
    assert suggest(officer, q=" balai  DESA").json()["is_new"] is False
    assert names(suggest(officer, q="kafe")) == ["Kafé Balai"]


def test_there_are_twenty_at_most_and_many_entries_cost_no_more(
    officer, site, django_assert_max_num_queries
):
    for number in range(60):
        RoadFactory(site=site, name=f"Jalan {number:02}")
    suggest(officer, "road", q="jalan")
    with django_assert_max_num_queries(16):
        assert len(names(suggest(officer, "road", q="jalan"))) == 20


def test_another_regions_entries_are_never_suggested_and_a_kind_that_is_none_is_not_there(
    officer, other_region
):
    VenueFactory(site=other_region.site)
    assert suggest(officer, q="taman", site=other_region.site.pk).status_code == 404
    assert suggest(officer, "edition", q="").status_code == 404
    assert names(suggest(officer, q="")) == []


def test_who_has_no_right_over_venues_gets_no_suggestions(client, region, site):
    client.force_login(make_person(region, RoleName.BRAND_MANAGER, name="brand"))
    assert suggest(client, q="").status_code in (302, 403)


# --- Adding on the spot ---


def add(client, kind="venue", **posted):
    return client.post(reverse("events_registry:add", args=[kind]), posted)


def test_a_name_is_added_with_an_address_of_its_own(writer, site):
    VenueFactory(site=site, name="Lapangan", slug="lapangan-songgon")
    answer = add(writer, name="  Lapangan   Songgon ")
    assert answer.status_code == 201
    venue = Venue.objects.get(pk=answer.json()["id"])
    assert (venue.name, venue.slug, venue.site) == ("Lapangan Songgon", "lapangan-songgon-2", site)


def test_a_name_that_is_there_or_none_is_refused_in_words(writer, site):
    RoadFactory(site=site, name="Jalan Raya")
    assert add(writer, "road", name="jalan  raya").json() == {
        "errors": ["There is an entry of this name already: Jalan Raya."]
    }
    for name in ("", " ", "x" * 161):
        answer = add(writer, "road", name=name)
        assert answer.status_code == 400
        assert answer.json()["errors"]
    assert Road.objects.count() == 1


def test_nothing_is_added_to_another_region_or_by_who_may_not(
    officer, client, region, other_region
):
    address = reverse("events_registry:add", args=["venue"])
    foreign = officer.post(f"{address}?site={other_region.site.pk}", {"name": "X"})
    assert foreign.status_code == 404
    assert officer.get(address).status_code == 405
    client.force_login(make_person(region, RoleName.TRANSLATOR, language="en", name="en"))
    assert client.post(address, {"name": "X"}).status_code in (302, 403)
    assert not Venue.objects.exists()


# --- The festival's form ---


def edit(festival):
    return reverse("wagtailadmin_pages:edit", args=[festival.pk])


def posted(client, festival, **changed):
    form = client.get(edit(festival)).context["form"]
    data = {}
    for name, field in form.fields.items():
        value = form[name].value()
        data[name] = "" if value is None else value
        if hasattr(field, "block"):
            data.pop(name)
            data[f"{name}-count"] = "0"
    for formset in form.formsets.values():
        data |= {f"{formset.prefix}-{key}": "0" for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {**data, **changed}


def test_the_form_offers_own_entries_that_stand_for_themselves(
    officer, festival, site, other_region
):
    stays, goes = VenueFactory(site=site, name="Boom"), VenueFactory(site=site, name="Bom")
    merging.merge(stays, [goes], by=None)
    VenueFactory(site=other_region.site, name="Rahasia")
    form = officer.get(edit(festival)).context["form"]
    assert list(form["venue"].field.widget.choices) == [("", ""), (stays.pk, "Boom")]
    html = str(form["venue"])
    assert f"/admin/registry/venue/suggest/?site={site.pk}" in html
    assert f"/admin/registry/venue/add/?site={site.pk}" in html


def test_entries_are_saved_and_what_was_merged_meanwhile_is_led_on(officer, festival, site):
    stays, goes = VenueFactory(site=site, name="Boom"), VenueFactory(site=site, name="Bom")
    road, lane = RoadFactory(site=site, name="A"), RoadFactory(site=site, name="B")
    data = posted(officer, festival, venue=goes.pk, roads=[road.pk, lane.pk])
    merging.merge(stays, [goes], by=None)
    merging.merge(road, [lane], by=None)
    answer = officer.post(edit(festival), data)
    assert answer.status_code == 302, answer.context["form"].errors
    draft = Festival.objects.get(pk=festival.pk).get_latest_revision_as_object()
    assert (draft.venue, list(draft.roads.all())) == (stays, [road])


def test_foreign_entries_that_are_posted_are_refused(officer, festival, other_region):
    there = other_region.site
    data = posted(
        officer,
        festival,
        venue=VenueFactory(site=there).pk,
        organiser=OrganiserFactory(site=there).pk,
        roads=[RoadFactory(site=there).pk],
    )
    before = Festival.objects.get(pk=festival.pk).latest_revision_id
    errors = officer.post(edit(festival), data).context["form"].errors
    assert set(errors) == {"venue", "organiser", "roads"}
    assert Festival.objects.get(pk=festival.pk).latest_revision_id == before


def test_a_translator_has_none_of_the_fields(client, region, site, festival):
    client.force_login(make_person(region, RoleName.TRANSLATOR, language="en", name="en"))
    form = client.get(edit(festival)).context["form"]
    assert not {"venue", "organiser", "roads"} & set(form.fields)


def test_revisions_are_compared_by_the_names_of_roads(officer, festival, site):
    page = Festival.objects.get(pk=festival.pk)
    page.roads = [RoadFactory(site=site, name="Jalan Baru")]
    page.save_revision()
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    assert "Jalan Baru" in officer.get(compare).content.decode()


# --- Merging ---


def merge_at(*entries, **more):
    return {"id": [each.pk for each in entries], **more}


MERGE = "/admin/registry/venue/merge/"


def test_the_most_used_is_proposed_and_another_can_be_chosen(officer, section, site):
    seldom = VenueFactory(site=site, name="A", district=DistrictFactory(site=site, name="Licin"))
    often = VenueFactory(site=site, name="B")
    held_at(section, often)
    page = officer.get(MERGE, merge_at(seldom, often))
    assert page.context["survivor"] == often
    assert [(each["fact"].values, each["taken_from"]) for each in page.context["facts"]] == [
        (["", "Licin"], "A")
    ]
    chosen = officer.get(MERGE, merge_at(seldom, often, stays=seldom.pk))
    assert chosen.context["survivor"] == seldom
    asks = officer.get(MERGE, merge_at(seldom)).content.decode()
    assert f'<option value="{often.pk}">B</option>' in asks
    assert f'<option value="{seldom.pk}"' not in asks


def test_merging_and_splitting_by_their_buttons(officer, section, site):
    stays, goes = VenueFactory(site=site, name="A"), VenueFactory(site=site, name="B")
    held = held_at(section, goes)
    done = officer.post(MERGE, merge_at(stays, goes, stays=stays.pk))
    form = reverse("wagtailsnippets_events_venue:edit", args=[stays.pk])
    assert done.url == form
    assert Festival.objects.get(pk=held.pk).venue == stays
    page = officer.get(form)
    assert [use["use"].title for use in page.context["uses"]] == ["held"]
    (merged,) = page.context["mergings"]
    assert merged["names"] == ["B"]
    split = f"/admin/registry/venue/split/{stays.pk}/"
    for key in ("", "x", "999"):
        officer.post(split, {"merging": key})
        assert Festival.objects.get(pk=held.pk).venue == stays
    assert officer.post(split, {"merging": merged["key"]}).url == form
    assert Festival.objects.get(pk=held.pk).venue == goes


def test_pages_of_a_merged_entry_lead_to_the_one_that_is_left(officer, site):
    stays, goes = VenueFactory(site=site, name="A"), VenueFactory(site=site, name="B")
    merging.merge(stays, [goes], by=None)
    for name in ("edit", "usage", "history", "delete"):
        view = f"wagtailsnippets_events_venue:{name}"
        answer = officer.get(reverse(view, args=[goes.pk]))
        assert (answer.status_code, answer.url) == (302, reverse(view, args=[stays.pk]))
    assert (
        officer.get(reverse("wagtailsnippets_events_venue:usage", args=[stays.pk])).status_code
        == 200
    )


def test_entries_of_another_region_are_neither_shown_nor_merged(officer, site, other_region):
    own, there = VenueFactory(site=site, name="A"), VenueFactory(site=other_region.site, name="B")
    third = VenueFactory(site=other_region.site, name="C")
    for entries in ((own, there), (there, third), (there,)):
        assert officer.get(MERGE, merge_at(*entries)).status_code == 404
        assert officer.post(MERGE, merge_at(*entries)).status_code == 404
    assert officer.post(f"/admin/registry/venue/split/{there.pk}/").status_code == 404
    assert not Venue.objects.exclude(merged_into=None).exists()


def test_a_superuser_does_not_merge_across_regions(admin_client, site, other_region):
    own, there = VenueFactory(site=site, name="A"), VenueFactory(site=other_region.site, name="B")
    assert admin_client.post(MERGE, merge_at(own, there)).status_code == 302
    assert not Venue.objects.exclude(merged_into=None).exists()


def test_who_may_not_delete_does_not_merge(writer, site):
    entries = VenueFactory(site=site, name="A"), VenueFactory(site=site, name="B")
    assert writer.post(MERGE, merge_at(*entries)).status_code in (302, 403)
    assert not Venue.objects.exclude(merged_into=None).exists()
    form = reverse("wagtailsnippets_events_venue:edit", args=[entries[0].pk])
    assert MERGE not in writer.get(form).content.decode()


def test_the_bulk_action_leads_to_the_screen_for_two_and_more(officer, site):
    one, two = VenueFactory(site=site, name="A"), VenueFactory(site=site, name="B")
    bulk = "/admin/bulk/events/venue/merge/"
    assert officer.get(bulk, merge_at(one, two)).url == f"{MERGE}?id={one.pk}&id={two.pk}"
    for asked in (merge_at(one), {}):
        assert officer.get(bulk, asked).url == "/admin/snippets/events/venue/"


# --- Listings ---


def test_the_listing_counts_hides_signposts_and_names_twins(
    officer, section, site, other_region, django_assert_max_num_queries
):
    used = VenueFactory(site=site, name="Lapangan Songgon")
    twin = VenueFactory(site=site, name="Lapangan Songon")
    gone = VenueFactory(site=site, name="Balai")
    VenueFactory(site=other_region.site, name="Lapangan Songgonn")
    held_at(section, used)
    merging.merge(used, [gone], by=None)
    address = "/admin/snippets/events/venue/"

    def listed(**query):
        page = officer.get(address, query)
        return {each.name: getattr(each, "used_by", None) for each in page.context["object_list"]}

    assert listed() == {"Lapangan Songgon": 1, "Lapangan Songon": 0}
    assert set(listed(show="unused")) == {"Lapangan Songon"}
    assert set(listed(show="merged")) == {"Balai"}
    (pair,) = officer.get(address).context["twins"]
    assert pair["url"] == f"{MERGE}?id={used.pk}&id={twin.pk}"
    for number in range(30):
        VenueFactory(site=site, name=f"Tempat {number * 7919}")
    with django_assert_max_num_queries(45):
        officer.get(address)


def test_a_used_entry_is_not_deleted_but_merged(officer, section, site):
    used, unused = VenueFactory(site=site, name="A"), VenueFactory(site=site, name="B")
    held_at(section, used)
    bulk = f"/admin/bulk/events/venue/delete/?id={used.pk}&id={unused.pk}"
    for address in (reverse("wagtailsnippets_events_venue:delete", args=[used.pk]), bulk):
        answer = officer.post(address, follow=True)
        assert "is used by 1 festival and was not deleted" in answer.content.decode()
        assert Venue.objects.count() == 2
    officer.post(reverse("wagtailsnippets_events_venue:delete", args=[unused.pk]))
    assert Venue.objects.get() == used


def test_a_name_that_is_there_is_refused_with_a_link_to_it(officer, site):
    known = VenueFactory(site=site, name="Taman Kota")
    data = {"name": "taman  kota", "slug": "x", "district": "", "latitude": "", "longitude": ""}
    answer = officer.post(reverse("wagtailsnippets_events_venue:add"), data)
    (error,) = answer.context["form"].errors["name"]
    assert f'/admin/snippets/events/venue/edit/{known.pk}/">Taman Kota</a>' in error
