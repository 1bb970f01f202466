"""What became of editions: said, corrected, taken back, counted, and told to readers."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from destinations.tests.factories import published
from events.models import Outcome
from events.tests.factories import EditionFactory, FestivalFactory, FestivalIndexPageFactory
from events.years import outcomes
from events.years.outcomes import Said

pytestmark = pytest.mark.django_db

D = datetime.date
NOW = datetime.datetime(2026, 11, 24, 17, 30, tzinfo=datetime.UTC)
TODAY = D(2026, 11, 25)


@pytest.fixture
def edition(festival):
    return EditionFactory(festival=festival, starts_on=D(2026, 7, 11))


def url(name, *args):
    return reverse(f"events_years:{name}", args=args)


def held(edition, **facts):
    return outcomes.say(edition, Said("held", **facts), by=None, now=NOW)


def test_readers_are_told_beside_the_past_date_in_their_own_numbers(edition, reader):
    held(edition, attendance=12000, source="loket", notes="Rahasia")
    for address in ("/en/events/past/", "/en/events/gandrung-sewu/"):
        html = reader.get(address).content.decode()
        assert "It was held." in html, address
        assert "About 12,000 visitors" in html
        assert '<bdi dir="ltr" lang="id">loket</bdi>' in html
        assert "Rahasia" not in html
    assert "12.000" in reader.get("/id/events/past/").content.decode()


def test_what_was_not_held_says_so_and_coming_dates_say_nothing(festival, edition, reader):
    EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    outcomes.say(edition, Said("not_held"), by=None, now=NOW)
    assert "It was not held." in reader.get("/en/events/gandrung-sewu/").content.decode()
    assert "It was not held." not in reader.get("/en/events/").content.decode()


def test_an_edition_of_several_days_says_it_once(festival, reader):
    edition = EditionFactory(
        festival=festival, year=2026, starts_on=D(2026, 5, 2), ends_on=None, date_kind="weekly",
        weekdays=[5], until=D(2026, 6, 27),
    )  # fmt: skip
    held(edition)
    assert reader.get("/en/events/gandrung-sewu/").content.decode().count("It was held.") == 1
    assert reader.get("/en/events/past/").content.decode().count("It was held.") == 1


def test_the_newest_counts_and_taking_back_leaves_nothing(edition, reader):
    held(edition, attendance=10, source="loket")
    newest = held(edition, attendance=20, source="loket")
    html = reader.get("/en/events/past/").content.decode()
    assert "About 20 visitors" in html
    assert "About 10 visitors" not in html
    assert outcomes.take_back(newest, by=None, now=NOW)
    assert not outcomes.take_back(newest, by=None, now=NOW)
    assert "It was held." not in reader.get("/en/events/past/").content.decode()


def test_a_number_comes_with_its_source(edition):
    with pytest.raises(ValueError, match="source"):
        held(edition, attendance=10)


def test_the_report_has_gaps_first_and_sums_up_the_years(region, section, festival, edition):
    other = published(FestivalFactory(parent=section, slug="other", title="Other"))
    late = EditionFactory(festival=other, starts_on=D(2026, 9, 1))
    EditionFactory(festival=other, starts_on=D(2025, 9, 1))
    EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    held(edition, attendance=12000, source="loket")
    found = outcomes.lines(region.home, 2026, TODAY)
    assert [(each.edition.pk, each.is_gap) for each in found] == [
        (late.pk, True), (edition.pk, False),
    ]  # fmt: skip
    assert outcomes.years(region.home, TODAY) == [
        outcomes.Year(2026, 2, 1, 12000), outcomes.Year(2025, 1, 0, None),
    ]  # fmt: skip
    assert outcomes.years(region.home, TODAY)[0].gaps == 1


def test_the_report_costs_the_same_for_many(
    region, section, festival, edition, django_assert_max_num_queries
):
    for number in range(5):
        more = published(FestivalFactory(parent=section, slug=f"f{number}"))
        held(EditionFactory(festival=more, starts_on=D(2026, 7, 11)))
    with django_assert_max_num_queries(3):
        assert len(outcomes.lines(region.home, 2026, TODAY)) == 6
    with django_assert_max_num_queries(2):
        outcomes.years(region.home, TODAY)


# --- The screens ---


def test_saying_it_is_public_at_once_logged_and_can_be_taken_back(client, officer, edition, reader):
    data = {"held": "partly", "attendance": "300", "attendance_source": "loket", "notes": "Hujan"}
    response = client.post(url("outcome", edition.pk), data)
    assert response.url == f"{url('outcomes')}?year=2026"
    made = Outcome.objects.get()
    assert (made.made_by, made.attendance, made.notes) == (officer, 300, "Hujan")
    assert "Part of it was held." in reader.get("/en/events/past/").content.decode()
    form = client.get(url("outcome", edition.pk)).context["form"]
    assert form["attendance"].value() == 300
    for _time in range(2):
        back = client.post(url("take_outcome_back", edition.pk))
        assert back.url == url("outcome", edition.pk)
    assert Outcome.objects.get().withdrawn_by == officer
    assert PageLogEntry.objects.filter(action="events.take_back_outcome").count() == 1


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({}, ["held"]),
        ({"held": "x"}, ["held"]),
        ({"held": "held", "attendance": "3"}, ["attendance_source"]),
        ({"held": "held", "attendance_source": "x"}, ["attendance"]),
        ({"held": "held", "attendance": "0", "attendance_source": "x"}, ["attendance"]),
        ({"held": "held", "attendance": "9" * 20, "attendance_source": "x"}, ["attendance"]),
        (
            {"held": "held", "attendance": "3", "attendance_source": "x" * 201},
            ["attendance_source"],
        ),
        ({"held": "not_held", "attendance": "3", "attendance_source": "x"}, ["attendance"]),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept(
    client, officer, edition, data, wrong
):
    response = client.post(url("outcome", edition.pk), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == wrong
    assert not Outcome.objects.exists()


def test_of_what_is_not_over_nothing_can_be_said(client, officer, festival):
    coming = EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    assert client.get(url("outcome", coming.pk)).status_code == 404


def test_another_regions_edition_is_not_there(client, officer, other_region):
    section = published(FestivalIndexPageFactory(parent=other_region.home))
    festival = published(FestivalFactory(parent=section, slug="x", title="Rahasia"))
    foreign = EditionFactory(festival=festival, starts_on=D(2026, 7, 11))
    for name in ("outcome", "take_outcome_back"):
        assert client.post(url(name, foreign.pk), {"held": "held"}).status_code == 404
    assert "Rahasia" not in client.get(url("outcomes")).content.decode()
    assert "Rahasia" not in client.get(url("outcomes_table")).content.decode("utf-8-sig")
    assert not Outcome.objects.exists()


def test_the_report_shows_gaps_and_gives_a_table(client, officer, festival, edition):
    html = client.get(url("outcomes")).content.decode()
    assert "Of 1 edition nobody has said what became of it." in html
    assert url("outcome", edition.pk) in html
    held(edition, attendance=300, source="+62", notes="=x")
    assert "Of every edition it is known" in client.get(url("outcomes")).content.decode()
    table = client.get(f"{url('outcomes_table')}?year=2026").content.decode("utf-8-sig")
    assert table.splitlines()[1].endswith("It was held,300,'+62,'=x")


@pytest.mark.parametrize("year", ["x", "99999", "1999", "٢٠٢٦", ""])
def test_a_year_without_editions_shows_the_last_one(client, officer, edition, year):
    assert client.get(url("outcomes"), {"year": year}).context["year"] == 2026
