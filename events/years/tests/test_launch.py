"""The launch of a year: all of it in one act, or nothing."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from destinations.tests.factories import published
from events.models import Edition, Festival, Occurrence, YearPlan
from events.tests.factories import EditionFactory, FestivalFactory, edition_of_month
from events.years import embargo, launch
from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import make_person
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db

D = datetime.date
NOW = datetime.datetime(2026, 11, 24, 17, 30, tzinfo=datetime.UTC)
MARCH = D(2027, 3, 14)


@pytest.fixture
def kept_back(region):
    return embargo.keep_back(region.site, 2027, launches_on=None, by=None)


@pytest.fixture
def editor(client, region, section):
    """Somebody who may publish pages as well, logged in."""
    make_roles(region.settings)
    user = make_person(region, RoleName.EDITOR, name="editor")
    client.force_login(user)
    return user


def draft(festival, day=MARCH, **fields):
    edition = EditionFactory(festival=festival, starts_on=day, live=False, **fields)
    edition.save_revision()
    return edition


def new_festival(section, **fields):
    """A festival that nobody has published."""
    page = FestivalFactory(parent=section, slug="new", title="New", live=False, **fields)
    page.save_revision()
    return page


def url(name, *args):
    return reverse(f"events_years:{name}", args=args)


def days():
    return list(Occurrence.objects.published().values_list("starts_on", flat=True))


def test_drafts_what_was_ready_and_new_festivals_go_live_at_once(
    region, section, festival, kept_back, editor
):
    new = new_festival(section)
    editions = [draft(festival), draft(new, D(2027, 4, 1))]
    ready = published(FestivalFactory(parent=section, slug="ready"))
    EditionFactory(festival=ready, starts_on=D(2027, 5, 1))
    left_out = draft(published(FestivalFactory(parent=section, slug="left")), D(2027, 6, 1))
    assert days() == []
    launch.launch(
        region.site,
        2027,
        editions={each.pk for each in editions},
        pages={new.pk},
        by=editor,
        now=NOW,
    )
    assert days() == [D(2027, 3, 14), D(2027, 4, 1), D(2027, 5, 1)]
    assert Festival.objects.get(pk=new.pk).live
    left_out.refresh_from_db()
    assert not left_out.live
    plan = YearPlan.objects.get()
    assert (plan.is_embargoed, plan.launched_by, plan.launched_at) == (False, editor, NOW)
    assert [each["starts_on"] for each in plan.as_launched] == [
        "2027-03-14", "2027-04-01", "2027-05-01",
    ]  # fmt: skip
    entry = PageLogEntry.objects.get(action="events.launch_year")
    assert (entry.user, entry.data["pages"]) == (editor, [new.pk])


def test_one_that_cannot_be_published_stops_all_and_is_named(
    region, section, festival, kept_back, editor
):
    fine = draft(festival)
    bad = draft(published(FestivalFactory(parent=section, slug="bad", title="Bad")), D(2027, 5, 1))
    bad.starts_on = D(2026, 5, 1)
    bad.save_revision(clean=False)
    with pytest.raises(launch.NotLaunchedError, match="Bad 2027"):
        launch.launch(region.site, 2027, editions={fine.pk, bad.pk}, pages=(), by=editor, now=NOW)
    assert YearPlan.objects.get().is_embargoed
    fine.refresh_from_db()
    assert not fine.live
    assert days() == []
    assert not PageLogEntry.objects.filter(action="events.launch_year").exists()


def test_an_error_that_nobody_thought_of_stops_all_and_is_named(
    region, festival, kept_back, editor, monkeypatch
):
    edition = draft(festival)

    def fail(*_args, **_rest):
        raise RuntimeError

    monkeypatch.setattr("events.receivers.rebuild", fail)
    with pytest.raises(launch.NotLaunchedError, match="Gandrung Sewu 2027"):
        launch.launch(region.site, 2027, editions={edition.pk}, pages=(), by=editor, now=NOW)
    assert YearPlan.objects.get().is_embargoed


def test_a_year_that_is_not_kept_back_is_not_launched(region, section, editor):
    with pytest.raises(launch.NotLaunchedError):
        launch.launch(region.site, 2027, editions=(), pages=(), by=editor, now=NOW)


def test_keys_of_another_region_and_year_are_none_of_it(
    region, other_region, festival, kept_back, editor
):
    other_year = draft(festival, D(2028, 3, 14))
    elsewhere = new_festival(other_region.home)
    foreign = draft(elsewhere)
    launch.launch(
        region.site,
        2027,
        editions={other_year.pk, foreign.pk},
        pages={elsewhere.pk},
        by=editor,
        now=NOW,
    )
    assert not Edition.objects.filter(live=True).exists()
    assert not Festival.objects.get(pk=elsewhere.pk).live


def test_who_may_not_publish_pages_shows_no_new_festival(region, section, kept_back, officer):
    new = new_festival(section)
    draft(new)
    with pytest.raises(launch.NotLaunchedError, match="New"):
        launch.launch(region.site, 2027, editions=(), pages={new.pk}, by=officer, now=NOW)


def test_a_launch_is_taken_back_on_its_day_and_not_later(
    region, section, festival, kept_back, editor
):
    new = new_festival(section)
    editions = {draft(festival).pk, draft(new, D(2027, 4, 1)).pk}
    launch.launch(region.site, 2027, editions=editions, pages={new.pk}, by=editor, now=NOW)
    tomorrow = region.settings.zone
    late = (NOW + datetime.timedelta(days=1)).astimezone(tomorrow)
    with pytest.raises(launch.NotLaunchedError):
        launch.take_back(region.site, 2027, by=editor, now=late)
    assert len(days()) == 2
    launch.take_back(region.site, 2027, by=editor, now=NOW.astimezone(tomorrow))
    assert days() == []
    assert not Festival.objects.get(pk=new.pk).live
    assert Edition.objects.filter(live=True).count() == 2
    plan = YearPlan.objects.get()
    assert (plan.is_embargoed, plan.launched_at, plan.as_launched) == (True, None, [])
    # And the next launch has nothing to publish but the festival.
    launch.launch(region.site, 2027, editions=(), pages={new.pk}, by=editor, now=NOW)
    assert len(days()) == 2


def test_an_edition_costs_a_launch_the_same_however_many_there_are(
    region, section, festival, kept_back, editor
):
    def cost(year):
        keys = set(Edition.objects.filter(year=year).values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as counted:
            launch.launch(region.site, year, editions=keys, pages=(), by=editor, now=NOW)
        return len(counted)

    embargo.keep_back(region.site, 2028, launches_on=None, by=None)
    few, many = 2, 6
    festivals = [
        published(FestivalFactory(parent=section, slug=f"f{number}")) for number in range(many)
    ]
    for each in festivals[:few]:
        draft(each)
    for each in festivals:
        draft(each, D(2028, 3, 14))
    first, second = cost(2027), cost(2028)
    assert (second - first) / (many - few) <= 45


# --- The screens ---


def test_the_checklist_counts_and_tells_what_is_wanting(
    client, section, festival, kept_back, editor
):
    new = new_festival(section)
    draft(festival, is_estimated=True)
    edition_of_month(new, 2027, 10)
    html = client.get(url("launch", 2027)).content.decode()
    context = client.get(url("launch", 2027)).context
    checklist = context["checklist"]
    assert (len(checklist.editions), checklist.estimated, checklist.month_only) == (2, 1, 1)
    assert context["pages"] == {new.pk}
    assert checklist.incomplete == 2
    assert "Festivals that readers do not know yet" in html


def test_the_programme_is_shown_before_it_is_launched(
    client, reader, section, festival, kept_back, editor
):
    edition = draft(festival)
    posted = {"edition": [edition.pk]}
    shown = client.post(url("launch", 2027), posted)
    assert [each["booking"].name for each in shown.context["programme"]] == ["Gandrung Sewu"]
    assert days() == []
    assert "14 March 2027" not in reader.get("/en/events/").content.decode()
    response = client.post(url("launch", 2027), {**posted, "launch": "1"})
    assert response.url == url("launch", 2027)
    assert "14 March 2027" in reader.get("/en/events/").content.decode()
    page = client.get(url("launch", 2027)).content.decode()
    assert url("take_back", 2027) in page
    assert client.post(url("take_back", 2027)).url == url("launch", 2027)
    assert days() == []
    assert client.get(url("take_back", 2027)).status_code == 404


def test_launching_twice_launches_once(client, festival, kept_back, editor):
    edition = draft(festival)
    for _time in range(2):
        client.post(url("launch", 2027), {"edition": [edition.pk], "launch": "1"})
    assert PageLogEntry.objects.filter(action="events.launch_year").count() == 1


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "٣", ""])
def test_what_is_not_on_the_list_is_refused(client, festival, kept_back, editor, key):
    draft(festival)
    response = client.post(url("launch", 2027), {"edition": [key], "launch": "1"})
    assert response.status_code == 200
    assert YearPlan.objects.get().is_embargoed


def test_an_edition_of_another_region_is_refused(client, other_region, festival, kept_back, editor):
    foreign = draft(new_festival(other_region.home))
    client.post(url("launch", 2027), {"edition": [foreign.pk], "launch": "1"})
    foreign.refresh_from_db()
    assert not foreign.live
    assert YearPlan.objects.get().is_embargoed


def test_a_calendar_manager_launches_and_is_offered_no_page_of_others(
    client, section, festival, kept_back, officer
):
    new = new_festival(section)
    editions = [draft(festival), draft(new, D(2027, 4, 1))]
    context = client.get(url("launch", 2027)).context
    assert context["pages"] == set()
    assert "Somebody who may publish pages" in client.get(url("launch", 2027)).content.decode()
    client.post(url("launch", 2027), {"edition": [each.pk for each in editions], "launch": "1"})
    assert days() == [D(2027, 3, 14)]


def test_who_may_only_prepare_does_not_launch(client, festival, section, region, kept_back):
    user = make_user("preparing", page=section, page_actions=["change"])
    client.force_login(user)
    assert client.post(url("launch", 2027), {"launch": "1"}).status_code == 302
    assert YearPlan.objects.get().is_embargoed


def test_what_changed_since_is_listed_and_downloaded(client, festival, kept_back, editor):
    edition = draft(festival, is_estimated=True)
    assert client.get(url("changed", 2027)).status_code == 404
    client.post(url("launch", 2027), {"edition": [edition.pk], "launch": "1"})
    assert client.get(url("changed", 2027)).context["rows"] == []
    Festival.objects.update(title="=Gandrung")
    edition.refresh_from_db()
    edition.starts_on = edition.ends_on = D(2027, 3, 21)
    edition.is_estimated = False
    edition.save()
    rows = client.get(url("changed", 2027)).context["rows"]
    assert [(str(each["kind"]), each["before"], each["now"]) for each in rows] == [
        ("Confirmed", "14 March 2027", "21 March 2027"),
        ("On other days", "14 March 2027", "21 March 2027"),
    ]
    table = client.get(url("changed_table", 2027)).content.decode("utf-8-sig")
    assert table.splitlines()[1].startswith("'=Gandrung,Confirmed")


def test_adding_editions_by_the_table_and_taking_them_back(client, section, festival, officer):
    EditionFactory(festival=festival, starts_on=D(2026, 7, 11))
    page = client.get(url("next", 2027))
    [shown] = page.context["shown"]
    assert "the second Saturday of July" in page.content.decode()
    key = shown.row.key
    data = {"row": [key], f"way-{key}": "weekday"}
    made = client.post(url("next", 2027), data)
    edition = Edition.objects.get(year=2027)
    assert edition.starts_on == D(2027, 7, 10)
    assert "10 July 2027" in client.get(made.url).content.decode()
    again = client.post(url("next", 2027), data, follow=True)
    assert "had an edition already" in again.content.decode()
    assert client.post(made.url).url == url("years")
    assert not Edition.objects.filter(year=2027).exists()
    assert client.get(made.url).status_code == 404


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Tick at least one festival."),
        ({"row": "0-only"}, "This list has changed."),
        ({"row": "KEY"}, "Nothing was added: a festival lacks a choice."),
        ({"row": "KEY", "way-KEY": "feast:x"}, "Nothing was added: a festival lacks a choice."),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is(client, festival, officer, data, message):
    EditionFactory(festival=festival, starts_on=D(2026, 7, 11))
    key = f"{festival.pk}-only"
    posted = {name.replace("KEY", key): value.replace("KEY", key) for name, value in data.items()}
    assert message in client.post(url("next", 2027), posted).content.decode()
    assert Edition.objects.count() == 1


def test_the_years_lead_to_all_of_it(client, festival, kept_back, officer):
    EditionFactory(festival=festival, starts_on=D(2026, 7, 11))
    html = client.get(url("years")).content.decode()
    for address in (url("next", 2026), url("launch", 2027), url("embargo", 2028)):
        assert address in html
    listing = client.get(reverse("wagtailsnippets_events_edition:list")).content.decode()
    assert f"{url('next', 2027)}?festival={festival.pk}" in listing
    panel = client.get(reverse("wagtailadmin_pages:edit", args=[festival.pk])).content.decode()
    assert f"{url('next', 2027)}?festival={festival.pk}" in panel
