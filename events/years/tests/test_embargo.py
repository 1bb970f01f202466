"""A year that is kept back: readers find nothing of it at any address."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse

from events import confirmations
from events.models import CalendarEntry, Occurrence, YearPlan
from events.occurrences import rebuild
from events.plan import Confirmed
from events.tests.factories import EditionFactory
from events.years import embargo
from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import make_person

pytestmark = pytest.mark.django_db

D = datetime.date
#: Addresses that could tell of a date.
ADDRESSES = [
    "/en/",
    "/en/events/",
    "/en/events/?from=2027-03-01&to=2027-03-31",
    "/en/events/2027/",
    "/en/events/2027/03/",
    "/en/events/gandrung-sewu/",
    "/en/events.ics",
    "/en/events.rss",
    "/en/events.json",
    "/en/search/?q=gandrung",
    "/sitemap.xml",
]
#: What such an answer would hold.
SIGNS = ("14 March 2027", "2027-03-14", "20270314", "14 Mar", "A Moon of Silver")


@pytest.fixture
def edition(festival):
    return EditionFactory(
        festival=festival, starts_on=D(2027, 3, 14), theme_ind="Bulan", theme_en="A Moon of Silver"
    )


def said(reader, address):
    response = reader.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_readers_find_nothing_of_it_anywhere(region, edition, reader):
    told = {address for address in ADDRESSES if any(x in said(reader, address) for x in SIGNS)}
    assert told >= {
        "/en/events/", "/en/events/gandrung-sewu/", "/en/events.ics", "/en/events.json",
        "/en/events.rss", "/en/events/?from=2027-03-01&to=2027-03-31", "/en/events/2027/",
    }  # fmt: skip
    assert reader.get("/en/events/gandrung-sewu/event.ics").status_code == 200
    embargo.keep_back(region.site, 2027, launches_on=None, by=None)
    found = {
        address: [sign for sign in SIGNS if sign in said(reader, address)] for address in ADDRESSES
    }
    assert found == {address: [] for address in ADDRESSES}
    assert reader.get("/en/events/gandrung-sewu/event.ics").status_code == 404


def test_the_programme_on_paper_knows_none_of_it(region, edition, reader):
    with_it = reader.get("/en/events/2027.pdf").content
    embargo.keep_back(region.site, 2027, launches_on=None, by=None)
    without = reader.get("/en/events/2027.pdf").content
    assert with_it != without
    edition.delete()
    assert reader.get("/en/events/2027.pdf").content == without


def test_neither_publishing_nor_the_daily_command_brings_it_out(region, festival):
    YearPlan.objects.create(site=region.site, year=2027)
    edition = EditionFactory(festival=festival, starts_on=D(2027, 3, 14), live=False)
    edition.save_revision().publish()
    series = EditionFactory(
        festival=festival, season="second", year=2027, starts_on=D(2027, 1, 2), ends_on=None,
        date_kind="weekly", weekdays=[5],
    )  # fmt: skip
    call_command("extend_calendar")
    assert not Occurrence.objects.filter(edition__in=[edition, series]).exists()


def test_other_years_and_other_regions_are_as_they_were(region, other_region, festival):
    YearPlan.objects.create(site=other_region.site, year=2027)
    YearPlan.objects.create(site=region.site, year=2028)
    YearPlan.objects.create(site=region.site, year=2026, is_embargoed=False)
    EditionFactory(festival=festival, starts_on=D(2027, 3, 14))
    EditionFactory(festival=festival, starts_on=D(2026, 12, 5))
    assert Occurrence.objects.count() == 2


def test_the_launch_is_a_change_for_whoever_subscribes(region, edition):
    before = CalendarEntry.objects.get().sequence
    embargo.keep_back(region.site, 2027, launches_on=None, by=None)
    YearPlan.objects.update(is_embargoed=False)
    rebuild(edition)
    assert CalendarEntry.objects.get().sequence == before + 2


def test_rebuilding_stays_within_its_queries(edition, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        rebuild(edition)


def test_days_moved_from_another_year_are_estimated_until_they_are_confirmed(festival, reader):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 3, 14), is_estimated=True)
    assert "Estimated" in said(reader, "/en/events/gandrung-sewu/")
    assert "STATUS:TENTATIVE" in said(reader, "/en/events.ics")
    date = Occurrence.objects.get()
    certain = Confirmed(D(2027, 3, 15), D(2027, 3, 15))
    made = confirmations.confirm(date, certain, by=None, now=edition.entry.changed_at)
    found = Occurrence.objects.get()
    assert (found.status, found.starts_on) == ("scheduled", D(2027, 3, 15))
    confirmations.take_back(made, by=None, now=edition.entry.changed_at)
    assert Occurrence.objects.get().is_estimated


def test_each_of_several_runs_is_confirmed_by_itself(festival):
    edition = EditionFactory(
        festival=festival,
        starts_on=D(2027, 3, 14),
        is_estimated=True,
        more_dates=[("also", {"starts_on": D(2027, 9, 4), "ends_on": None,
                              "starts_at": None, "ends_at": None})],
    )  # fmt: skip
    first, second = Occurrence.objects.soonest_first()
    assert first.is_estimated
    assert second.is_estimated
    certain = Confirmed(D(2027, 9, 11), D(2027, 9, 11))
    confirmations.confirm(second, certain, by=None, now=edition.entry.changed_at)
    first, second = Occurrence.objects.soonest_first()
    assert (first.status, second.status, second.starts_on) == (
        "estimated", "scheduled", D(2027, 9, 11),
    )  # fmt: skip


# --- The screens ---


def url(name, *args):
    return reverse(f"events_years:{name}", args=args)


def test_keeping_a_public_year_back_asks_first_and_shows_what_would_go(client, officer, edition):
    page = client.get(url("embargo", 2027)).content.decode()
    assert "Readers see 1 date of 2027 now" in page
    assert "Gandrung Sewu" in page
    response = client.post(url("embargo", 2027), {"launches_on": "2026-12-01"})
    assert list(response.context["form"].errors) == ["take_away"]
    assert Occurrence.objects.exists()
    data = {"launches_on": "2026-12-01", "take_away": "on"}
    assert client.post(url("embargo", 2027), data).url == url("years")
    plan = YearPlan.objects.get()
    assert (plan.is_embargoed, plan.launches_on) == (True, D(2026, 12, 1))
    assert not Occurrence.objects.exists()


def test_a_launch_day_that_is_over_is_refused(client, officer):
    response = client.post(url("embargo", 2027), {"launches_on": "2026-11-24"})
    assert response.context["form"].errors == {
        "launches_on": ["This day is over. Choose today or a later day."]
    }
    assert not YearPlan.objects.exists()


def test_the_editions_form_and_listing_say_that_it_is_kept_back(client, officer, region, edition):
    edit = reverse("wagtailsnippets_events_edition:edit", args=[edition.pk])
    assert "kept back until" not in client.get(edit).content.decode()
    embargo.keep_back(region.site, 2027, launches_on=D(2026, 12, 1), by=None)
    page = client.get(edit).content.decode()
    assert "2027 is kept back until its launch on Tuesday, 1 December 2026" in page
    listing = client.get(reverse("wagtailsnippets_events_edition:list")).content.decode()
    assert "Kept back" in listing


@pytest.mark.parametrize("name", ["embargo", "next", "launch", "changed"])
def test_a_year_beyond_the_calendar_is_not_there(client, officer, name):
    assert client.get(url(name, 1899)).status_code == 404
    assert client.get(url(name, 9999)).status_code == 404


def test_a_writer_prepares_and_launches_nothing(client, region, section):
    make_roles(region.settings)
    client.force_login(make_person(region, RoleName.WRITER, name="writer"))
    addresses = [url("years"), *(url(name, 2027) for name in ("embargo", "next", "launch"))]
    for address in addresses:
        assert client.get(address).status_code == 302
        assert client.post(address).status_code in (302, 405)
    assert not YearPlan.objects.exists()


def test_another_region_is_not_there(client, officer, other_region):
    for name in ("embargo", "next", "launch", "changed"):
        address = f"{url(name, 2027)}?site={other_region.site.pk}"
        assert client.get(address).status_code == 404
        assert client.post(address, {"launch": "1"}).status_code in (404, 405)
    assert not YearPlan.objects.exists()
