"""Months and years of the calendar: what stands where, ways on, and what it costs."""

import datetime
import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from destinations.tests.factories import published
from events.models import Occurrence
from events.tests.factories import EditionFactory, FestivalFactory, edition_of_month
from events.tests.test_listing import made
from regions.clock import end_of_life

pytestmark = pytest.mark.django_db


def weekly(section, slug, first="2027-07-03", **fields):
    festival = published(FestivalFactory(parent=section, slug=slug, title=slug))
    EditionFactory(
        festival=festival,
        date_kind="weekly",
        starts_on=datetime.date.fromisoformat(first),
        ends_on=None,
        weekdays=[5],
        **fields,
    )
    return festival


def grid(reader, path):
    month = reader.get(path).context["month"]
    return {
        day.day.day: [piece.occurrence.festival.slug for piece in day.pieces]
        for week in month.weeks
        for day in week
        if day and day.pieces
    }


def test_a_month_shows_each_date_on_its_days(section, reader):
    long = published(FestivalFactory(parent=section, slug="long", heading_en="Long One"))
    EditionFactory(
        festival=long, starts_on=datetime.date(2027, 7, 3), ends_on=datetime.date(2027, 7, 5)
    )
    weekly(section, "market", until=datetime.date(2027, 7, 31))
    edition_of_month(made(section, "some-day"), 2027, 7)
    assert grid(reader, "/en/events/2027/07/") == {
        3: ["long", "market"],
        4: ["long"],
        5: ["long"],
        **{day: ["market"] for day in (10, 17, 24, 31)},
    }
    html = reader.get("/en/events/2027/07/").content.decode()
    assert '<th scope="col" abbr="Monday">Mon</th>' in html
    assert html.count("<time datetime=") == 31
    assert html.count("continues</small>") == 2
    assert "on a day that is not known yet" in html
    assert '<link rel="canonical" href="http://localhost/en/events/2027/07/">' in html
    assert "<title>July 2027 · Festivals" in html


def test_today_is_said_in_words(section, reader):
    made(section, "a", "2026-11-03")
    html = reader.get("/en/events/2026/11/").content.decode()
    assert html.count('aria-current="date"') == 1
    assert '>25</time> <b class="day__today">Today</b>' in html


def test_what_is_off_or_estimated_says_so(section, reader):
    festival = published(FestivalFactory(parent=section, slug="ritual", heading_en="Ritual"))
    EditionFactory(
        festival=festival,
        year=2027,
        date_kind="javanese",
        javanese_month=1,
        day=10,
        starts_on=None,
        ends_on=None,
    )
    day = Occurrence.objects.get().starts_on
    html = reader.get(f"/en/events/{day:%Y/%m}/").content.decode()
    assert "bar--open" in html
    assert "<small>Estimated</small>" in html
    Occurrence.objects.update(status="cancelled")
    html = reader.get(f"/en/events/{day:%Y/%m}/").content.decode()
    assert "bar--off" in html
    assert "<small>Cancelled</small>" in html


def test_a_full_day_leads_to_the_list_of_that_day(section, reader):
    for number in range(11):
        made(section, f"f{number}", "2027-07-03")
    html = reader.get("/en/events/2027/07/").content.decode()
    assert '/en/events/?from=2027-07-03&amp;to=2027-07-03">+ 7 more</a>' in html


def test_months_lead_on_from_the_first_with_a_date_to_the_last(section, reader):
    made(section, "a", "2027-05-03")
    made(section, "b", "2027-07-03")

    def around(path):
        month = reader.get(path).context["month"]
        return [link and (link.url, link.is_empty) for link in (month.previous, month.next)]

    assert around("/en/events/2027/05/") == [None, ("/en/events/2027/06/", True)]
    assert around("/en/events/2027/06/") == [
        ("/en/events/2027/05/", False),
        ("/en/events/2027/07/", False),
    ]
    assert around("/en/events/2027/07/") == [("/en/events/2027/06/", True), None]
    assert around("/en/events/1999/01/") == [None, ("/en/events/2027/05/", False)]
    assert around("/en/events/2100/01/") == [("/en/events/2027/07/", False), None]
    html = reader.get("/en/events/2027/05/").content.decode()
    assert 'rel="next nofollow" href="/en/events/2027/06/"' in html


@pytest.mark.parametrize(
    "path",
    ["/en/events/2030/", "/en/events/2030/02/", "/en/events/1900/01/", "/en/events/2200/12/"],
)
def test_what_is_empty_has_a_way_on_and_is_not_indexed(section, reader, path):
    html = reader.get(path).content.decode()
    assert "No dates are known of this" in html
    assert 'href="/en/events/"' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(
    "below",
    [
        *("9999/13/", "2027/13/", "2027/00/", "2027/7/", "1899/", "1899/12/", "2201/01/"),
        *("0000/", "99999/", "2027/07/01/", "٢٠٢٧/"),
    ],
)
def test_what_no_calendar_has_is_not_found(section, reader, below):
    assert reader.get(f"/en/events/{below}").status_code == 404


def test_a_year_names_each_series_once_a_month(section, reader):
    weekly(section, "market", until=datetime.date(2027, 8, 31))
    made(section, "a", "2027-07-01")
    response = reader.get("/en/events/2027/")
    found = {
        month.first.month: [each.festival.slug for each in month.occurrences]
        for month in response.context["programme"]
        if not month.is_empty
    }
    assert found == {7: ["a", "market"], 8: ["market"]}
    ribbon = {
        month.first.month: [each.festival.slug for each in month.dates]
        for month in response.context["months"]
        if month.dates
    }
    assert ribbon == {7: ["a", "market"]}
    html = response.content.decode()
    assert 'href="/en/events/2027.pdf"' in html
    assert "every Saturday, until 31 August 2027" in html
    assert "<title>Festivals in 2027 · Festivals" in html


def test_years_lead_to_the_nearest_that_have_dates(section, reader):
    made(section, "a", "2021-07-01", "2027-07-01", "2029-07-01")
    context = reader.get("/en/events/2027/").context
    assert context["previous_year"].url == "/en/events/2021/"
    assert context["next_year"].url == "/en/events/2029/"


@pytest.mark.parametrize("path", ["/en/events/2027/07/", "/ar/events/2027/"])
def test_many_cost_the_same_as_one(section, reader, path):
    def cost():
        reader.get(path)
        with CaptureQueriesContext(connection) as counted:
            assert reader.get(path).status_code == 200
        return len(counted)

    made(section, "a", "2027-07-03")
    made(section, "b", "2027-08-01")
    few = cost()
    for number in range(12):
        made(section, f"f{number}", f"2027-07-{number + 1:02}")
    assert cost() == few
    assert few <= 15


def test_a_full_month_is_light(section, reader):
    for number in range(120):
        festival = FestivalFactory(
            parent=section,
            slug=f"festival-{number}",
            heading_en=f"Festival of the village number {number}",
        )
        begin = datetime.date(2027, 7, number % 28 + 1)
        EditionFactory(
            festival=festival,
            starts_on=begin,
            ends_on=begin + datetime.timedelta(days=number % 4),
        )
    html = reader.get("/en/events/2027/07/").content
    assert html.count(b"Festival of the village number") >= 120
    assert len(html) <= 86_000
    assert len(gzip.compress(html, 6)) <= 12_000


@pytest.mark.parametrize("below", ["", "past/", "this-weekend/", "2027/", "2026/11/", "f/"])
def test_midnight_changes_what_is_shown(section, reader, below):
    made(section, "f", "2026-11-26")
    request = reader.get(f"/en/events/{below}").context["request"]
    midnight = datetime.datetime(2026, 11, 25, 17, tzinfo=datetime.UTC)
    assert end_of_life(request) <= midnight
