"""Dates as they stand after what was announced."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.enums import EventStatus, Hours
from events.schedule import Change, Dates, scheduled

DAY = datetime.date(2026, 10, 24)
LATER = datetime.date(2026, 11, 7)
EVENING = Dates(DAY, DAY, Hours.TIMES, datetime.time(19), datetime.time(22))

days = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))
lengths = st.integers(0, 30).map(lambda number: datetime.timedelta(days=number))


def test_without_announcements_all_is_as_planned():
    (only,) = scheduled([EVENING], [])
    assert (only.planned.starts_on, only.dates, only.status, only.change) == (
        DAY,
        EVENING,
        EventStatus.SCHEDULED,
        None,
    )


def test_the_last_announcement_counts_whole():
    moved = Change(1, DAY, EventStatus.RESCHEDULED, new_starts_on=LATER)
    cancelled = Change(2, DAY, EventStatus.CANCELLED)
    (only,) = scheduled([EVENING], [moved, cancelled])
    assert (only.status, only.dates.starts_on, only.change) == (EventStatus.CANCELLED, DAY, 2)


def test_an_announcement_about_everything_concerns_each_date():
    planned = [EVENING, Dates(LATER, LATER)]
    first, second = scheduled(planned, [Change(1, None, EventStatus.CANCELLED)])
    assert {first.status, second.status} == {EventStatus.CANCELLED}


def test_a_later_word_about_one_date_goes_before_one_about_all():
    planned = [EVENING, Dates(LATER, LATER)]
    all_off, one_on = (
        Change(1, None, EventStatus.CANCELLED),
        Change(2, LATER, EventStatus.SCHEDULED),
    )
    assert [each.status for each in scheduled(planned, [all_off, one_on])] == [
        EventStatus.CANCELLED,
        EventStatus.SCHEDULED,
    ]
    assert {each.status for each in scheduled(planned, [one_on, all_off])} == {
        EventStatus.CANCELLED
    }


def test_what_concerns_no_planned_day_concerns_nothing():
    (only,) = scheduled([EVENING], [Change(1, LATER, EventStatus.CANCELLED)])
    assert only.status == EventStatus.SCHEDULED


def test_a_new_time_keeps_an_end_that_lies_after_it():
    eight = EVENING.beginning_at(datetime.time(20))
    assert (eight.starts_at, eight.ends_at) == (datetime.time(20), datetime.time(22))
    assert EVENING.beginning_at(datetime.time(22)).ends_at is None


def test_a_time_for_a_day_without_one_makes_it_known():
    assert Dates(DAY, DAY).beginning_at(datetime.time(20)).hours == Hours.TIMES


@pytest.mark.parametrize(
    ("month", "last"), [((2026, 10), 31), ((2028, 2), 29), ((2027, 2), 28), ((2026, 12), 31)]
)
def test_a_month_alone_is_all_of_it(month, last):
    dates = Dates.of_month(*month)
    assert (dates.starts_on.day, dates.ends_on.day, dates.is_month_only) == (1, last, True)


def test_a_month_that_gets_a_day_is_that_day():
    dates = Dates.of_month(2026, 10).moved_to(DAY)
    assert (dates.starts_on, dates.ends_on, dates.is_month_only) == (DAY, DAY, False)


@given(days, lengths, days)
def test_a_moved_run_is_as_long_as_before_and_remembers_its_day(start, length, new):
    planned = Dates(start, start + length)
    change = Change(1, start, EventStatus.RESCHEDULED, new_starts_on=new)
    (only,) = scheduled([planned], [change])
    assert only.dates.starts_on == new
    assert only.dates.ends_on - only.dates.starts_on == length
    assert only.planned.starts_on == start


@given(st.lists(days, unique=True, max_size=6), st.lists(days, max_size=6))
def test_as_many_dates_come_out_as_are_planned(planned, announced):
    changes = [Change(key, on, EventStatus.CANCELLED) for key, on in enumerate(announced)]
    found = scheduled([Dates(each, each) for each in planned], changes)
    assert [each.planned.starts_on for each in found] == planned
    off = {each.planned.starts_on for each in found if each.status == EventStatus.CANCELLED}
    assert off == set(planned) & set(announced)
