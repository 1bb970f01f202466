"""The admin of editions, and the festival's side panel that leads there."""

import datetime

import pytest
from django.urls import reverse

from events.models import Edition, Occurrence
from events.tests.factories import EditionFactory
from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import make_person

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_events_edition:add"


@pytest.fixture
def admin(client, admin_user):
    client.force_login(admin_user)
    return client


def sent(festival, **changed):
    data = {
        "festival": festival.pk,
        "year": 2027,
        "season": "",
        "date_kind": "fixed",
        "month": "",
        "starts_on": "2027-10-23",
        "ends_on": "",
        "hours": "to_be_announced",
        "starts_at": "",
        "ends_at": "",
        "interval": "1",
        "day_of": "day",
        "day": "",
        "ordinal": "",
        "weekday": "",
        "pasaran": "",
        "hijri_month": "",
        "javanese_month": "",
        "windu_year": "",
        "offset": "0",
        "lasts": "1",
        "uncertainty": "1",
        "until": "",
        "count": "",
        "more_dates-count": "0",
        "source": "",
        "checked_on": "",
        **dict.fromkeys(["note_ind", "note_en", "note_ms", "note_zh_hans", "note_ar"], ""),
        "theme_ind": "",
        "theme_en": "Moon",
        "theme_ms": "",
        "theme_zh_hans": "",
        "theme_ar": "",
        "action-publish": "1",
    }
    return {**data, **changed}


def test_a_new_edition_is_for_the_festival_that_was_asked_for_and_its_next_year(admin, festival):
    EditionFactory(festival=festival, starts_on=datetime.date(2027, 10, 23))
    form = admin.get(reverse(ADD), {"festival": festival.pk}).context["form"]
    assert form.instance.festival_id == festival.pk
    assert form.instance.year == 2028


@pytest.mark.parametrize("asked", ["", "x", "99999", "9" * 30, "٣", "\0"])
def test_a_festival_that_is_none_is_ignored(admin, festival, asked):
    response = admin.get(reverse(ADD), {"festival": asked})
    assert response.status_code in (200, 400)


def test_publishing_an_edition_makes_its_date(admin, festival):
    response = admin.post(reverse(ADD), sent(festival))
    assert response.status_code == 302, response.context["form"].errors
    assert Occurrence.objects.get().ends_on == datetime.date(2027, 10, 23)
    assert Edition.objects.get().theme_en == "Moon"


def test_a_draft_makes_none(admin, festival):
    data = sent(festival)
    del data["action-publish"]
    assert admin.post(reverse(ADD), data).status_code == 302
    assert not Edition.objects.get().live
    assert not Occurrence.objects.exists()


def test_unpublishing_takes_the_date_away(admin, festival):
    edition = EditionFactory(festival=festival, starts_on=datetime.date(2027, 10, 23))
    admin.post(reverse("wagtailsnippets_events_edition:unpublish", args=[edition.pk]))
    assert not Occurrence.objects.exists()


def test_a_contradiction_is_a_form_error_and_nothing_is_stored(admin, festival):
    response = admin.post(reverse(ADD), sent(festival, ends_on="2027-10-01"))
    assert response.context["form"].errors == {"ends_on": ["The last day is before the first."]}
    assert not Edition.objects.exists()


def test_a_second_edition_of_a_year_is_a_form_error(admin, festival):
    EditionFactory(festival=festival, starts_on=datetime.date(2027, 10, 23))
    response = admin.post(reverse(ADD), sent(festival))
    assert "has an edition of that year" in str(response.context["form"].errors)
    assert Edition.objects.count() == 1


def test_the_editor_of_a_festival_leads_to_its_dates(admin, festival):
    edition = EditionFactory(festival=festival, starts_on=datetime.date(2027, 10, 23))
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[festival.pk])).content.decode()
    occurrence = Occurrence.objects.get()
    assert reverse("wagtailsnippets_events_edition:edit", args=[edition.pk]) in html
    assert reverse("events_now:announce", args=[occurrence.pk]) in html
    assert f"{reverse(ADD)}?festival={festival.pk}" in html


def test_the_lists_of_snippets_open(admin, festival):
    EditionFactory(festival=festival)
    for name in ("edition", "festivalcategory", "organiser"):
        assert admin.get(reverse(f"wagtailsnippets_events_{name}:list")).status_code == 200


def edit_url(edition):
    return reverse("wagtailsnippets_events_edition:edit", args=[edition.pk])


@pytest.mark.parametrize("role", [RoleName.CALENDAR_MANAGER, RoleName.EDITOR])
def test_who_may_publish_dates_has_the_buttons_and_publishes(client, region, festival, role):
    make_roles(region.settings)
    edition = EditionFactory(festival=festival, starts_on=datetime.date(2027, 10, 23))
    client.force_login(make_person(region, role, name="somebody"))
    html = client.get(edit_url(edition)).content.decode()
    assert html.count('name="action-publish"') == 1
    assert reverse("wagtailsnippets_events_edition:unpublish", args=[edition.pk]) in html
    assert client.post(edit_url(edition), sent(festival, starts_on="2027-11-06")).status_code == 302
    assert Occurrence.objects.get().starts_on == datetime.date(2027, 11, 6)
    assert 'name="action-publish"' in client.get(reverse(ADD)).content.decode()


def test_a_writer_saves_a_draft_of_dates_and_publishes_none(client, region, festival):
    make_roles(region.settings)
    edition = EditionFactory(festival=festival, starts_on=datetime.date(2027, 10, 23))
    client.force_login(make_person(region, RoleName.WRITER, name="somebody"))
    assert "action-publish" not in client.get(edit_url(edition)).content.decode()
    client.post(edit_url(edition), sent(festival, starts_on="2027-11-06"))
    assert Occurrence.objects.get().starts_on == datetime.date(2027, 10, 23)
    unpublish = reverse("wagtailsnippets_events_edition:unpublish", args=[edition.pk])
    client.post(unpublish)
    assert Occurrence.objects.exists()


def test_a_superuser_has_each_button_once(admin, festival):
    edition = EditionFactory(festival=festival)
    assert admin.get(edit_url(edition)).content.decode().count('name="action-publish"') == 1
