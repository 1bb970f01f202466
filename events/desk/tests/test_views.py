"""The calendar in the admin: what it shows, to whom, and what it costs."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from destinations.tests.factories import DistrictFactory, published
from events.models import Edition, Observance, YearPlan
from events.tests.factories import (
    EditionFactory,
    FestivalCategoryFactory,
    FestivalFactory,
    FestivalIndexPageFactory,
    OrganiserFactory,
    VenueFactory,
    edition_of_month,
)
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db
D = datetime.date
CALENDAR = "events_desk:calendar"


def html(client, **query):
    response = client.get(reverse(CALENDAR), query)
    assert response.status_code == 200
    return response.content.decode()


def names(client, **query):
    """Return the names of the entries that are shown."""
    context = client.get(reverse(CALENDAR), query).context
    found = {
        piece.entry.name
        for month in context["months"]
        for week in month.weeks
        for day in week
        if day
        for piece in day.pieces
    }
    found |= {each.name for month in context["months"] for each in month.undated}
    for month, _url in context["year"]:
        found |= {line.entry.name for line in month.lines} | {e.name for e in month.undated}
    return found


@pytest.fixture
def at_the_desk(client, officer):
    client.force_login(officer)
    return client


def test_a_month_shows_drafts_holidays_and_where_to_add(at_the_desk, region, festival):
    edition = EditionFactory(festival=festival, starts_on=D(2026, 12, 24), live=False)
    page = html(at_the_desk, month="2026-12")
    assert "December 2026" in page
    assert "Gandrung Sewu" in page
    assert '<span class="desk-mark desk-mark--draft">Draft</span>' in page
    assert reverse("wagtailsnippets_events_edition:edit", args=[edition.pk]) in page
    assert f"{reverse('events_desk:add')}?back=month%3D2026-12&amp;on=2026-12-24" in page
    assert "Christmas" in page


def test_it_begins_with_the_regions_own_month(at_the_desk):
    # 25 November 2026, 00:30 in Jakarta.
    page = html(at_the_desk)
    assert "November 2026" in page
    assert '<td class="desk-day desk-day--silent" data-desk-day="2026-11-25" aria-current' in page


def test_an_empty_month_says_so_and_where_to_begin(at_the_desk):
    page = html(at_the_desk, month="2027-07")
    assert "Nothing is planned in July 2027." in page
    assert "Nothing in July 2027 is as the filters ask." in html(
        at_the_desk, month="2027-07", q="sego"
    )


@pytest.mark.parametrize("view", ["month", "quarter", "year"])
def test_every_view_shows_dates_and_months_alone(at_the_desk, festival, view):
    EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    other = published(FestivalFactory(parent=festival.get_parent(), slug="sego", title="Sego"))
    edition_of_month(other, 2027, 7)
    assert names(at_the_desk, view=view, month="2027-07") == {"Gandrung Sewu", "Sego"}


def test_links_lead_to_what_is_before_and_after_and_keep_the_filters(at_the_desk, region):
    FestivalCategoryFactory(site=region.site)
    context = at_the_desk.get(
        reverse(CALENDAR), {"view": "quarter", "month": "2027-02", "category": "dance"}
    ).context
    assert context["previous"].endswith("?view=quarter&month=2026-10&category=dance")
    assert context["next"].endswith("?view=quarter&month=2027-04&category=dance")
    assert context["today_url"].endswith("?view=quarter&category=dance")
    edge = at_the_desk.get(reverse(CALENDAR), {"month": "2200-12"}).context
    assert edge["next"] == ""


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"month": "2027-13"}, "Write the month like this: 2027-07."),
        ({"month": "soon"}, "Write the month like this: 2027-07."),
        ({"month": "9999-01"}, "No calendar of ours reaches that year."),
        ({"category": "nothing"}, "nothing is not one of the available choices."),
        ({"state": "x"}, "x is not one of the available choices."),
        ({"q": "a" * 101}, "at most 100 characters"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(at_the_desk, query, message):
    page = html(at_the_desk, **query)
    assert message in page
    assert "November 2026" in page


def test_an_unknown_view_is_a_month(at_the_desk):
    assert "November 2026" in html(at_the_desk, view="decade")


def test_filters(at_the_desk, region, section):
    category = FestivalCategoryFactory(site=region.site)
    district = DistrictFactory(site=region.site, slug="licin")
    organiser = OrganiserFactory(site=region.site)
    for slug, facts in (
        ("one", {"category": category}),
        ("two", {"district": district}),
        ("three", {"organiser": organiser, "venue": VenueFactory(site=region.site)}),
        ("draft", {}),
    ):
        page = published(FestivalFactory(parent=section, slug=slug, title=slug, **facts))
        EditionFactory(festival=page, starts_on=D(2027, 7, 10), live=slug != "draft")
    ritual = published(FestivalFactory(parent=section, slug="ritual", title="ritual"))
    EditionFactory(
        festival=ritual, year=2027, starts_on=None, date_kind="hijri", hijri_month=2, day=3
    )
    at = {"month": "2027-07"}
    assert names(at_the_desk, **at, category="dance") == {"one"}
    assert names(at_the_desk, **at, district="licin") == {"two"}
    assert names(at_the_desk, **at, organiser="office") == {"three"}
    assert names(at_the_desk, **at, q="BLAMBANGAN") == {"three"}
    assert names(at_the_desk, **at, q="wo") == {"two"}
    assert names(at_the_desk, **at, state="draft") == {"draft"}
    assert names(at_the_desk, **at, state="estimated") == {"ritual"}
    assert names(at_the_desk, **at, state="public") == {"one", "two", "three", "ritual"}


def test_clashes_are_marked_and_can_be_shown_alone(at_the_desk, region, section):
    venue = VenueFactory(site=region.site)
    for slug, day, at in (("one", 10, venue), ("two", 10, venue), ("three", 20, None)):
        page = published(FestivalFactory(parent=section, slug=slug, title=slug, venue=at))
        EditionFactory(festival=page, starts_on=D(2027, 7, day))
    assert "Clash: Serious" in html(at_the_desk, month="2027-07")
    assert names(at_the_desk, month="2027-07", clashes="1") == {"one", "two"}


def test_the_fasting_month_is_told_on_each_of_its_days(at_the_desk, region):
    Observance.objects.create(
        site=region.site, name_ind="Ramadan", name_en="Ramadan", hijri_month=9
    )
    page = html(at_the_desk, month="2027-02")
    assert page.count('<p class="desk-occasion">Ramadan</p>') == 3
    assert "Ramadan" in html(at_the_desk, view="year", month="2027-02")
    # No table of the Hijri calendar reaches these.
    for month in ("1900-01", "2199-01"):
        assert "Ramadan" not in html(at_the_desk, view="year", month=month)


def test_a_year_that_waits_for_its_launch_is_marked(at_the_desk, region, festival):
    YearPlan.objects.create(site=region.site, year=2027)
    EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    assert "Kept back until the launch</span>" in html(at_the_desk, month="2027-07")


# --- Whose ---


def test_another_region_is_not_shown(at_the_desk, festival, other_region):
    foreign = published(FestivalIndexPageFactory(parent=other_region.home))
    page = published(FestivalFactory(parent=foreign, slug="rahasia", title="Rahasia"))
    EditionFactory(festival=page, starts_on=D(2027, 7, 10))
    FestivalCategoryFactory(site=other_region.site, slug="secret", name_en="Rahasia")
    EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    assert names(at_the_desk, month="2027-07") == {"Gandrung Sewu"}
    assert "Rahasia" not in html(at_the_desk, month="2027-07")
    response = at_the_desk.get(reverse(CALENDAR), {"site": other_region.site.pk})
    assert response.status_code == 404


def test_who_may_only_look_sees_no_way_to_change(client, region, section, festival):
    looker = make_user(
        "looker", page=section, site=region.site, site_permissions=["events.view_edition"]
    )
    EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    client.force_login(looker)
    page = html(client, month="2027-07")
    assert "Gandrung Sewu" in page
    for control in ("data-desk-entry", "data-desk-move", "desk-day__add", "/edition/edit/"):
        assert control not in page


def test_who_keeps_no_calendar_has_none(client, section):
    client.force_login(make_user("writer", page=section))
    assert client.get(reverse(CALENDAR)).status_code in (302, 403)
    assert reverse(CALENDAR) not in client.get("/admin/").content.decode()


def test_it_is_in_the_menu(at_the_desk):
    assert reverse(CALENDAR) in at_the_desk.get("/admin/").content.decode()


# --- What it costs ---


def test_a_year_costs_the_same_however_much_there_is(at_the_desk, region, section):
    def fill(begin, end):
        for number in range(begin, end):
            page = FestivalFactory(parent=section, slug=f"f{number}", title=f"F{number}")
            edition = EditionFactory(
                festival=page,
                starts_on=D(2027, 1 + number % 12, 1 + number % 28),
                live=bool(number % 3),
            )
            if number % 2:
                edition.save_revision()
        assert Edition.objects.count() == end

    def cost():
        with CaptureQueriesContext(connection) as queries:
            html(at_the_desk, view="year", month="2027-01")
        return len(queries)

    html(at_the_desk, view="year", month="2027-01")
    fill(0, 3)
    few = cost()
    fill(3, 40)
    assert cost() == few
    # Wagtail's menu, the session, and who somebody is cost the same on every page of the admin.
    with CaptureQueriesContext(connection) as furniture:
        assert at_the_desk.get(reverse("wagtailadmin_account")).status_code == 200
    assert few - len(furniture) <= 20
