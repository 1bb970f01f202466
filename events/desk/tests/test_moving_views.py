"""The screens that move a date: what is asked, who may, and the way back."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from destinations.tests.factories import published
from events.desk import moves
from events.models import Edition
from events.tests.factories import (
    EditionFactory,
    FestivalFactory,
    FestivalIndexPageFactory,
    VenueFactory,
    edition_of_month,
)
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db
D = datetime.date
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def at_the_desk(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def edition(festival):
    return EditionFactory(festival=festival, starts_on=D(2027, 7, 10))


def url(edition):
    return reverse("events_desk:move", args=[edition.pk])


def looked(client, edition, **query):
    """Return what the screen says of a move."""
    response = client.get(url(edition), {"on": "2027-07-10", **query})
    assert response.status_code == 200
    return response.content.decode()


def moved(client, edition, **data):
    return client.post(url(edition), {"on": "2027-07-10", "to": "2027-07-12", **data})


def test_it_asks_for_the_day_first(at_the_desk, edition):
    page = looked(at_the_desk, edition)
    assert "Until now it begins on Saturday, 10 July 2027." in page
    assert 'name="to" value="2027-07-10"' in page
    assert 'method="post"' not in page.split("<main", 1)[-1].split("desk-move", 1)[-1]


def test_it_shows_the_clashes_of_the_new_day_before_anything_is_saved(
    at_the_desk, region, section, festival, edition
):
    venue = VenueFactory(site=region.site)
    festival.venue = venue
    published(festival)
    other = published(FestivalFactory(parent=section, slug="sego", title="Sego", venue=venue))
    EditionFactory(festival=other, starts_on=D(2027, 7, 12))
    page = looked(at_the_desk, edition, to="2027-07-12")
    assert "Move Gandrung Sewu to Monday, 12 July 2027?" in page
    assert "<strong>Serious</strong>" in page
    assert "Gandrung Sewu and Sego are both at Taman Blambangan" in page
    assert "clashes with nothing" in looked(at_the_desk, edition, to="2027-09-14")
    assert not Edition.objects.get(pk=edition.pk).has_unpublished_changes


def test_a_script_gets_the_middle_of_the_page(at_the_desk, edition):
    query = {"on": "2027-07-10", "to": "2027-07-12"}
    page = at_the_desk.get(url(edition), query, headers=SCRIPT).content.decode()
    assert "<html" not in page
    assert "Move Gandrung Sewu to Monday, 12 July 2027?" in page


def test_a_month_alone_is_asked_about(at_the_desk, festival):
    edition = edition_of_month(festival, 2027, 9)
    page = at_the_desk.get(url(edition), {"on": "2027-09-01", "to": "2027-09-14"}).content.decode()
    assert "Until now only the month is known: September 2027. This settles the day." in page


def test_moving_leads_back_to_the_calendar_and_tells_what_readers_see(at_the_desk, edition):
    response = moved(at_the_desk, edition, back="view=quarter&q=gandrung&month=2027-01")
    revision = Edition.objects.get().latest_revision
    assert response.url == (
        f"/admin/calendar/?view=quarter&month=2027-07&q=gandrung&moved={revision.pk}"
    )
    page = at_the_desk.get(response.url).content.decode()
    assert "from Saturday, 10 July 2027 to Monday, 12 July 2027, as a draft." in page
    assert "Readers see the old day until the edition is published." in page
    occurrence = edition.occurrences.get()
    assert reverse("events_now:announce", args=[occurrence.pk]) in page
    assert reverse("events_desk:undo", args=[revision.pk]) in page


def test_the_way_back_stays_in_the_calendar(at_the_desk, edition):
    response = moved(at_the_desk, edition, back="https://example.org/")
    assert response.url.startswith("/admin/calendar/?month=2027-07&moved=")


def test_undo_puts_it_back_once(at_the_desk, edition):
    moved(at_the_desk, edition)
    undo = reverse("events_desk:undo", args=[Edition.objects.get().latest_revision_id])
    assert at_the_desk.get(undo).status_code == 405
    page = at_the_desk.post(undo, follow=True).content.decode()
    assert "Gandrung Sewu is back where it was." in page
    assert "desk-moved" not in page
    assert not Edition.objects.get().has_unpublished_changes
    page = at_the_desk.post(undo, follow=True).content.decode()
    assert "It was changed or published since." in page


def test_a_refusal_says_why_and_where_to_go(at_the_desk, festival):
    ritual = EditionFactory(
        festival=festival, year=2027, starts_on=None, date_kind="hijri", hijri_month=10, day=2
    )
    page = at_the_desk.get(url(ritual), {"on": "2027-03-10"}).content.decode()
    assert "This date follows from a ritual calendar." in page
    assert reverse("events_now:confirm", args=[ritual.occurrences.get().pk]) in page
    assert reverse("wagtailsnippets_events_edition:edit", args=[ritual.pk]) in page
    assert "New first day" not in page


def test_a_stale_move_is_refused_and_changes_nothing(at_the_desk, officer, edition):
    moves.move(edition, D(2027, 7, 10), D(2027, 7, 11), by=officer)
    page = moved(at_the_desk, edition).content.decode()
    assert "somebody has moved it meanwhile" in page
    assert Edition.objects.get().get_latest_revision_as_object().starts_on == D(2027, 7, 11)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"to": "tomorrow"}, "Write the day like this: 2027-10-24."),
        ({"to": ""}, "Give the new first day."),
        ({"to": "2027-07-10"}, "It is on this day already."),
        ({"to": "2300-01-01"}, "The calendar holds the years"),
        ({"on": "x", "to": "2027-07-10"}, "The address names no day."),
        ({"on": ""}, "The address names no day."),
        ({"on": "2027-07-11", "to": "2027-07-12"}, "somebody has moved it meanwhile"),
    ],
)
def test_what_cannot_be_read_is_said(at_the_desk, edition, query, message):
    assert message in looked(at_the_desk, edition, **query)
    response = moved(at_the_desk, edition, **{"to": "2027-07-10", **query})
    assert response.status_code == 200
    assert Edition.objects.get().latest_revision is None


def test_who_may_only_look_moves_nothing(client, region, section, edition, officer):
    revision = moves.move(edition, D(2027, 7, 10), D(2027, 7, 11), by=officer)
    looker = make_user(
        "looker", page=section, site=region.site, site_permissions=["events.view_edition"]
    )
    client.force_login(looker)
    undo = reverse("events_desk:undo", args=[revision.pk])
    for response in (client.get(url(edition)), moved(client, edition), client.post(undo)):
        assert response.status_code in (302, 403)
    assert Edition.objects.get().latest_revision_id == revision.pk


def test_another_regions_edition_is_not_there(at_the_desk, officer, other_region):
    foreign = published(FestivalIndexPageFactory(parent=other_region.home))
    page = published(FestivalFactory(parent=foreign, slug="rahasia", title="Rahasia"))
    edition = EditionFactory(festival=page, starts_on=D(2027, 7, 10))
    revision = moves.move(edition, D(2027, 7, 10), D(2027, 7, 11), by=officer)
    undo = reverse("events_desk:undo", args=[revision.pk])
    responses = [
        at_the_desk.get(url(edition), {"on": "2027-07-10"}),
        moved(at_the_desk, edition, on="2027-07-11"),
        at_the_desk.post(undo),
        at_the_desk.get(f"{url(edition)}?site={other_region.site.pk}"),
    ]
    assert [each.status_code for each in responses] == [404] * 4
    assert Edition.objects.get().latest_revision_id == revision.pk
    page = at_the_desk.get("/admin/calendar/", {"moved": revision.pk}).content.decode()
    assert "Rahasia" not in page


def test_only_moves_are_put_back(at_the_desk, edition):
    revision = edition.save_revision()
    assert at_the_desk.post(reverse("events_desk:undo", args=[revision.pk])).status_code == 404


def test_looking_costs_the_same_however_much_there_is(at_the_desk, section, edition):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            looked(at_the_desk, edition, to="2027-09-14")
        return len(queries)

    def fill(begin, end):
        for number in range(begin, end):
            other = FestivalFactory(parent=section, slug=f"f{number}")
            EditionFactory(festival=other, starts_on=D(2027, 7, 1 + number)).save_revision()

    cost()
    fill(0, 1)
    few = cost()
    fill(1, 10)
    assert cost() == few


def test_a_date_that_readers_were_told_of_is_not_dragged_past_it(at_the_desk, edition):
    change = edition.date_changes.create(status="scheduled", made_at=timezone.now())
    assert "Readers were told" not in looked(at_the_desk, edition, to="2027-07-12")
    for told in ({"on": D(2027, 7, 10)}, {"on": None, "status": "cancelled"}):
        edition.date_changes.filter(pk=change.pk).update(**told)
        assert "Readers were told" in looked(at_the_desk, edition, to="2027-07-12")
