"""Where the sun stands over a point, and which of six skies that makes. Pure: no clock.

Position: NOAA's solar calculator (Meeus, Astronomical Algorithms) by way of astral, good to a few
seconds of time between 1900 and 2100. It counts whole seconds, so every change falls on one.

Moments are aware, in any zone. Heights are degrees of the sun's centre above the true horizon of
someone at sea level, without refraction; the horizon of the almanacs has refraction in it.
"""

import datetime
import enum
import functools
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from astral import Observer
from astral.sun import zenith_and_azimuth


class SkyStep(enum.StrEnum):
    """What the sky is like, in the order of a day. Night and nautical dawn are dark."""

    NIGHT = "night"
    NAUTICAL = "nautical"
    FIRST = "first"
    GOLDEN = "golden"
    DAY = "day"
    DUSK = "dusk"


#: Steps in which the sun has not risen, or has set.
BELOW_HORIZON = {SkyStep.NIGHT, SkyStep.NAUTICAL, SkyStep.FIRST, SkyStep.DUSK}

#: The sun's centre at sunrise and sunset: 34' of refraction, 16' of radius (US Naval Observatory).
HORIZON = -50 / 60
#: Where one step ends and the next begins. The sun lights nothing below -18 (astronomical
#: twilight), and from -6 on one sees without lamps (civil twilight). That light is golden up to
#: about 8 is a rule of photographers and no standard.
_LIMITS = (-18.0, -6.0, HORIZON, 8.0)
_MORNING = (SkyStep.NIGHT, SkyStep.NAUTICAL, SkyStep.FIRST, SkyStep.GOLDEN, SkyStep.DAY)
_EVENING = (SkyStep.NIGHT, SkyStep.DUSK, SkyStep.DUSK, SkyStep.GOLDEN, SkyStep.DAY)

#: How far apart the sky is looked at for a change. First light is the shortest step, and lasts 20
#: minutes at the least, at the equator.
_GRID = datetime.timedelta(minutes=15)
#: How far the sky is told after its next change: past the sunrise after the next, seen by night.
_AHEAD = datetime.timedelta(hours=30)
_DAY = datetime.timedelta(days=1)
_SECOND = datetime.timedelta(seconds=1)


class Point(NamedTuple):
    """A place on Earth in degrees (WGS 84): south and west are negative."""

    latitude: float
    longitude: float


class Change(NamedTuple):
    """The first second of a step, and the step."""

    moment: datetime.datetime
    step: SkyStep


@dataclass(frozen=True)
class Sky:
    """The sky over a point from a moment on, all moments in the region's zone.

    It stays as it is `until` the next change, or for as long as `next_change` can tell. `changes`
    are those until 30 hours after that, and `sunrises` the sunrises among them. Every moment before
    `until` has the same.
    """

    step: SkyStep
    until: datetime.datetime
    changes: tuple[Change, ...]
    sunrises: tuple[datetime.datetime, ...]
    place: str = ""

    @property
    def sunrise(self) -> datetime.datetime | None:
        """The next sunrise to the second; None where the sun stays down or up."""
        return self.sunrises[0] if self.sunrises else None


@functools.lru_cache(maxsize=64)
def _observer(point: Point) -> Observer:
    return Observer(*point)


def _position(point: Point, moment: datetime.datetime) -> tuple[float, bool]:
    """Return the sun's height in degrees, and whether it is before noon there. About 5 µs."""
    zenith, azimuth = zenith_and_azimuth(
        _observer(point), moment.astimezone(datetime.UTC), with_refraction=False
    )
    return 90 - zenith, azimuth < 180


def elevation(point: Point, moment: datetime.datetime) -> float:
    """Return the height of the sun's centre in degrees, without refraction. About 5 µs."""
    return _position(point, moment)[0]


def step_at(point: Point, moment: datetime.datetime) -> SkyStep:
    """Return the step of a moment; the second of a change belongs to the new step. About 5 µs.

    Noon and midnight are the sun's own, not the clock's.
    """
    height, is_morning = _position(point, moment)
    return (_MORNING if is_morning else _EVENING)[bisect_right(_LIMITS, height)]


def next_change(point: Point, moment: datetime.datetime) -> Change:
    """Return the next change after a moment, exact to the second.

    Where no change comes this day and the next (UTC), as in a polar summer, the answer is the end
    of this day, and the step the same as before. Costs two days of `_changes_of` at the most.
    """
    now = moment.astimezone(datetime.UTC)
    for change, _before in _changes(point, now.date(), days=2):
        if change.moment > now:
            return change
    midnight = _start_of(now.date() + _DAY)
    return Change(midnight, step_at(point, midnight))


def next_sunrise(point: Point, moment: datetime.datetime) -> datetime.datetime | None:
    """Return the next sunrise after a moment, in UTC and exact to the second.

    None where the sun does not rise within 30 hours after the next change. Costs four days of
    `_changes_of` at the most.
    """
    return next(iter(_sunrises(point, moment)), None)


def sky(point: Point, zone: datetime.tzinfo, now: datetime.datetime, *, place: str = "") -> Sky:
    """Return the sky over a point from now on, in a zone; `place` is the point's name.

    Costs four days of `_changes_of` at the most: 2 to 3 ms for the first page of a day, 30 µs for
    all others.
    """
    return Sky(
        step=step_at(point, now),
        until=next_change(point, now).moment.astimezone(zone),
        changes=tuple(
            Change(change.moment.astimezone(zone), change.step)
            for change, _before in _coming(point, now)
        ),
        sunrises=tuple(sunrise.astimezone(zone) for sunrise in _sunrises(point, now)),
        place=place,
    )


def _sunrises(point: Point, now: datetime.datetime) -> Iterator[datetime.datetime]:
    for change, before in _coming(point, now):
        if before in BELOW_HORIZON and change.step not in BELOW_HORIZON:
            yield change.moment


def _coming(point: Point, now: datetime.datetime) -> Iterator[tuple[Change, SkyStep]]:
    """Yield the changes after now until 30 hours after the first, each with the step before it."""
    first = next_change(point, now).moment
    for change, before in _changes(point, first.date(), days=3):
        if first <= change.moment <= first + _AHEAD:
            yield change, before


def _changes(point: Point, day: datetime.date, *, days: int) -> Iterator[tuple[Change, SkyStep]]:
    for number in range(days):
        yield from _changes_of(point, day + number * _DAY)


@functools.lru_cache(maxsize=256)
def _changes_of(point: Point, day: datetime.date) -> tuple[tuple[Change, SkyStep], ...]:
    """Return the changes of a day in UTC, ascending, each with the step before it.

    About 0.8 ms where it is not remembered. What comes and goes between two looks, as the sun may
    near the polar circles, is not seen.
    """
    start = _start_of(day)
    looks = [start + number * _GRID for number in range(_DAY // _GRID + 1)]
    seen = [(moment, step_at(point, moment)) for moment in looks]
    return tuple(
        (_change_between(point, earlier, later), before)
        for (earlier, before), (later, after) in pairwise(seen)
        if before != after
    )


def _change_between(point: Point, earlier: datetime.datetime, later: datetime.datetime) -> Change:
    """Return the first second that differs from the earlier moment, by halving."""
    before = step_at(point, earlier)
    while later - earlier > _SECOND:
        middle = earlier + (later - earlier) // _SECOND // 2 * _SECOND
        if step_at(point, middle) == before:
            earlier = middle
        else:
            later = middle
    return Change(later, step_at(point, later))


def _start_of(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
