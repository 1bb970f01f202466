"""The report of a year's clashes, accepting them, the rules, and who may do what."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.text import slugify
from wagtail.models import PageLogEntry

from destinations.tests.factories import published
from events.clashing import reading
from events.enums import ClashRule, Severity
from events.models import ClashAcceptance, ClashSetting, Observance
from events.tests.conftest import NOW
from events.tests.factories import (
    EditionFactory,
    FestivalCategoryFactory,
    FestivalFactory,
    FestivalIndexPageFactory,
    RoadFactory,
    VenueFactory,
)
from events.tests.test_rule_preview import URL as PREVIEW
from events.tests.test_viewsets import sent
from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import SECRET, make_person

pytestmark = pytest.mark.django_db
D = datetime.date
DAY = D(2027, 7, 10)
REPORT = "/admin/clashes/"
RULES = "/admin/clashes/rules/"


def clashing(region, section, *names, **facts):
    """Make festivals at one venue on one day; return their editions."""
    venue = VenueFactory(site=region.site, name=f"Field of {names[0]}")
    festivals = [
        FestivalFactory(parent=section, title=name, slug=slugify(name), venue=venue, **facts)
        for name in names
    ]
    return [EditionFactory(festival=each, starts_on=DAY) for each in festivals]


@pytest.fixture
def two(region, section):
    return clashing(region, section, "Jazz", "Tari")


@pytest.fixture
def foreign(other_region):
    """Two festivals of another region that clash."""
    section = published(FestivalIndexPageFactory(parent=other_region.home))
    return clashing(other_region, section, f"{SECRET} satu", f"{SECRET} dua")


@pytest.fixture
def as_role(client, region, section):
    def log_in(role):
        make_roles(region.settings)
        client.force_login(make_person(region, role, name=f"a-{role}"))
        return client

    return log_in


@pytest.fixture
def manager(as_role):
    return as_role(RoleName.CALENDAR_MANAGER)


def loud(region):
    return [each for each in reading.of_years(region.site, 2027, 2027) if not each.is_accepted]


def body(clash, note="It is large."):
    return {"key": clash.key, "days": clash.days, "note": note}


# --- The report ---


def test_the_report_tells_a_year_s_clashes_with_links_to_both_editions(manager, two):
    assert reverse("events_clashes:report") == REPORT
    html = manager.get(REPORT, {"year": 2027}).content.decode()
    assert "Jazz and Tari are both at Field of Jazz on Saturday, 10 July 2027." in html
    for edition in two:
        assert reverse("wagtailsnippets_events_edition:edit", args=[edition.pk]) in html


def test_a_year_without_clashes_says_so(manager, two):
    html = manager.get(REPORT, {"year": 2028}).content.decode()
    assert "No clashes in 2028." in html


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, True),
        ({"severity": "3"}, True),
        ({"severity": "1"}, False),
        ({"rule": "venue"}, True),
        ({"rule": "road"}, False),
        ({"severity": "9", "rule": "x", "category": "x", "edition": "x"}, True),
    ],
)
def test_filters_narrow_the_report_and_nonsense_is_left_out(manager, two, asked, told):
    html = manager.get(REPORT, {"year": 2027, **asked}).content.decode()
    assert ("Jazz and Tari" in html) == told


def test_the_report_is_narrowed_to_a_category_or_an_edition(manager, region, section, two):
    category = FestivalCategoryFactory(site=region.site)
    clashing(region, section, "Film", "Buku", category=category)
    html = manager.get(REPORT, {"year": 2027, "category": category.pk}).content.decode()
    assert "Buku and Film" in html
    assert "Jazz and Tari" not in html
    html = manager.get(REPORT, {"year": 2027, "edition": two[0].pk}).content.decode()
    assert "Buku and Film" not in html
    assert "Jazz and Tari" in html


@pytest.mark.parametrize("year", ["", "x", "0", "99999", "2027.5"])
def test_a_year_that_is_none_is_this_one(manager, two, year):
    assert manager.get(REPORT, {"year": year}).context["year"] == 2026


@pytest.mark.parametrize("number", [2, 12])
def test_the_report_costs_the_same_however_many_there_are(
    manager, region, section, number, django_assert_max_num_queries
):
    road = RoadFactory(site=region.site)
    clashing(region, section, *(f"F{count}" for count in range(number)), roads=[road])
    manager.get(REPORT, {"year": 2027})
    with django_assert_max_num_queries(48):
        assert manager.get(REPORT, {"year": 2027}).status_code == 200


# --- Accepting ---


def test_an_accepted_clash_is_folded_away_with_its_note_and_logged(manager, region, two):
    [clash] = loud(region)
    response = manager.post(f"{REPORT}?year=2027", body(clash), follow=True)
    assert response.redirect_chain == [(f"{REPORT}?year=2027", 302)]
    assert loud(region) == []
    row = ClashAcceptance.objects.get()
    assert (row.note, row.made_by.username) == ("It is large.", "a-calendar-manager")
    html = response.content.decode()
    assert "1 accepted" in html
    assert "It is large." in html
    assert PageLogEntry.objects.filter(action="events.accept_clash").count() == 1


def test_without_a_note_nothing_is_accepted_and_the_form_says_why(manager, region, two):
    [clash] = loud(region)
    html = manager.post(f"{REPORT}?year=2027", body(clash, note=" ")).content.decode()
    assert "Say why it stays" in html
    assert not ClashAcceptance.objects.exists()


def test_a_note_that_is_too_long_is_kept_in_the_form(manager, region, two):
    [clash] = loud(region)
    html = manager.post(f"{REPORT}?year=2027", body(clash, note="y" * 301)).content.decode()
    assert "y" * 301 in html
    assert not ClashAcceptance.objects.exists()


def test_a_clash_whose_dates_have_changed_is_not_accepted(manager, region, two):
    [clash] = loud(region)
    two[0].ends_on = DAY + datetime.timedelta(days=1)
    two[0].save()
    html = manager.post(f"{REPORT}?year=2027", body(clash), follow=True).content.decode()
    assert "a date of this clash has changed" in html
    assert not ClashAcceptance.objects.exists()


def test_accepting_twice_is_accepting_once(manager, region, two):
    [clash] = loud(region)
    for _each in range(2):
        manager.post(f"{REPORT}?year=2027", body(clash))
    assert ClashAcceptance.objects.count() == 1


def test_an_acceptance_is_taken_back_once(manager, region, two):
    [clash] = loud(region)
    manager.post(f"{REPORT}?year=2027", body(clash))
    url = reverse("events_clashes:take_back", args=[ClashAcceptance.objects.get().pk])
    for _each in range(2):
        assert manager.post(url).status_code == 302
    assert len(loud(region)) == 1
    assert PageLogEntry.objects.filter(action="events.take_back_acceptance").count() == 1
    assert manager.get(url).status_code == 405


# --- The rules ---


def rules_form(region, **chosen):
    return {name: str(int(value)) for name, value in chosen.items()}


def test_the_rules_are_saved_by_category_and_for_all(manager, region, two):
    category = FestivalCategoryFactory(site=region.site)
    data = rules_form(region, venue_all=Severity.OFF, **{f"road_{category.pk}": Severity.NOTICE})
    assert manager.post(RULES, data).status_code == 302
    found = set(ClashSetting.objects.values_list("category", "rule", "severity"))
    assert found == {(None, ClashRule.VENUE, 0), (category.pk, ClashRule.ROAD, 1)}
    assert loud(region) == []
    shown = manager.get(RULES).context["form"]
    assert shown["venue_all"].value() == 0
    manager.post(RULES, {"venue_all": ""})
    assert not ClashSetting.objects.exists()
    assert len(loud(region)) == 1


def test_a_severity_that_is_none_changes_nothing(manager, region):
    ClashSetting.objects.create(site=region.site, rule=ClashRule.VENUE, severity=0)
    html = manager.post(RULES, {"venue_all": "9"}).content.decode()
    assert "Nothing was saved" in html
    assert ClashSetting.objects.get().severity == 0


# --- Who may ---


@pytest.mark.parametrize("for_all", [True, False])
def test_no_rule_is_set_twice(region, for_all):
    category = None if for_all else FestivalCategoryFactory(site=region.site)
    kept = {"site": region.site, "category": category, "rule": ClashRule.VENUE}
    ClashSetting.objects.create(**kept, severity=Severity.OFF)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClashSetting.objects.create(**kept, severity=Severity.NOTICE)


def test_a_writer_reads_clashes_and_neither_accepts_them_nor_sets_rules(as_role, region, two):
    writer = as_role(RoleName.WRITER)
    html = writer.get(REPORT, {"year": 2027}).content.decode()
    assert "Jazz and Tari" in html
    assert 'name="note"' not in html
    assert RULES not in html
    [clash] = loud(region)
    assert writer.post(f"{REPORT}?year=2027", body(clash)).status_code in (302, 403)
    assert not ClashAcceptance.objects.exists()
    writer.post(RULES, {"venue_all": "0"})
    assert not ClashSetting.objects.exists()


def test_nothing_of_another_region_is_seen_or_changed(manager, region, other_region, foreign):
    [clash] = loud(other_region)
    html = manager.get(REPORT, {"year": 2027}).content.decode()
    assert SECRET not in html
    for url in (REPORT, RULES):
        assert manager.get(url, {"site": other_region.site.pk}).status_code == 404
        assert manager.post(f"{url}?site={other_region.site.pk}", body(clash)).status_code == 404
    manager.post(f"{REPORT}?year=2027", body(clash))
    assert not ClashAcceptance.objects.exists()
    row = ClashAcceptance.objects.create(
        edition=foreign[0], key=clash.key, days=clash.days, note=SECRET, made_at=NOW
    )
    assert manager.post(reverse("events_clashes:take_back", args=[row.pk])).status_code == 404
    category = FestivalCategoryFactory(site=other_region.site)
    manager.post(RULES, {f"venue_{category.pk}": "0"})
    assert not ClashSetting.objects.exists()


# --- In the form of an edition ---


def test_what_is_typed_is_told_of_its_clashes_before_it_is_saved(manager, region, section, two):
    film = FestivalFactory(parent=section, title="Film", slug="film", venue=two[0].festival.venue)
    html = manager.post(PREVIEW, sent(film, starts_on="2027-07-10")).content.decode()
    assert "2 clashes" in html
    assert "Film and Jazz are both at Field of Jazz" in html
    assert reverse("wagtailsnippets_events_edition:edit", args=[two[0].pk]) in html
    assert "Accept it with a note" not in html
    html = manager.post(PREVIEW, sent(film, starts_on="2027-07-11")).content.decode()
    assert "Film and Jazz" not in html


def test_a_saved_edition_leads_to_where_its_clashes_are_accepted(manager, region, two):
    url = f"{PREVIEW}?edition={two[0].pk}"
    data = sent(two[0].festival, starts_on="2027-07-10")
    html = manager.post(url, data).content.decode()
    assert "Accept it with a note" in html
    edit = reverse("wagtailsnippets_events_edition:edit", args=[two[0].pk])
    assert edit not in html
    assert "Jazz and Tari are both at" in manager.get(edit).content.decode()
    manager.post(f"{REPORT}?year=2027", body(loud(region)[0]))
    assert "Jazz and Tari" not in manager.post(url, data).content.decode()


def test_an_edition_with_a_clash_is_saved_all_the_same(manager, section, two):
    film = FestivalFactory(parent=section, title="Film", slug="film", venue=two[0].festival.venue)
    add = reverse("wagtailsnippets_events_edition:add")
    assert manager.post(add, sent(film, starts_on="2027-07-10")).status_code == 302
    assert film.editions.get().live


def test_a_festival_or_an_edition_of_another_region_gives_nothing_away(manager, two, foreign):
    data = sent(foreign[0].festival, starts_on="2027-07-10")
    assert SECRET not in manager.post(PREVIEW, data).content.decode()
    url = f"{PREVIEW}?edition={foreign[0].pk}"
    response = manager.post(url, sent(two[0].festival, starts_on="2027-07-10"))
    assert response.status_code == 404


# --- Days of the year ---


def observance(**fields):
    names = [
        f"{name}_{code}"
        for name in ("name", "effect")
        for code in ("ind", "en", "ms", "zh_hans", "ar")
    ]
    empty = dict.fromkeys([*names, "hijri_month", "starts_on", "ends_on"], "")
    return {
        **empty,
        "name_ind": "Nyepi",
        "days_before": 0,
        "days_after": 0,
        "severity": 3,
        **fields,
    }


def test_a_holiday_is_chosen_among_those_of_the_country(manager, region):
    add = reverse("wagtailsnippets_events_observance:add")
    html = manager.get(add).content.decode()
    assert '<option value="Hari Suci Nyepi">Day of Silence</option>' in html
    response = manager.post(add, observance(holiday="Hari Suci Nyepi"))
    assert response.status_code == 302, response.context["form"].errors
    assert Observance.objects.get().holiday == "Hari Suci Nyepi"


def test_a_holiday_that_the_country_does_not_have_is_refused_and_stays_typed(manager, region):
    add = reverse("wagtailsnippets_events_observance:add")
    html = manager.post(add, observance(holiday="Hari Nyepi")).content.decode()
    assert "no public holiday that is called “Hari Nyepi”" in html
    assert 'value="Hari Nyepi"' in html
    assert not Observance.objects.exists()


def test_a_name_that_the_country_gave_up_stays_while_the_rest_is_changed(manager, region):
    row = Observance.objects.create(site=region.site, name_ind="Nyepi", holiday="Tahun Baru Saka")
    edit = reverse("wagtailsnippets_events_observance:edit", args=[row.pk])
    response = manager.post(edit, observance(holiday="Tahun Baru Saka", days_before=1))
    assert response.status_code == 302, response.context["form"].errors
