"""Feeds as they are served: the right dates in the right words, and nothing to whom has them."""

import datetime
import json
import zoneinfo
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from destinations.tests.factories import DestinationIndexPageFactory, PlaceFactory, published
from events.enums import DateKind, DayOf, FestivalKind, Hours
from events.models import CalendarEntry, Confirmation, DateChange, Edition, Occurrence
from events.occurrences import rebuild
from events.templatetags.subscriptions import links
from events.tests.conftest import NOW
from events.tests.factories import (
    EditionFactory,
    FestivalCategoryFactory,
    FestivalFactory,
    FestivalIndexPageFactory,
    edition_of_month,
    venue_named,
)
from translations import languages

pytestmark = pytest.mark.django_db
D, T, M = datetime.date, datetime.time, datetime.datetime
JAKARTA = zoneinfo.ZoneInfo("Asia/Jakarta")
FEEDS = ["/en/events.ics", "/en/events.rss", "/en/events.json"]


def made(section, slug, *days, **fields):
    festival = published(FestivalFactory(parent=section, slug=slug, title=slug, **fields))
    for day in days:
        EditionFactory(festival=festival, starts_on=D.fromisoformat(day))
    return festival


def saturdays(festival, **fields):
    return EditionFactory(
        festival=festival,
        date_kind=DateKind.WEEKLY,
        starts_on=D(2026, 12, 5),
        ends_on=None,
        weekdays=[5],
        **fields,
    )


def events(reader, path="/en/events.ics", **headers):
    response = reader.get(path, headers=headers)
    assert response.status_code == 200, response.content
    return Calendar.from_ical(response.content).events


def names(reader, path="/en/events.ics", **headers):
    return [str(event["SUMMARY"]) for event in events(reader, path, **headers)]


def data(reader, path="/en/events.json", **headers):
    response = reader.get(path, headers=headers)
    assert response.status_code == 200, response.content
    return response.json()["events"]


def items(reader, path="/en/events.rss", **headers):
    response = reader.get(path, headers=headers)
    assert response.status_code == 200, response.content
    return ElementTree.fromstring(response.content).findall("channel/item")  # noqa: S314


def announced(edition, **fields):
    change = DateChange.objects.create(edition=edition, made_at=NOW, **fields)
    rebuild(edition)
    return change


# --- Calendars ---


def test_a_calendar_says_what_a_page_says(section, region, reader):
    places = published(DestinationIndexPageFactory(parent=region.home))
    boom = published(
        PlaceFactory(
            parent=places,
            slug="boom",
            title="Pantai Boom",
            heading_en="Boom Beach",
            latitude="-8.20500",
            longitude="114.38100",
        )
    )
    dance = FestivalCategoryFactory(site=region.site, name_en="Dance, song")
    festival = published(
        FestivalFactory(
            parent=section,
            slug="gandrung-sewu",
            heading_en="A Thousand Gandrung",
            summary_en="A thousand dancers.",
            kind=FestivalKind.DANCE,
            category=dance,
            venue_place=boom,
        )
    )
    edition = EditionFactory(
        festival=festival, hours=Hours.TIMES, starts_at=T(19), ends_at=T(22), note_en="Come early."
    )
    response = reader.get("/en/events.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert calendar["X-WR-CALNAME"] == f"Festivals · {region.settings.name}"
    (event,) = calendar.events
    assert event["UID"] == f"{edition.entry.uid}@localhost"
    assert event["SUMMARY"] == "A Thousand Gandrung"
    assert event["DTSTART"].dt == M(2026, 10, 24, 19, tzinfo=JAKARTA)
    assert event["DTEND"].dt == M(2026, 10, 24, 22, tzinfo=JAKARTA)
    assert event["LOCATION"] == "Boom Beach"
    assert (event["GEO"].latitude, event["GEO"].longitude) == (-8.205, 114.381)
    assert event["CATEGORIES"].cats == ["Dance, song", "Dance"]
    assert event["URL"] == "http://localhost/en/events/gandrung-sewu/"
    assert event["DESCRIPTION"] == (
        "A thousand dancers.\n\nCome early.\n\nhttp://localhost/en/events/gandrung-sewu/"
    )
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == NOW
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")


def test_each_language_has_its_words_and_the_same_uids(section, festival, reader):
    EditionFactory(festival=festival)
    found = {code: events(reader, f"/{code}/events.ics") for code in languages.codes()}
    assert {str(event["UID"]) for (event,) in found.values()} == {
        f"{CalendarEntry.objects.get().uid}@localhost"
    }
    summaries = {code: str(event["SUMMARY"]) for code, (event,) in found.items()}
    assert (summaries["id"], summaries["en"]) == ("Gandrung Sewu", "A Thousand Gandrung")
    assert summaries["ar"] == "A Thousand Gandrung"
    assert str(found["ar"][0]["URL"]) == "http://localhost/ar/events/gandrung-sewu/"


def test_a_month_alone_is_in_no_calendar_and_in_the_others(section, festival, reader):
    edition_of_month(festival, 2027, 10)
    assert events(reader) == []
    (event,) = data(reader)
    assert (event["start"], event["end"], event["all_day"]) == ("2027-10", "2027-10", True)
    (item,) = items(reader)
    assert item.findtext("title") == "A Thousand Gandrung · October 2027"


def test_a_cancelled_date_stays_with_the_same_uid_and_a_higher_number(section, festival, reader):
    edition = EditionFactory(festival=festival)
    (before,) = events(reader)
    announced(edition, on=D(2026, 10, 24), status="cancelled", message_en="It is off.")
    (after,) = events(reader)
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["STATUS"] == "CANCELLED"
    assert after["SUMMARY"] == "Cancelled: A Thousand Gandrung"
    assert "\n\nIt is off.\n\n" in after["DESCRIPTION"]


def test_what_is_postponed_is_not_held_on_its_day_and_says_so(section, festival, reader):
    announced(EditionFactory(festival=festival), on=None, status="postponed")
    (event,) = events(reader)
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"] == "Postponed: A Thousand Gandrung"
    assert "It is not held on this day." in event["DESCRIPTION"]


def test_a_date_that_moved_is_on_its_new_day_at_its_new_place(section, festival, reader):
    festival.latitude, festival.longitude = "-8.2", "114.3"
    festival.save()
    announced(
        EditionFactory(festival=festival),
        on=D(2026, 10, 24),
        status="rescheduled",
        new_starts_on=D(2026, 10, 31),
        new_venue="Taman Blambangan",
    )
    (event,) = events(reader)
    assert event["DTSTART"].dt == D(2026, 10, 31)
    assert event["DTEND"].dt == D(2026, 11, 1)
    assert event["LOCATION"] == "Taman Blambangan"
    assert "GEO" not in event
    assert "Planned for Saturday, 24 October 2026." in event["DESCRIPTION"]


def test_a_ritual_is_tentative_until_it_is_confirmed_and_keeps_its_uid(section, festival, reader):
    edition = EditionFactory(
        festival=festival,
        year=2025,
        date_kind=DateKind.HIJRI,
        starts_on=None,
        ends_on=None,
        hijri_month=10,
        day_of=DayOf.DAY,
        day=2,
        uncertainty=1,
    )
    (before,) = events(reader)
    assert before["STATUS"] == "TENTATIVE"
    assert before["SUMMARY"] == "Estimated: A Thousand Gandrung"
    assert "it may be 1 day earlier or later." in before["DESCRIPTION"]
    Confirmation.objects.create(
        edition=edition,
        estimated_on=D(2025, 3, 31),
        starts_on=D(2025, 4, 1),
        ends_on=D(2025, 4, 1),
        hours=Hours.ALL_DAY,
        made_at=NOW,
    )
    rebuild(edition)
    (after,) = events(reader)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert (after["STATUS"], after["SUMMARY"]) == ("CONFIRMED", "A Thousand Gandrung")
    assert after["DTSTART"].dt == D(2025, 4, 1)


def test_a_series_is_one_event_and_each_change_of_it_another(section, festival, reader):
    edition = saturdays(festival, hours=Hours.TIMES, starts_at=T(19), ends_at=T(21))
    assert Occurrence.objects.count() > 100
    announced(edition, on=D(2026, 12, 12), status="cancelled")
    announced(edition, on=D(2026, 12, 19), status="rescheduled", new_starts_at=T(20))
    master, off, later = events(reader)
    assert master["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=SA"
    assert {str(each["UID"]) for each in (master, off, later)} == {f"{edition.entry.uid}@localhost"}
    assert off["RECURRENCE-ID"].dt == M(2026, 12, 12, 19, tzinfo=JAKARTA)
    assert (master["STATUS"], off["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert later["DTSTART"].dt == M(2026, 12, 19, 20, tzinfo=JAKARTA)


def test_a_series_that_is_off_is_off_beyond_what_is_written(section, festival, reader):
    announced(saturdays(festival), on=None, status="cancelled", message_en="All off.")
    (event,) = events(reader)
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Cancelled: A Thousand Gandrung")
    assert "All off." in event["DESCRIPTION"]


def test_taking_a_change_back_leaves_the_series_as_it_was(section, festival, reader):
    edition = saturdays(festival)
    change = announced(edition, on=None, status="cancelled")
    DateChange.objects.filter(pk=change.pk).update(withdrawn_at=NOW)
    rebuild(edition)
    (event,) = events(reader)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 2)


def test_a_series_stays_whole_where_one_of_its_dates_is_asked_for(section, festival, reader):
    saturdays(festival)
    made(section, "single", "2026-12-06")
    (event,) = events(reader, "/en/events.ics?from=2027-01-01&to=2027-01-31")
    assert event["DTSTART"].dt == D(2026, 12, 5)
    assert events(reader, "/en/events.ics?from=2026-12-06&to=2026-12-06")[0]["SUMMARY"] == "single"
    assert len(data(reader, "/en/events.json?from=2027-01-01&to=2027-01-31")) == 5


def test_parts_of_a_festival_are_in_it_and_in_the_feeds(section, festival, reader):
    made(festival, "parade", "2026-10-24")
    EditionFactory(festival=festival)
    assert sorted(names(reader)) == ["A Thousand Gandrung", "parade"]
    assert len(data(reader)) == len(items(reader)) == 2


def test_what_is_made_up_says_so(section, reader):
    made(section, "a", "2027-01-01", is_example=True)
    assert "made up" in events(reader)[0]["DESCRIPTION"]


def test_control_characters_reach_no_feed(section, reader):
    made(
        section,
        "a",
        "2027-01-01",
        venue=venue_named(section, "Boom\x0b\x01 Beach"),
        summary_en="Da\x08nce",
    )
    assert events(reader)[0]["LOCATION"] == "Boom Beach"
    for path in FEEDS[:2]:
        assert b"\x08" not in reader.get(path).content
    assert items(reader)[0].findtext("description").startswith("Dance")


# --- One festival ---


def test_a_festival_has_a_calendar_of_its_own_past_dates_too(section, festival, reader):
    EditionFactory(festival=festival, starts_on=D(2020, 1, 1))
    EditionFactory(festival=festival, starts_on=D(2027, 1, 1))
    made(section, "other", "2027-01-02")
    parade = made(festival, "parade", "2027-01-01")
    assert names(reader, "/en/events/gandrung-sewu/event.ics") == ["A Thousand Gandrung"] * 2
    assert names(reader, "/en/events/gandrung-sewu/parade/event.ics") == ["parade"]
    assert parade.get_full_url() == "http://localhost/id/events/gandrung-sewu/parade/"
    response = reader.get("/en/events/gandrung-sewu/event.ics")
    assert response["Content-Disposition"] == 'inline; filename="event.ics"'


@pytest.mark.parametrize(
    "path", ["events/", "events/nothing/", "", "nothing/", "events/gandrung-sewu/x/"]
)
def test_what_is_no_festival_has_no_calendar(section, festival, reader, path):
    EditionFactory(festival=festival)
    assert reader.get(f"/en/{path}event.ics").status_code == 404


def test_a_festival_without_a_day_has_no_calendar(section, festival, reader):
    path = "/en/events/gandrung-sewu/event.ics"
    assert reader.get(path).status_code == 404
    edition_of_month(festival, 2027, 10)
    assert reader.get(path).status_code == 404
    EditionFactory(festival=festival, starts_on=D(2028, 1, 1))
    assert len(events(reader, path)) == 1


# --- What is nobody's business ---


def test_drafts_and_restricted_pages_are_in_no_feed(section, reader):
    hidden = made(section, "hidden", "2027-01-01")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    draft = FestivalFactory(parent=section, slug="draft", live=False)
    EditionFactory(festival=draft, starts_on=D(2027, 1, 2))
    festival = made(section, "f")
    EditionFactory(festival=festival, starts_on=D(2027, 1, 3), live=False)
    shown = made(section, "shown", "2027-01-04")
    edition = Edition.objects.get(festival=shown)
    edition.starts_on = edition.ends_on = D(2027, 1, 5)
    edition.note = "Secret"
    edition.save_revision()
    assert [each["DTSTART"].dt for each in events(reader)] == [D(2027, 1, 4)]
    assert [each["start"] for each in data(reader)] == ["2027-01-04"]
    (item,) = items(reader)
    assert "Secret" not in item.findtext("description")
    for slug in ("hidden", "draft", "f"):
        assert reader.get(f"/en/events/{slug}/event.ics").status_code == 404


def test_another_regions_dates_are_in_its_own_feeds(section, other_region, reader):
    elsewhere = published(FestivalIndexPageFactory(parent=other_region.home, summary_en="x"))
    weh = made(elsewhere, "weh", "2027-01-01")
    made(section, "here", "2027-01-01")
    there = {"host": other_region.site.hostname}
    assert (names(reader), names(reader, **there)) == (["here"], ["weh"])
    assert [each["name"] for each in data(reader, **there)] == ["weh"]
    assert [each.findtext("link") for each in items(reader, **there)] == [
        f"http://{other_region.site.hostname}/en/events/weh/"
    ]
    (event,) = events(reader, **there)
    assert event["UID"].endswith(f"@{other_region.site.hostname}")
    assert reader.get("/en/events/weh/event.ics").status_code == 404
    assert reader.get("/en/events/weh/event.ics", headers=there).status_code == 200
    assert weh.url_path.startswith(other_region.home.url_path)


def test_without_a_section_there_are_no_feeds(region, reader):
    assert [reader.get(path).status_code for path in FEEDS] == [404] * 3


# --- Data and news ---


def test_data_has_local_times_with_their_offset(section, festival, reader):
    edition = EditionFactory(festival=festival, hours=Hours.TIMES, starts_at=T(19), ends_at=T(22))
    assert data(reader) == [
        {
            "uid": f"{edition.entry.uid}@localhost",
            "start": "2026-10-24T19:00:00+07:00",
            "end": "2026-10-24T22:00:00+07:00",
            "all_day": False,
            "status": "scheduled",
            "name": "A Thousand Gandrung",
            "url": "http://localhost/en/events/gandrung-sewu/",
            "place": "",
        }
    ]


def test_data_says_no_hour_that_nobody_knows(section, reader):
    festival = made(section, "a")
    EditionFactory(festival=festival, hours=Hours.TIMES, starts_at=T(19))
    EditionFactory(festival=festival, starts_on=D(2027, 1, 1), ends_on=D(2027, 1, 3))
    assert [(each["start"], each["end"], each["all_day"]) for each in data(reader)] == [
        ("2026-10-24T19:00:00+07:00", "2026-10-24", False),
        ("2027-01-01", "2027-01-03", True),
    ]


def test_news_begin_with_what_changed_last(section, festival, reader):
    first = EditionFactory(festival=festival)
    second = made(section, "b", "2027-01-01").editions.get()
    CalendarEntry.objects.filter(edition=second).update(changed_at=NOW + datetime.timedelta(days=1))
    response = reader.get("/en/events.rss")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = ElementTree.fromstring(response.content).find("channel")  # noqa: S314
    assert channel.findtext("language") == "en"
    itself = channel.find("{http://www.w3.org/2005/Atom}link")
    assert (itself.get("rel"), itself.get("href")) == ("self", "http://localhost/en/events.rss")
    newest, oldest = channel.findall("item")
    assert newest.findtext("guid") == f"{second.entry.uid}@localhost"
    assert newest.find("guid").get("isPermaLink") == "false"
    assert newest.findtext("pubDate") == "Wed, 25 Nov 2026 17:30:00 +0000"
    assert oldest.findtext("guid") == f"{first.entry.uid}@localhost"
    assert oldest.findtext("title") == "A Thousand Gandrung · Saturday, 24 October 2026"
    assert oldest.findtext("link") == "http://localhost/en/events/gandrung-sewu/"


def test_a_series_is_one_piece_of_news_and_its_change_another(section, festival, reader):
    edition = saturdays(festival)
    announced(edition, on=D(2026, 12, 12), status="cancelled")
    assert {(each.findtext("title"), each.findtext("guid")) for each in items(reader)} == {
        ("A Thousand Gandrung · every Saturday", f"{edition.entry.uid}@localhost"),
        (
            "Cancelled: A Thousand Gandrung · Saturday, 12 December 2026",
            f"{edition.entry.uid}@localhost/20261212",
        ),
    }


# --- Queries ---


@pytest.mark.parametrize("path", FEEDS)
def test_filters_are_those_of_the_list(section, region, reader, path):
    dance = FestivalCategoryFactory(site=region.site)
    made(section, "a", "2027-01-01", category=dance)
    made(section, "b", "2027-02-01")

    def found(query):
        return sum(
            f"/events/{slug}/" in reader.get(f"{path}?{query}").content.decode() for slug in "ab"
        )

    assert [found(query) for query in ("", "category=dance", "category=x", "from=2027-02-01")] == [
        *(2, 1, 0, 1)
    ]


@pytest.mark.parametrize(
    ("query", "field"),
    [("from=x", "from"), ("from=2027-02-02&to=2027-02-01", "to"), ("free=x", "free")],
)
def test_what_cannot_be_understood_is_told_and_no_empty_feed(section, reader, query, field):
    for path in FEEDS[:2]:
        response = reader.get(f"{path}?{query}")
        assert response.status_code == 400
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response.content.decode().startswith(f"{field}: ")
    response = reader.get(f"/en/events.json?{query}")
    assert response.status_code == 400
    assert list(json.loads(response.content)["errors"]) == [field]


@pytest.mark.parametrize("path", [*FEEDS, "/en/events/gandrung-sewu/event.ics"])
@pytest.mark.parametrize(
    "query", ["category=%00", "from=%00", "district=%ff", "from=9999-12-31", "to=0001-01-01", "%00"]
)
def test_no_query_breaks_a_feed(section, festival, reader, path, query):
    EditionFactory(festival=festival)
    assert reader.get(f"{path}?{query}").status_code in (200, 400)


# --- Again ---

ALL = [*FEEDS, "/en/events/gandrung-sewu/event.ics"]


@pytest.mark.parametrize("path", ALL)
def test_who_has_a_feed_already_is_told_so(section, festival, reader, path):
    edition = EditionFactory(festival=festival)
    first = reader.get(path)
    assert first["Last-Modified"] == "Tue, 24 Nov 2026 17:30:00 GMT"
    for header in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        again = reader.get(path, headers=header)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
    announced(edition, on=None, status="cancelled")
    assert reader.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_packed_answer_is_recognized_too(section, festival, reader):
    for day in range(1, 20):
        made(section, f"f{day}", f"2027-01-{day:02}")
    packed = reader.get("/en/events.ics", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    again = reader.get(
        "/en/events.ics",
        headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]},
    )
    assert again.status_code == 304


def test_what_is_taken_away_is_a_change(section, festival, reader, monkeypatch):
    EditionFactory(festival=festival)
    first = reader.get("/en/events.ics")
    later = NOW + datetime.timedelta(hours=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    festival.unpublish()
    again = reader.get("/en/events.ics", headers={"if-modified-since": first["Last-Modified"]})
    assert again.status_code == 200
    assert b"VEVENT" not in again.content


@pytest.mark.parametrize("path", ALL)
def test_feeds_are_read_and_nothing_else(section, festival, reader, path):
    EditionFactory(festival=festival)
    assert reader.head(path).status_code == 200
    assert reader.post(path).status_code == 405


def test_feeds_cost_the_same_for_few_and_for_many(section, region, festival, reader):
    dance = FestivalCategoryFactory(site=region.site)
    saturdays(festival)

    def cost(path):
        reader.get(path)
        with CaptureQueriesContext(connection) as counted:
            assert reader.get(path).status_code == 200
        return len(counted)

    paths = [f"{path}?from=2020-01-01" for path in ALL]
    for number in range(4):
        made(section, f"f{number}", "2027-01-01", category=dance)
    few = [cost(path) for path in paths]
    assert max(few) <= 15
    for number in range(45):
        made(section, f"g{number}", "2027-01-01", category=dance)
    assert [cost(path) for path in paths] == few


# --- Subscribing ---


def test_each_calendar_has_its_own_way_to_subscribe():
    assert links("https://x.example/en/events.ics?category=dance&free=1", "Festivals & more") == {
        "webcal": "webcal://x.example/en/events.ics?category=dance&free=1",
        "google": "https://calendar.google.com/calendar/r?cid="
        "webcal%3A%2F%2Fx.example%2Fen%2Fevents.ics%3Fcategory%3Ddance%26free%3D1",
        "outlook": "https://outlook.live.com/calendar/0/addfromweb?url="
        "https%3A%2F%2Fx.example%2Fen%2Fevents.ics%3Fcategory%3Ddance%26free%3D1"
        "&name=Festivals%20%26%20more",
        "download": "https://x.example/en/events.ics?category=dance&free=1",
    }


def test_the_links_say_how_late_they_are():
    template = Template("{% load subscriptions %}{% subscribe_links '/en/events.ics' 'F' %}")
    with override("en"):
        html = template.render(Context({"request": RequestFactory().get("/en/")}))
    assert 'href="webcal://testserver/en/events.ics"' in html
    assert "Google looks once a day or so" in html
