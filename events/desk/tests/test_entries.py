import datetime

import pytest

from events import bookings
from events.desk.entries import entries_of
from events.desk.enums import Mark
from events.enums import Severity
from events.tests.factories import EditionFactory, edition_of_month

pytestmark = pytest.mark.django_db
D = datetime.date
YEAR = D(2027, 1, 1), D(2027, 12, 31)
NOW = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)


def found(region, **given):
    return entries_of(bookings.planned_in(region.home, *YEAR), *YEAR, **given)


def test_what_readers_see_has_no_mark(region, festival):
    EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    [entry] = found(region)
    assert entry.marks == ()
    assert entry.is_public
    assert entry.can_move


def test_a_draft_and_a_changed_one_are_told_apart(region, festival):
    EditionFactory(festival=festival, starts_on=D(2027, 7, 10), live=False)
    other = EditionFactory(festival=festival, starts_on=D(2027, 8, 1), season="second")
    other.starts_on = other.ends_on = D(2027, 8, 2)
    other.save_revision()
    assert [each.marks for each in found(region)] == [(Mark.DRAFT,), (Mark.CHANGED,)]


def test_the_edition_of_a_page_that_is_a_draft_is_one(region, festival):
    EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    festival.unpublish()
    assert found(region)[0].marks == (Mark.DRAFT,)


def test_a_year_that_waits_for_its_launch_is_kept_back(region, festival):
    EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    [entry] = found(region, kept_back={2027})
    assert entry.marks == (Mark.KEPT_BACK,)
    assert not entry.is_public


@pytest.mark.parametrize("status", ["cancelled", "postponed", "rescheduled"])
def test_what_readers_were_told_is_a_mark_and_no_drag_changes_it(region, festival, status):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    edition.date_changes.create(status=status, made_at=NOW)
    [entry] = found(region)
    assert entry.marks == (Mark(status),)
    assert not entry.can_move


def test_a_series_and_an_estimate_are_not_moved(region, festival):
    EditionFactory(
        festival=festival, starts_on=D(2027, 7, 1), date_kind="weekly", weekdays=[5], count=2
    )
    EditionFactory(
        festival=festival,
        year=2027,
        season="second",
        starts_on=None,
        date_kind="hijri",
        hijri_month=10,
        day=2,
    )
    ritual, *series = found(region)
    assert ritual.marks == (Mark.ESTIMATED,)
    assert [each.marks for each in series] == [(Mark.SERIES,)] * 2
    assert not any(each.can_move for each in (ritual, *series))


def test_several_times_of_a_day_are_one_entry(region, festival):
    EditionFactory(
        festival=festival,
        starts_on=D(2027, 7, 10),
        hours="times",
        starts_at="09:00",
        more_dates=[
            {"type": "session", "value": {"starts_at": "15:30", "ends_at": None}},
            {"type": "also", "value": {"starts_on": "2027-07-12"}},
        ],
    )
    first, second = found(region)
    assert first.times == (datetime.time(9), datetime.time(15, 30))
    assert second.starts_on == D(2027, 7, 12)
    assert second.can_move


def test_a_month_alone_can_be_given_a_day(region, festival):
    edition_of_month(festival, 2027, 9)
    [entry] = found(region)
    assert entry.is_month_only
    assert entry.can_move


def test_the_most_serious_clash_is_that_of_its_first_day(region, festival):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 7, 10))
    [entry] = found(region, severities={(edition.pk, D(2027, 7, 10)): 3})
    assert entry.clash == Severity.SERIOUS
