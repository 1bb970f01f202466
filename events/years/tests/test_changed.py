"""What changed since a launch: pure, so no database."""

import datetime
from dataclasses import replace

import pytest

from events.years.changed import Told, differences

D = datetime.date


JULY = D(2027, 7, 10)


def told(edition=1, day=JULY, **facts):
    return Told(edition, edition, f"Festival {edition}", day, None, day, day, **facts)


def kinds(before, now):
    return [each.kind for each in differences(before, now)]


def test_what_is_as_it_was_is_no_change():
    assert kinds([told(), told(2)], [told(2), told()]) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"starts_on": D(2027, 7, 17), "ends_on": D(2027, 7, 17)}, ["moved"]),
        ({"status": "cancelled"}, ["cancelled"]),
        ({"status": "postponed"}, ["postponed"]),
        ({"place": "Pantai Boom"}, ["place"]),
        ({"ends_on": D(2027, 7, 11), "status": "rescheduled"}, ["moved"]),
    ],
)
def test_a_date_is_known_again_by_its_planned_day(facts, expected):
    assert kinds([told()], [replace(told(), **facts)]) == expected


def test_an_estimate_that_is_confirmed_on_another_day_has_moved_and_is_confirmed():
    before = told(status="estimated")
    now = replace(before, status="scheduled", starts_on=D(2027, 7, 11), ends_on=D(2027, 7, 11))
    assert kinds([before], [now]) == ["confirmed", "moved"]


def test_a_month_that_got_its_day():
    month = replace(told(day=D(2027, 10, 1)), ends_on=D(2027, 10, 31), is_month_only=True)
    assert kinds([month], [told(day=D(2027, 10, 23))]) == ["dated"]


def test_an_edition_planned_anew_has_moved_and_is_not_gone():
    [found] = differences([told()], [told(day=D(2027, 8, 1))])
    assert (found.kind, found.before.starts_on, found.now.starts_on) == (
        "moved", D(2027, 7, 10), D(2027, 8, 1),
    )  # fmt: skip


def test_of_a_series_dates_come_and_go():
    before = [told(day=D(2027, 7, 3), is_series=True)]
    now = [told(day=D(2027, 7, 4), is_series=True)]
    assert kinds(before, now) == ["gone", "added"]


def test_added_gone_and_on_again():
    off = told(3, status="cancelled")
    assert kinds([told(1), off], [told(2), replace(off, status="scheduled")]) == [
        "gone", "added", "on_again",
    ]  # fmt: skip


def test_another_hour_is_told():
    before = replace(told(), starts_at=datetime.time(19), planned_at=datetime.time(19))
    assert kinds([before], [replace(before, starts_at=datetime.time(20))]) == ["time"]


def test_a_snapshot_survives_being_written_down():
    date = replace(told(), planned_at=datetime.time(19), starts_at=datetime.time(19))
    assert Told.from_json(date.as_json()) == date
    assert Told.from_json({**date.as_json(), "later": 1}) == date
