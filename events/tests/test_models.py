"""Festivals, their parts and editions: what is kept apart, what the page shows."""

import datetime

import pytest

from destinations.tests.factories import published
from events.models import Edition, Festival, Occurrence
from events.tests.factories import EditionFactory, FestivalFactory, edition_of_month
from pages.tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


def test_a_part_stands_under_its_festival_and_has_no_parts(section, festival):
    part = published(FestivalFactory(parent=festival, slug="parade"))
    assert Festival.can_create_at(festival)
    assert not Festival.can_create_at(part)
    assert not Festival.can_create_at(StandardPageFactory(parent=section.get_parent(), slug="s"))


def test_a_festival_with_parts_does_not_become_a_part(section, festival):
    published(FestivalFactory(parent=festival, slug="parade"))
    other = published(FestivalFactory(parent=section, slug="other"))
    assert other.can_move_to(festival)
    assert not Festival.objects.get(pk=festival.pk).can_move_to(other)


def test_a_draft_of_an_edition_moves_no_date(festival):
    edition = EditionFactory(festival=festival, starts_on=datetime.date(2027, 1, 5))
    edition.starts_on = edition.ends_on = datetime.date(2027, 2, 6)
    edition.save_revision()
    assert Occurrence.objects.get().starts_on == datetime.date(2027, 1, 5)
    edition.latest_revision.publish()
    assert Occurrence.objects.get().starts_on == datetime.date(2027, 2, 6)


def test_an_old_draft_of_the_page_brings_no_old_date_back(festival):
    EditionFactory(festival=festival, starts_on=datetime.date(2027, 1, 5))
    old = festival.save_revision()
    Edition.objects.update(starts_on=datetime.date(2027, 3, 7))
    old.publish()
    assert Edition.objects.get().starts_on == datetime.date(2027, 3, 7)


def test_a_translation_of_the_theme_knows_what_it_was_made_from(festival):
    edition = EditionFactory(festival=festival, theme_ind="Bulan")
    edition.theme_en = "Moon"
    edition.save_revision().publish()
    assert list(Edition.objects.get().translation_meta) == ["theme:en"]


def test_the_page_shows_dates_theme_source_and_what_was_before(festival, reader):
    EditionFactory(
        festival=festival,
        starts_on=datetime.date(2027, 10, 23),
        hours="times",
        starts_at=datetime.time(19),
        ends_at=datetime.time(22),
        theme_ind="Bulan",
        theme_en="Moon",
        source="The office",
        checked_on=datetime.date(2026, 11, 1),
    )
    EditionFactory(festival=festival, starts_on=datetime.date(2025, 10, 25))
    html = reader.get("/en/events/gandrung-sewu/").content.decode()
    for words in (
        "Saturday, 23 October 2027",
        "19:00–22:00 WIB",
        "Moon",
        "The office",
        "Last checked 1 November 2026",
        "Past editions",
        "Saturday, 25 October 2025",
    ):
        assert words in html
    assert "19.00–22.00 WIB" in reader.get("/id/events/gandrung-sewu/").content.decode()


def test_the_page_says_that_only_the_month_is_known(festival, reader):
    edition_of_month(festival, 2027, 10)
    html = reader.get("/en/events/gandrung-sewu/").content.decode()
    assert '<time datetime="2027-10">October 2027</time>' in html
    assert "(the day is not known yet)" in html


def test_an_example_says_so(section, reader):
    published(FestivalFactory(parent=section, slug="made-up", is_example=True))
    html = reader.get("/en/events/made-up/").content.decode()
    assert "This festival is made up" in html


def test_a_page_without_dates_says_so(festival, reader):
    html = reader.get("/en/events/gandrung-sewu/").content.decode()
    assert "No coming date is known yet." in html


def test_a_part_names_its_festival_and_the_festival_its_parts(festival, reader):
    part = published(FestivalFactory(parent=festival, slug="parade", heading_en="The parade"))
    EditionFactory(festival=part, starts_on=datetime.date(2027, 7, 11))
    whole = reader.get("/en/events/gandrung-sewu/").content.decode()
    assert "The parade" in whole
    assert "Sunday, 11 July 2027" in whole
    below = reader.get("/en/events/gandrung-sewu/parade/").content.decode()
    assert "Part of" in below
    assert "A Thousand Gandrung" in below
