import datetime
import zoneinfo

import pytest
from django.utils import timezone

from regions.clock import end_of_life, lives_until, nearest_minute, next_midnight, now_of

pytestmark = pytest.mark.django_db


def test_a_request_has_one_now_in_its_regions_zone(region, other_region, rf, monkeypatch):
    moments = iter(
        datetime.datetime(2026, 11, 24, 17, minute, tzinfo=datetime.UTC) for minute in (0, 1)
    )
    monkeypatch.setattr(timezone, "now", lambda: next(moments))
    here = rf.get("/", headers={"host": "localhost"})
    there = rf.get("/", headers={"host": "sabang.example"})
    assert now_of(here).isoformat() == "2026-11-25T00:00:00+07:00"
    assert now_of(here).isoformat() == "2026-11-25T00:00:00+07:00"
    assert now_of(there).isoformat() == "2026-11-25T02:01:00+09:00"


def test_a_request_lives_until_the_earliest_change_that_anything_on_it_named(rf):
    request = rf.get("/")
    assert end_of_life(request) is None
    noon = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
    hour = datetime.timedelta(hours=1)
    assert lives_until(request, noon) == noon
    assert lives_until(request, noon + hour) == noon
    assert lives_until(request, noon - hour) == noon - hour
    assert end_of_life(request) == noon - hour


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        ("2026-11-24T00:00:00", "2026-11-25T00:00:00+01:00"),
        ("2026-12-31T23:59:59", "2027-01-01T00:00:00+01:00"),
        # Clocks go forward that night: the day has 23 hours.
        ("2027-03-28T01:00:00", "2027-03-29T00:00:00+02:00"),
    ],
)
def test_the_next_midnight_is_the_zones_own(now, midnight):
    zone = zoneinfo.ZoneInfo("Europe/Amsterdam")
    moment = datetime.datetime.fromisoformat(now).replace(tzinfo=zone)
    assert next_midnight(moment).isoformat() == midnight


@pytest.mark.parametrize(
    ("moment", "minute"),
    [("04:52:29.999999", "04:52"), ("04:52:30", "04:53"), ("04:59:59", "05:00")],
)
def test_a_moment_is_told_to_the_nearest_minute(moment, minute):
    told = nearest_minute(datetime.datetime.fromisoformat(f"2026-11-24T{moment}"))
    assert told.isoformat() == f"2026-11-24T{minute}:00"
