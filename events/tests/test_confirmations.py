"""Confirming an estimated date in the admin: the form, what follows, and the way back."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from events.models import Confirmation, Occurrence
from events.tests.factories import EditionFactory
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db

D = datetime.date


@pytest.fixture
def estimate(festival):
    EditionFactory(
        festival=festival,
        year=2027,
        starts_on=None,
        date_kind="hijri",
        hijri_month=10,
        day=2,
    )
    return Occurrence.objects.get()


@pytest.fixture
def manager(client, section):
    user = make_user(
        "manager", page=section, page_actions=["change"], permissions=["events.add_datechange"]
    )
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(f"events_now:{name}", args=args)


def test_the_form_begins_with_the_estimate(client, manager, estimate):
    form = client.get(url("confirm", estimate.pk)).context["form"]
    assert form["starts_on"].value() == D(2027, 3, 10)


def test_confirming_is_public_at_once_and_logged(client, manager, estimate, reader):
    response = client.post(
        url("confirm", estimate.pk), {"starts_on": "2027-03-11", "starts_at": "08:00"}
    )
    made = Confirmation.objects.get()
    assert response.url == url("confirmed", made.pk)
    assert (made.made_by, made.estimated_on) == (manager, D(2027, 3, 10))
    certain = Occurrence.objects.get()
    assert (certain.starts_on, certain.starts_at) == (D(2027, 3, 11), datetime.time(8))
    html = reader.get("/en/events/gandrung-sewu/").content.decode()
    assert "11 March 2027" in html
    assert "Estimated" not in html
    assert PageLogEntry.objects.filter(action="events.confirm").count() == 1
    assert client.get(response.url).status_code == 200


def test_taking_it_back_makes_it_an_estimate_again_and_twice_does_no_more(
    client, manager, estimate
):
    client.post(url("confirm", estimate.pk), {"starts_on": "2027-03-11"})
    made = Confirmation.objects.get()
    for _time in range(2):
        assert client.post(url("unconfirm", made.pk)).url == url("confirmed", made.pk)
    assert Occurrence.objects.get().starts_on == D(2027, 3, 10)
    assert PageLogEntry.objects.filter(action="events.take_back_confirmation").count() == 1


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({}, ["starts_on"]),
        ({"starts_on": "x"}, ["starts_on"]),
        ({"starts_on": "2026-03-11"}, ["starts_on"]),
        ({"starts_on": "2027-03-11", "ends_on": "2027-03-10"}, ["ends_on"]),
        ({"starts_on": "2027-03-11", "ends_at": "10:00"}, ["starts_at"]),
        ({"starts_on": "2027-03-11", "starts_at": "10:00", "ends_at": "09:00"}, ["ends_at"]),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_changes(
    client, manager, estimate, data, wrong
):
    response = client.post(url("confirm", estimate.pk), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == wrong
    assert not Confirmation.objects.exists()


def test_a_date_that_is_certain_has_nothing_to_confirm(client, manager, festival):
    EditionFactory(festival=festival, starts_on=D(2027, 5, 1))
    assert client.get(url("confirm", Occurrence.objects.get().pk)).status_code == 404


def test_the_dates_ahead_offer_it(client, manager, estimate):
    assert url("confirm", estimate.pk) in client.get(url("ahead")).content.decode()
