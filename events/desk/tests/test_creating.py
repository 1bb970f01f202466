"""Beginning an edition from the calendar."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from destinations.tests.factories import published
from events.models import Edition, Festival, Occurrence
from events.tests.factories import EditionFactory, FestivalFactory, FestivalIndexPageFactory
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db
D = datetime.date
DAYS = {"starts_on": "2027-07-12"}


@pytest.fixture
def at_the_desk(client, officer):
    client.force_login(officer)
    return client


def begun(client, **data):
    return client.post(reverse("events_desk:add"), {**DAYS, **data})


def errors(client, **data):
    response = begun(client, **data)
    assert response.status_code == 200
    assert not Edition.objects.filter(starts_on=D(2027, 7, 12)).exists()
    return response.context["form"].errors


def test_the_day_and_the_names_are_there(at_the_desk, festival):
    page = at_the_desk.get(reverse("events_desk:add"), {"on": "2027-07-12"}).content.decode()
    assert 'name="starts_on" value="2027-07-12"' in page
    assert '<option value="Gandrung Sewu">' in page


def test_a_known_festival_gets_a_draft_and_the_officer_its_form(at_the_desk, officer, festival):
    response = begun(at_the_desk, festival="gandrung sewu", ends_on="2027-07-14")
    edition = Edition.objects.get()
    assert response.url == reverse("wagtailsnippets_events_edition:edit", args=[edition.pk])
    assert (edition.festival_id, edition.year, edition.live) == (festival.pk, 2027, False)
    assert (edition.starts_on, edition.ends_on) == (D(2027, 7, 12), D(2027, 7, 14))
    assert edition.latest_revision.user == officer
    assert ModelLogEntry.objects.get(action="wagtail.create").user == officer
    assert not Occurrence.objects.exists()
    assert "is begun as a draft" in at_the_desk.get(response.url).content.decode()


def test_a_new_festival_is_begun_as_a_draft_too(at_the_desk, officer, section):
    begun(at_the_desk, festival="Pasar Sego", is_new="on")
    page = Edition.objects.get().festival
    assert (page.title, page.slug, page.live, page.owner) == (
        "Pasar Sego",
        "pasar-sego",
        False,
        officer,
    )
    assert page.get_parent().pk == section.pk
    assert page.latest_revision.user == officer


def test_a_name_is_a_known_one_or_said_to_be_new(at_the_desk, festival):
    assert errors(at_the_desk, festival="Gandrung")["festival"] == [
        "No festival has this name. Choose one of the list, or tick that it is new."
    ]
    assert errors(at_the_desk, festival="Gandrung Sewu", is_new="on")["festival"] == [
        "There is a festival of this name. Take away the tick, or choose another name."
    ]
    assert errors(at_the_desk)["festival"] == ["Name the festival."]
    assert Festival.objects.count() == 1


def test_what_was_typed_stays(at_the_desk, festival):
    page = begun(at_the_desk, festival="Sego", ends_on="2027-07-01").content.decode()
    assert 'value="Sego"' in page
    assert "The last day is before the first." in page


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"starts_on": "tomorrow"}, "starts_on"),
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "2300-01-01"}, "starts_on"),
        ({"ends_on": "2300-01-01"}, "ends_on"),
        ({"festival": "x" * 256, "is_new": "on"}, "festival"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_begun(at_the_desk, festival, data, field):
    response = begun(at_the_desk, **{"festival": "Gandrung Sewu", **data})
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert not Edition.objects.exists()
    assert Festival.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "slug"), [("Submit", "festival-submit"), ("2027", "festival-2027")]
)
def test_a_name_like_an_address_of_the_section_gets_one_beside_it(at_the_desk, section, name, slug):
    begun(at_the_desk, festival=name, is_new="on")
    page = Edition.objects.get().festival
    assert (page.title, page.slug) == (name, slug)


def test_a_second_edition_of_the_year_leads_to_the_first(at_the_desk, festival):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 3, 1))
    response = begun(at_the_desk, festival="Gandrung Sewu")
    assert response.context["form"].errors == {
        "starts_on": ["This festival has an edition of 2027 already."]
    }
    url = reverse("wagtailsnippets_events_edition:edit", args=[edition.pk])
    assert url in response.content.decode()


def test_two_festivals_of_one_name_are_told_apart(at_the_desk, section, festival):
    twin = published(FestivalFactory(parent=section, slug="gandrung-sewu-2"))
    begun(at_the_desk, festival="Gandrung Sewu (gandrung-sewu-2)")
    assert Edition.objects.get().festival_id == twin.pk


def test_who_begins_no_pages_begins_no_festival(client, region, section, festival):
    user = make_user(
        "dates", page=section, site=region.site, site_permissions=["events.add_edition"]
    )
    client.force_login(user)
    page = client.get(reverse("events_desk:add")).content.decode()
    assert "It is a new festival" not in page
    assert errors(client, festival="Pasar Sego", is_new="on")["festival"] == [
        "No festival has this name. Choose one of the list."
    ]
    assert Festival.objects.count() == 1


def test_who_adds_no_editions_is_sent_away(client, region, section):
    user = make_user(
        "looker", page=section, site=region.site, site_permissions=["events.change_edition"]
    )
    client.force_login(user)
    assert client.get(reverse("events_desk:add")).status_code in (302, 403)


def test_another_regions_festivals_are_not_known(at_the_desk, section, other_region):
    foreign = published(FestivalIndexPageFactory(parent=other_region.home))
    published(FestivalFactory(parent=foreign, slug="rahasia", title="Rahasia"))
    assert "Rahasia" not in at_the_desk.get(reverse("events_desk:add")).content.decode()
    assert "festival" in errors(at_the_desk, festival="Rahasia")
