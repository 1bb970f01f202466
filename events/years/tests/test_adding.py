"""Adding a year's editions, and taking the untouched ones back."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from destinations.tests.factories import published
from events.enums import DateKind
from events.models import Edition, Occurrence
from events.tests.factories import EditionFactory, FestivalFactory, edition_of_month
from events.years import adding

pytestmark = pytest.mark.django_db

D = datetime.date


def best(rows):
    return [(each, each.ways[0]) for each in rows if each.is_open]


def test_a_draft_is_moved_by_rule_with_its_hours_and_without_its_theme(
    region, festival, admin_user
):
    EditionFactory(
        festival=festival,
        starts_on=D(2026, 7, 11),
        hours="times",
        starts_at=datetime.time(19),
        theme_ind="Bulan",
    )
    act = adding.add(best(adding.rows(region.home, 2027)), by=admin_user)
    [edition] = act.made
    assert act.there == []
    kept = Edition.objects.get(year=2027)
    assert (kept.live, kept.is_estimated, kept.starts_on) == (False, True, D(2027, 7, 10))
    assert (kept.starts_at, kept.theme_ind) == (datetime.time(19), None)
    assert "2026" in kept.source
    assert not Occurrence.objects.filter(edition=edition).exists()
    assert adding.added(region.home, act.key) == [edition]


def test_adding_twice_says_what_was_there_and_makes_nothing(region, festival, admin_user):
    EditionFactory(festival=festival, starts_on=D(2026, 7, 11))
    chosen = best(adding.rows(region.home, 2027))
    adding.add(chosen, by=admin_user)
    again = adding.add(chosen, by=admin_user)
    assert (again.key, again.made, len(again.there)) == (None, [], 1)
    assert Edition.objects.filter(year=2027).count() == 1
    [row] = adding.rows(region.home, 2027)
    assert not row.is_open
    assert row.there is not None


def test_each_season_has_a_row_of_its_own(region, festival):
    for season, month in (("first", 3), ("second", 9)):
        EditionFactory(festival=festival, season=season, starts_on=D(2026, month, 7))
    found = adding.rows(region.home, 2027)
    assert [each.season for each in found] == ["first", "second"]
    assert [each.ways[0].plan.run.starts_on for each in found] == [D(2027, 3, 6), D(2027, 9, 6)]


def test_a_draft_of_last_year_counts_as_its_latest_draft_has_it(region, festival):
    edition = EditionFactory(festival=festival, starts_on=D(2026, 7, 11), live=False)
    edition.starts_on = edition.ends_on = D(2026, 8, 8)
    edition.save_revision()
    [row] = adding.rows(region.home, 2027)
    assert row.ways[0].plan.run.starts_on == D(2027, 8, 14)


def test_rows_are_of_one_region_category_and_choice(region, festival, other_region):
    edition_of_month(festival, 2026, 10)
    assert adding.rows(other_region.home, 2027) == []
    assert adding.rows(region.home, 2027, category=99) == []
    assert len(adding.rows(region.home, 2027, festivals=[festival.pk])) == 1
    assert adding.rows(region.home, 2027, festivals=[0]) == []


def test_rows_cost_as_many_queries_for_many_as_for_few(region, section, festival):
    def cost():
        with CaptureQueriesContext(connection) as counted:
            assert all(each.ways for each in adding.rows(region.home, 2027))
        return len(counted)

    EditionFactory(festival=festival, starts_on=D(2026, 7, 11))
    EditionFactory(festival=festival, starts_on=D(2025, 7, 12), live=False)
    few = cost()
    for number in range(5):
        more = published(FestivalFactory(parent=section, slug=f"f{number}"))
        EditionFactory(festival=more, starts_on=D(2026, 7, 11))
    assert cost() == few <= 4


def test_what_nobody_touched_is_taken_back_and_the_rest_stays(region, section, admin_user):
    for slug in ("a", "b", "c"):
        festival = published(FestivalFactory(parent=section, slug=slug, title=slug))
        EditionFactory(festival=festival, starts_on=D(2026, 7, 11))
    act = adding.add(best(adding.rows(region.home, 2027)), by=admin_user)
    saved, public, untouched = act.made
    saved.save_revision()
    public.latest_revision.publish()
    number, kept = adding.take_back(region.home, act.key, by=admin_user)
    assert number == 1
    assert {each.pk for each in kept} == {saved.pk, public.pk}
    assert not Edition.objects.filter(pk=untouched.pk).exists()


def test_an_act_of_another_region_is_none(region, festival, other_region, admin_user):
    EditionFactory(festival=festival, starts_on=D(2026, 7, 11))
    act = adding.add(best(adding.rows(region.home, 2027)), by=admin_user)
    assert adding.added(other_region.home, act.key) == []
    assert adding.take_back(other_region.home, act.key, by=admin_user) == (0, [])
    assert adding.added(region.home, uuid.uuid4()) == []
    assert Edition.objects.filter(year=2027).exists()


def test_one_that_contradicts_itself_stops_all_and_is_named(region, section, festival, admin_user):
    EditionFactory(festival=festival, starts_on=D(2026, 7, 11))
    bad = published(FestivalFactory(parent=section, slug="bad", title="Bad"))
    old = EditionFactory(festival=bad, starts_on=D(2026, 7, 11))
    Edition.objects.filter(pk=old.pk).update(hours="times", starts_at=None)
    with pytest.raises(adding.CannotAddError, match="Bad"):
        adding.add(best(adding.rows(region.home, 2027)), by=admin_user)
    assert not Edition.objects.filter(year=2027).exists()


def test_a_distance_from_a_feast_is_a_ritual_date_from_then_on(region, festival, admin_user):
    EditionFactory(festival=festival, starts_on=D(2025, 4, 7), ends_on=D(2025, 4, 8))
    EditionFactory(festival=festival, starts_on=D(2026, 3, 27), ends_on=D(2026, 3, 28))
    [made] = adding.add(best(adding.rows(region.home, 2027)), by=admin_user).made
    made.refresh_from_db()
    assert (made.date_kind, made.hijri_month, made.day, made.offset, made.lasts) == (
        DateKind.HIJRI, 10, 1, 7, 2,
    )  # fmt: skip
    assert [each.starts_on for each in made.planned()] == [D(2027, 3, 16)]
