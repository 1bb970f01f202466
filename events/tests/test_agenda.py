"""What a festival's page tells of its dates: series, rituals, programmes, announcements."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from destinations.tests.factories import (
    DestinationIndexPageFactory,
    DistrictFactory,
    PlaceFactory,
    published,
)
from events.agenda import Agenda
from events.models import DateChange, Festival, Occurrence
from events.occurrences import rebuild
from events.tests.conftest import TODAY
from events.tests.factories import EditionFactory, FestivalFactory, edition_of_month, venue_named
from events.tests.test_almanac import weekly

pytestmark = pytest.mark.django_db
PATH = "/en/events/gandrung-sewu/"


def page(reader, path=PATH):
    response = reader.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def ritual(festival, **fields):
    return EditionFactory(
        **{
            "festival": festival,
            "year": 2027,
            "date_kind": "javanese",
            "javanese_month": 1,
            "day": 10,
            "starts_on": None,
            "ends_on": None,
            **fields,
        }
    )


def test_a_series_says_its_rule_six_dates_and_unfolds_the_rest(section, reader):
    festival = weekly(section, "market", "2026-11-28", until=datetime.date(2027, 1, 30))
    agenda = Agenda.of(Festival.objects.get(pk=festival.pk), TODAY)
    (group,) = agenda.editions
    assert [each.starts_on.isoformat() for each in group.soon] == [
        *("2026-11-28", "2026-12-05", "2026-12-12", "2026-12-19", "2026-12-26", "2027-01-02"),
    ]
    assert len(group.later) == 4
    html = page(reader, "/en/events/market/")
    assert '<p class="date__rule">every Saturday, until 30 January 2027</p>' in html
    assert "<summary>4 further dates</summary>" in html


def test_a_ritual_date_says_its_day_and_how_far_it_may_be_off(festival, reader):
    ritual(festival, uncertainty=1)
    date = Occurrence.objects.get()
    assert date.starts_on == datetime.date(2027, 6, 15)
    html = page(reader)
    assert "Tuesday Pon · 10 Sura 1961 (Wawu)" in html
    assert (
        "It may begin a day earlier or later: on 14 June 2027 at the earliest, on 16 June 2027 at "
        "the latest."
    ) in html


def test_a_ritual_with_a_day_of_the_civil_calendar_says_its_day_too(festival, reader):
    EditionFactory(festival=festival, starts_on=datetime.date(2027, 7, 3))
    assert "date__ritual" not in page(reader)
    Festival.objects.update(kind="ritual")
    assert '<p class="date__ritual"><bdi>Saturday ' in page(reader)


def test_guests_are_told_how_to_behave(festival, reader):
    assert "As a guest" not in page(reader)
    Festival.objects.update(dress_en="A sarong.", closed_parts_ind="Doa.")
    html = page(reader)
    assert '<h2 id="etiquette-title">As a guest</h2>' in html
    assert "<h3>What to wear</h3><p>A sarong.</p>" in html
    assert '<h3>What is not for guests</h3><p dir="ltr" lang="id">Doa.</p>' in html
    assert "Taking pictures" not in html


def part(festival, slug, day, hour, venue="", until=None):
    where = venue_named(festival, venue)
    below = published(FestivalFactory(parent=festival, slug=slug, title=slug, venue=where))
    first = datetime.date.fromisoformat(day)
    timed = {"hours": "times", "starts_at": datetime.time(hour)} if hour else {}
    EditionFactory(
        festival=below, starts_on=first, ends_on=until or first, year=first.year, **timed
    )
    return below


def programme(festival):
    agenda = Agenda.of(Festival.objects.get(pk=festival.pk), TODAY)
    return [
        (
            day.first.starts_on.isoformat(),
            [(stage.name, [slot.slug for slot, _date in stage.slots]) for stage in day.stages],
        )
        for day in agenda.programme
    ]


def test_an_umbrella_shows_its_programme_by_day_and_stage(festival, reader):
    EditionFactory(
        festival=festival,
        starts_on=datetime.date(2026, 11, 23),
        ends_on=datetime.date(2026, 11, 27),
    )
    part(festival, "late", "2026-11-26", 21, "Stage A")
    part(festival, "early", "2026-11-26", 9, "Stage A")
    part(festival, "beside", "2026-11-26", 10, "Stage B")
    # The festival is on, so what was yesterday belongs to its programme still.
    part(festival, "opening", "2026-11-23", 0)
    part(festival, "years-ago", "2024-11-23", 0)
    assert programme(festival) == [
        ("2026-11-23", [("", ["opening"])]),
        ("2026-11-26", [("Stage A", ["early", "late"]), ("Stage B", ["beside"])]),
    ]
    html = page(reader)
    assert '<h3 class="programme-day__title">Thursday, 26 November 2026</h3>' in html
    assert '<h4 class="programme-day__stage"><bdi>Stage B</bdi></h4>' in html
    assert "<bdi>21:00 WIB</bdi>" in html
    assert "Parts of the festival" in html


def test_a_programme_that_is_over_is_that_of_the_last_time(festival):
    EditionFactory(festival=festival, starts_on=datetime.date(2026, 7, 1))
    EditionFactory(festival=festival, starts_on=datetime.date(2025, 7, 1))
    part(festival, "new", "2026-07-01", 9)
    part(festival, "old", "2025-07-01", 9)
    assert programme(festival) == [("2026-07-01", [("", ["new"])])]


def test_an_announcement_says_when_it_was_made_by_the_regions_clocks(festival, reader):
    edition = EditionFactory(festival=festival, starts_on=datetime.date(2027, 7, 3))
    DateChange.objects.create(
        edition=edition,
        status="cancelled",
        made_at=datetime.datetime(2026, 11, 23, 18, 5, tzinfo=datetime.UTC),
    )
    rebuild(edition)
    assert (
        '<time datetime="2026-11-24T01:05+07:00"><bdi>24 November 2026, 01:05 WIB</bdi></time>'
    ) in page(reader)


def test_facts_say_the_district_and_whether_one_gets_there_without_a_step(region, festival, reader):
    index = published(DestinationIndexPageFactory(parent=region.home))
    place = published(
        PlaceFactory(parent=index, slug="p", district=DistrictFactory(site=region.site))
    )
    Festival.objects.update(venue_place=place, step_free="partly")
    html = page(reader)
    assert "<dt>District</dt><dd><bdi>Licin</bdi></dd>" in html
    assert "Partly step-free" in html


def test_a_page_with_much_costs_no_query_more(region, festival, reader):
    index = published(DestinationIndexPageFactory(parent=region.home))
    place = published(
        PlaceFactory(parent=index, slug="p", district=DistrictFactory(site=region.site))
    )
    Festival.objects.update(venue_place=place)

    def cost():
        page(reader)
        with CaptureQueriesContext(connection) as counted:
            page(reader)
        return len(counted)

    EditionFactory(festival=festival, starts_on=datetime.date(2027, 7, 3))
    part(festival, "first", "2027-07-03", 9)
    few = cost()
    for number in range(8):
        part(festival, f"p{number}", "2027-07-03", 9, f"Stage {number}")
    edition_of_month(festival, 2028, 7)
    ritual(festival, season="second")
    assert cost() == few
    assert few <= 12
