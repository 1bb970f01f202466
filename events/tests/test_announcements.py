"""Publish now: live at once in every language, and nothing else with it."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import PageLogEntry

from destinations.tests.factories import DestinationIndexPageFactory, PlaceFactory, published
from events import announcements
from events.announcements import News
from events.models import DateChange, Festival, Occurrence
from events.tests.factories import EditionFactory, edition_of_month
from notices.slots import EmptySlotError
from notices.tests.factories import MOVED, ReadySentenceFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2027, 10, 23)


@pytest.fixture
def occurrence(festival):
    EditionFactory(festival=festival, starts_on=DAY, hours="times", starts_at=datetime.time(19))
    return Occurrence.objects.get()


@pytest.fixture
def postponed(region):
    return ReadySentenceFactory(site=region.site)


@pytest.fixture
def moved(region):
    return ReadySentenceFactory(
        site=region.site, slug="moved", status="rescheduled", name_ind="Pindah", **MOVED
    )


def announce(occurrence, region, sentence, news=None, *, by=None):
    return announcements.announce(
        occurrence, region.settings, sentence, news or News(), by=by, now=timezone.now()
    )


def test_facts_are_in_each_languages_own_words(occurrence, region):
    news = News(datetime.date(2027, 11, 6), datetime.time(20), "Aula")
    facts = announcements.facts(occurrence, region.settings, news)
    assert list(facts) == ["id", "en", "ms", "zh-hans", "ar"]
    assert facts["en"] == {
        "festival": "A Thousand Gandrung",
        "place": "",
        "date": "Saturday, 23 October 2027",
        "time": "19:00 WIB",
        "new_place": "Aula",
        "new_date": "Saturday, 6 November 2027",
        "new_time": "20:00 WIB",
    }
    assert facts["id"]["festival"] == "Gandrung Sewu"
    assert facts["zh-hans"]["date"] == "2027年10月23日星期六"


def test_a_venue_that_is_a_place_has_that_places_name(occurrence, region, festival):
    section = published(DestinationIndexPageFactory(parent=region.home))
    place = PlaceFactory(parent=section, slug="b", title="Pantai Boom", heading_en="Boom Beach")
    Festival.objects.filter(pk=festival.pk).update(venue_place=place)
    facts = announcements.facts(Occurrence.objects.get(), region.settings, News())
    assert (facts["id"]["place"], facts["en"]["place"]) == ("Pantai Boom", "Boom Beach")


def test_a_date_of_a_month_alone_is_named_as_such(festival, region):
    edition_of_month(festival, 2027, 10)
    facts = announcements.facts(Occurrence.objects.get(), region.settings, News())
    assert facts["en"]["date"] == "October 2027"


def test_one_choice_is_public_in_five_languages(occurrence, region, postponed, reader):
    announce(occurrence, region, postponed)
    said = {
        "id": "Gandrung Sewu pada Sabtu, 23 Oktober 2027 ditunda karena cuaca.",
        "en": "A Thousand Gandrung on Saturday, 23 October 2027 is postponed because",
        "ms": "pada Sabtu, 23 Oktober 2027 ditangguhkan kerana cuaca.",
        "zh-hans": "因天气原因，原定于2027年10月23日星期六举行的",
        "ar": "بسبب الطقس.",
    }
    for code, words in said.items():
        html = reader.get(f"/{code}/events/gandrung-sewu/").content.decode()
        assert words in html
        assert "https://schema.org/EventPostponed" in html
    assert "status--postponed" in reader.get("/en/events/").content.decode()
    assert "status--postponed" in reader.get("/en/").content.decode()


def test_nothing_of_the_pages_drafts_goes_with_it(occurrence, region, postponed, festival, reader):
    draft = Festival.objects.get(pk=festival.pk)
    draft.summary_en = "Half a sen"
    draft.save_revision()
    edition = occurrence.edition
    edition.starts_on = edition.ends_on = datetime.date(2027, 10, 30)
    edition.save_revision()
    announce(occurrence, region, postponed)
    html = reader.get("/en/events/gandrung-sewu/").content.decode()
    assert "is postponed" in html
    assert "Half a sen" not in html
    assert Occurrence.objects.get().starts_on == DAY


def test_a_date_that_moves_keeps_its_row_and_says_where_it_was(occurrence, region, moved, reader):
    news = News(datetime.date(2027, 11, 6), datetime.time(20))
    announce(occurrence, region, moved, news)
    after = Occurrence.objects.get()
    assert after.pk == occurrence.pk
    assert (after.starts_on, after.starts_at, after.planned_on) == (
        datetime.date(2027, 11, 6),
        datetime.time(20),
        DAY,
    )
    html = reader.get("/en/events/gandrung-sewu/").content.decode()
    for words in ("Planned for Saturday, 23 October 2027.", "moves to Saturday, 6 November 2027"):
        assert words in html
    assert '"previousStartDate": "2027-10-23T19:00"' in html


def test_what_nobody_knows_is_not_said_and_nothing_is_written(occurrence, region, moved):
    with pytest.raises(EmptySlotError):
        announce(occurrence, region, moved, News(datetime.date(2027, 11, 6)))
    assert not DateChange.objects.exists()
    assert Occurrence.objects.get().status == "scheduled"


def test_it_survives_the_rebuilding_of_dates(occurrence, region, postponed):
    announce(occurrence, region, postponed)
    edition = occurrence.edition
    edition.theme_ind = "Bulan"
    edition.save_revision().publish()
    assert Occurrence.objects.get().status == "postponed"


def test_what_was_said_stays_said_when_the_sentence_changes(occurrence, region, postponed):
    change = announce(occurrence, region, postponed)
    postponed.text_en = "{festival} is off, {date}."
    postponed.save()
    postponed.delete()
    change.refresh_from_db()
    with override("en"):
        assert "postponed because of the weather" in change.message


def test_taking_it_back_brings_back_what_was_before(occurrence, region, postponed, moved):
    announce(occurrence, region, postponed)
    second = announce(
        occurrence, region, moved, News(datetime.date(2027, 11, 6), datetime.time(20))
    )
    assert announcements.take_back(second, by=None, now=timezone.now())
    after = Occurrence.objects.get()
    assert (after.status, after.starts_on) == ("postponed", DAY)
    assert not announcements.take_back(second, by=None, now=timezone.now())


def test_everything_is_in_the_festivals_history(occurrence, region, postponed, admin_user):
    change = announce(occurrence, region, postponed, by=admin_user)
    announcements.check(change, by=admin_user, now=timezone.now())
    announcements.take_back(change, by=admin_user, now=timezone.now())
    actions = PageLogEntry.objects.filter(page=occurrence.festival_id, user=admin_user)
    assert set(actions.values_list("action", flat=True)) == {
        "events.announce",
        "events.check",
        "events.take_back",
    }


def test_it_is_checked_once(occurrence, region, postponed, admin_user):
    change = announce(occurrence, region, postponed)
    assert announcements.check(change, by=admin_user, now=timezone.now())
    assert not announcements.check(change, by=admin_user, now=timezone.now())


def test_a_month_that_gets_a_day_never_had_another_one(festival, region, moved, reader):
    edition_of_month(festival, 2027, 10)
    announce(
        Occurrence.objects.get(), region, moved, News(datetime.date(2027, 10, 9), datetime.time(20))
    )
    html = reader.get("/en/events/gandrung-sewu/").content.decode()
    assert "Planned for October 2027." in html
    assert '"previousStartDate": "2027-10"' in html
    assert "1 October" not in html
