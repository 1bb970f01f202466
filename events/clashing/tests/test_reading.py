"""Clashes of a region, from its rows: drafts, holidays, settings, acceptances."""

import datetime

import pytest
from django.utils import timezone

from events.clashing import reading
from events.enums import ClashRule, Severity
from events.models import ClashAcceptance, ClashSetting, Observance
from events.tests.conftest import TODAY
from events.tests.factories import (
    EditionFactory,
    FestivalCategoryFactory,
    FestivalFactory,
    RoadFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
D = datetime.date
DAY = D(2027, 7, 10)


@pytest.fixture
def venue(region):
    return VenueFactory(site=region.site, name="Taman Blambangan")


@pytest.fixture
def two(section, venue):
    """Two festivals at one venue on one day."""
    festivals = [
        FestivalFactory(parent=section, title=name, slug=name.lower(), venue=venue)
        for name in ("Jazz", "Tari")
    ]
    return [EditionFactory(festival=each, starts_on=DAY) for each in festivals]


def of_2027(region):
    return reading.of_years(region.site, 2027, 2027)


def accept(clash, note="It is large."):
    return ClashAcceptance.objects.create(
        edition_id=clash.first.edition,
        key=clash.key,
        days=clash.days,
        note=note,
        made_at=timezone.now(),
    )


def test_two_editions_at_one_venue_clash(region, two):
    [clash] = of_2027(region)
    assert (clash.rule, clash.severity) == (ClashRule.VENUE, Severity.SERIOUS)
    assert [each.name for each in clash.bookings] == ["Jazz", "Tari"]


def test_a_year_has_its_own_clashes_alone(region, two):
    assert reading.of_years(region.site, 2026, 2026) == []
    assert reading.of_years(region.site, 2028, 2028) == []


def test_another_region_has_none(region, two, other_region):
    assert reading.of_years(other_region.site, 2027, 2027) == []


def test_holidays_of_the_country_and_observances_count(region, festival):
    region.settings.country = "ID"
    region.settings.save()
    EditionFactory(festival=festival, starts_on=D(2027, 3, 7))
    assert of_2027(region) == []
    Observance.objects.create(
        site=region.site,
        name_ind="Nyepi",
        effect_ind="Penyeberangan ditutup.",
        holiday="Hari Suci Nyepi",
        days_before=1,
        severity=Severity.SERIOUS,
    )
    [clash] = of_2027(region)
    assert (clash.occasion.effect, clash.severity) == ("Penyeberangan ditutup.", Severity.SERIOUS)


def test_an_observance_of_another_region_does_not_count(region, festival, other_region):
    EditionFactory(festival=festival, starts_on=DAY)
    Observance.objects.create(site=other_region.site, name_ind="Haul", starts_on=DAY)
    assert of_2027(region) == []


def test_a_rule_is_switched_off_for_a_category(region, two, other_region):
    category = FestivalCategoryFactory(site=region.site)
    two[0].festival.category = category
    two[0].festival.save()
    setting = ClashSetting.objects.create(
        site=region.site, category=category, rule=ClashRule.VENUE, severity=Severity.OFF
    )
    assert of_2027(region) == []
    setting.category = None
    setting.site = other_region.site
    setting.save()
    assert len(of_2027(region)) == 1


def test_an_accepted_clash_says_so_until_a_date_changes(region, two):
    [clash] = of_2027(region)
    row = accept(clash)
    [silent] = of_2027(region)
    assert (silent.is_accepted, silent.note, silent.acceptance) == (True, "It is large.", row.pk)
    two[0].ends_on = DAY + datetime.timedelta(days=1)
    two[0].save()
    [loud] = of_2027(region)
    assert not loud.is_accepted


def test_an_acceptance_that_was_taken_back_counts_no_more(region, two):
    accept(of_2027(region)[0])
    ClashAcceptance.objects.all().withdraw(by=None, now=timezone.now())
    assert not of_2027(region)[0].is_accepted


def test_marks_of_a_calendar_are_each_date_and_leave_out_what_is_accepted(region, section, venue):
    for name in ("Market", "Dances"):
        festival = FestivalFactory(parent=section, title=name, slug=name.lower(), venue=venue)
        EditionFactory(
            festival=festival,
            date_kind="weekly",
            weekdays=[5],
            starts_on=D(2027, 1, 2),
            ends_on=None,
        )
    march = D(2027, 3, 1), D(2027, 3, 31)
    marks = reading.marks_of(region.site, *march)
    assert [each.starts_on.day for each in marks] == [6, 13, 20, 27]
    accept(of_2027(region)[0])
    assert reading.marks_of(region.site, *march) == []


def test_an_edition_that_is_not_saved_is_told_of_its_clashes(region, section, two, venue):
    festival = FestivalFactory(parent=section, title="Film", slug="film", venue=venue)
    draft = EditionFactory.build(festival=festival, starts_on=DAY)
    found = reading.of_edition(draft, region.site, today=TODAY)
    assert [each.other(0).name for each in found] == ["Jazz", "Tari"]


def test_an_edition_as_typed_takes_the_place_of_the_saved_one(region, two):
    two[0].starts_on = two[0].ends_on = D(2027, 8, 1)
    assert reading.of_edition(two[0], region.site, today=TODAY) == []
    two[0].starts_on = two[0].ends_on = DAY
    [clash] = reading.of_edition(two[0], region.site, today=TODAY)
    assert clash.other(two[0].pk).name == "Tari"
    accept(of_2027(region)[0])
    [silent] = reading.of_edition(two[0], region.site, today=TODAY)
    assert silent.is_accepted


def test_what_is_over_is_not_told_while_something_is_ahead(region, section, venue, two):
    festival = FestivalFactory(parent=section, title="Film", slug="film", venue=venue)
    over = EditionFactory(festival=two[0].festival, starts_on=D(2026, 1, 3))
    EditionFactory(festival=festival, starts_on=D(2026, 1, 3))
    [clash] = reading.of_edition(over, region.site, today=TODAY)
    assert clash.starts_on == D(2026, 1, 3)
    weekly = EditionFactory.build(
        festival=festival, date_kind="weekly", weekdays=[5], starts_on=D(2026, 1, 3), ends_on=None
    )
    found = reading.of_edition(weekly, region.site, today=TODAY)
    assert [each.starts_on for each in found if each.second] == [DAY, DAY]


@pytest.mark.parametrize("number", [2, 30])
def test_a_year_costs_fourteen_queries_at_most_however_many_there_are(
    region, section, venue, number, django_assert_num_queries
):
    road = RoadFactory(site=region.site)
    for count in range(number):
        festival = FestivalFactory(parent=section, slug=f"f{count}", venue=venue, roads=[road])
        EditionFactory(festival=festival, starts_on=DAY).save_revision()
    site = type(region.site).objects.get(pk=region.site.pk)
    with django_assert_num_queries(14):
        found = reading.of_years(site, 2027, 2027)
    assert len(found) == number * (number - 1)
    with django_assert_num_queries(1):
        assert reading.roads_of(found) == {str(road.pk): "Jalan Raya Banyuwangi"}
