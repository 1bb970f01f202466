import datetime
import zoneinfo
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions import sunlight
from regions.sunlight import (
    BELOW_HORIZON,
    HORIZON,
    Point,
    SkyStep,
    elevation,
    next_change,
    next_sunrise,
    sky,
    step_at,
)

WATU_DODOL = Point(-8.0946, 114.4117)
SABANG = Point(5.89, 95.32)
MERAUKE = Point(-8.5, 140.4)
WIB = zoneinfo.ZoneInfo("Asia/Jakarta")
WIT = zoneinfo.ZoneInfo("Asia/Jayapura")
SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)

moments = st.datetimes(
    datetime.datetime(1950, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime.datetime(2099, 12, 31),  # noqa: DTZ001
    timezones=st.just(datetime.UTC),
)
leap_days = st.sampled_from([1952, 2000, 2024, 2028]).flatmap(
    lambda year: st.times().map(
        lambda time: datetime.datetime.combine(datetime.date(year, 2, 29), time, datetime.UTC)
    )
)
indonesia = st.builds(Point, st.floats(-11, 6), st.floats(95, 141))
world = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))

#: What may follow what where the sun climbs past every limit each day. Golden comes twice.
FOLLOWS = {
    SkyStep.NIGHT: {SkyStep.NAUTICAL},
    SkyStep.NAUTICAL: {SkyStep.FIRST},
    SkyStep.FIRST: {SkyStep.GOLDEN},
    SkyStep.GOLDEN: {SkyStep.DAY, SkyStep.DUSK},
    SkyStep.DAY: {SkyStep.GOLDEN},
    SkyStep.DUSK: {SkyStep.NIGHT},
}


def at(text, zone=WIB):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone)


# --- Against almanacs ---


# From PyEphem 4 (VSOP87), its horizon at -0:50 and no air: how almanacs define it.
@pytest.mark.parametrize(
    ("point", "zone", "sunrise"),
    [
        (WATU_DODOL, WIB, "2026-03-20T05:26:26"),
        (WATU_DODOL, WIB, "2026-06-21T05:34:31"),
        (WATU_DODOL, WIB, "2026-09-22T05:12:09"),
        (WATU_DODOL, WIB, "2026-11-04T04:53:31"),
        (WATU_DODOL, WIB, "2026-11-24T04:53:05"),
        (WATU_DODOL, WIB, "2026-12-21T05:02:19"),
        (WATU_DODOL, WIB, "2027-02-10T05:24:37"),
        (WATU_DODOL, WIB, "2027-07-10T05:37:23"),
        (WATU_DODOL, WIB, "2028-02-29T05:26:57"),
        (SABANG, WIB, "2026-06-21T06:26:31"),
        (SABANG, WIB, "2028-02-29T06:51:06"),
        (MERAUKE, WIT, "2026-12-21T05:17:36"),
    ],
)
def test_the_sun_rises_when_almanacs_say(point, zone, sunrise):
    expected = at(sunrise, zone)
    found = next_sunrise(point, expected.replace(hour=0, minute=0, second=0))
    assert abs(found - expected) < datetime.timedelta(seconds=5)


def test_a_day_at_watu_dodol_goes_through_every_step():
    found = sky(WATU_DODOL, WIB, at("2026-11-24T00:00:00"), place="Watu Dodol")
    assert found.step == SkyStep.NIGHT
    assert [(change.moment.isoformat(), change.step.value) for change in found.changes] == [
        ("2026-11-24T03:37:57+07:00", "nautical"),
        ("2026-11-24T04:30:40+07:00", "first"),
        ("2026-11-24T04:53:04+07:00", "golden"),
        ("2026-11-24T05:31:07+07:00", "day"),
        ("2026-11-24T16:46:48+07:00", "golden"),
        ("2026-11-24T17:24:52+07:00", "dusk"),
        ("2026-11-24T18:40:04+07:00", "night"),
        ("2026-11-25T03:38:00+07:00", "nautical"),
        ("2026-11-25T04:30:48+07:00", "first"),
        ("2026-11-25T04:53:14+07:00", "golden"),
        ("2026-11-25T05:31:19+07:00", "day"),
    ]
    assert found.until == found.changes[0].moment
    assert found.sunrise.isoformat() == "2026-11-24T04:53:04+07:00"
    assert found.sunrise.tzinfo is WIB
    assert found.place == "Watu Dodol"


@pytest.mark.parametrize(
    ("moment", "height"),
    [
        ("03:37:57", -18),
        ("04:30:40", -6),
        ("04:53:04", HORIZON),
        ("05:31:07", 8),
        ("17:24:52", HORIZON),
    ],
)
def test_steps_change_at_the_heights_that_define_them(moment, height):
    assert elevation(WATU_DODOL, at(f"2026-11-24T{moment}")) == pytest.approx(height, abs=0.005)


def test_the_second_of_a_change_belongs_to_the_new_step():
    change = at("2026-11-24T04:53:04")
    assert step_at(WATU_DODOL, change - SECOND) == SkyStep.FIRST
    assert step_at(WATU_DODOL, change) == SkyStep.GOLDEN
    assert next_change(WATU_DODOL, change - SECOND) == (change, SkyStep.GOLDEN)
    assert next_change(WATU_DODOL, change) == (at("2026-11-24T05:31:07"), SkyStep.DAY)
    assert next_sunrise(WATU_DODOL, change).astimezone(WIB) == at("2026-11-25T04:53:14")


def test_the_same_moment_in_another_zone_has_the_same_sky():
    moment = at("2026-11-24T05:00:00")
    for zone in (datetime.UTC, WIT):
        assert step_at(WATU_DODOL, moment.astimezone(zone)) == SkyStep.GOLDEN
        assert next_change(WATU_DODOL, moment.astimezone(zone)) == next_change(WATU_DODOL, moment)


# --- Rules ---


@given(indonesia, moments)
def test_over_indonesia_the_steps_follow_one_another(point, now):
    steps = [step_at(point, now)] + [step for _moment, step in sky(point, WIB, now).changes]
    assert len(steps) >= 7
    assert set(steps) == set(SkyStep)
    for before, after in pairwise(steps):
        assert after in FOLLOWS[before]


@given(indonesia, moments | leap_days)
def test_over_indonesia_the_sun_rises_within_a_day(point, now):
    found = sky(point, WIB, now)
    # A few seconds more: each morning is a little later for half of the year.
    assert now < found.sunrise <= now + DAY + datetime.timedelta(minutes=1)
    assert step_at(point, found.sunrise) == SkyStep.GOLDEN
    assert step_at(point, found.sunrise - SECOND) == SkyStep.FIRST
    assert found.sunrise == next_sunrise(point, now)


@given(world, moments | leap_days)
def test_every_change_changes_the_step_and_they_ascend(point, now):
    found = sky(point, WIB, now)
    for moment, step in found.changes:
        assert moment.microsecond == 0
        assert step_at(point, moment) == step
        assert step_at(point, moment - SECOND) != step
    told = [now, *(moment for moment, _step in found.changes)]
    assert all(earlier < later for earlier, later in pairwise(told))


@given(world, moments | leap_days)
def test_the_next_change_is_never_far_and_the_step_holds_until_then(point, now):
    moment, step = next_change(point, now)
    assert now < moment <= now + 2 * DAY
    assert step_at(point, moment) == step
    assert step_at(point, max(now, moment - SECOND)) == step_at(point, now)


@given(world, moments | leap_days)
def test_the_sun_is_above_the_horizon_where_the_step_says_so(point, now):
    assert (step_at(point, now) in BELOW_HORIZON) == (elevation(point, now) < HORIZON)
    assert -90 <= elevation(point, now) <= 90


@given(indonesia, moments, st.floats(0, 0.999))
def test_every_moment_of_a_step_sees_the_same_changes(point, now, share):
    here = sky(point, WIB, now)
    later = now + share * (here.until - now)
    assert sky(point, WIB, later) == here


# --- Near the poles ---


@pytest.mark.parametrize("latitude", [-90.0, 80.0, 90.0])
@pytest.mark.parametrize("month", [6, 12])
def test_in_a_polar_summer_or_winter_a_day_ends_at_midnight_without_a_change(latitude, month):
    now = datetime.datetime(2026, month, 21, 10, tzinfo=datetime.UTC)
    point = Point(latitude, 20.0)
    if latitude == 80 and month == 12:
        point = Point(89.0, 20.0)
    found = sky(point, WIB, now)
    assert found.step == (SkyStep.DAY if (month == 6) == (latitude > 0) else SkyStep.NIGHT)
    assert found.until.astimezone(datetime.UTC) == datetime.datetime(
        2026, month, 22, tzinfo=datetime.UTC
    )
    assert (found.changes, found.sunrises, found.sunrise) == ((), (), None)
    assert next_sunrise(point, now) is None


def test_where_the_sun_only_dips_at_midnight_dusk_turns_to_first_light():
    found = sky(Point(69.0, 20.0), WIB, datetime.datetime(2026, 5, 18, 12, tzinfo=datetime.UTC))
    steps = [step.value for _moment, step in found.changes]
    assert steps[:5] == ["golden", "dusk", "first", "golden", "day"]
    assert found.sunrise.isoformat() == "2026-05-19T06:25:48+07:00"


# --- Cost ---


def test_a_day_is_computed_once(monkeypatch):
    now = at("2026-11-24T06:00:00")
    sky(WATU_DODOL, WIB, now)
    asked = []
    position = sunlight._position
    monkeypatch.setattr(sunlight, "_position", lambda *args: asked.append(1) or position(*args))
    sky(WATU_DODOL, WIB, now + datetime.timedelta(hours=1))
    assert len(asked) == 1
