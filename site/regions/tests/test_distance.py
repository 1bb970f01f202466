"""Distances along the great circle, and the box that holds what is near."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regions.distance import box_around, half_chord_squared, km_between

IJEN, BANYUWANGI, LONDON = (-8.058, 114.242), (-8.2192, 114.3691), (51.5074, -0.1278)


@pytest.mark.parametrize(
    ("first", "second", "km"),
    [
        (IJEN, IJEN, 0),
        (IJEN, BANYUWANGI, 22.7),
        ((0, 0), (0, 1), 111.2),
        ((0, 179.5), (0, -179.5), 111.2),
        ((90, 0), (-90, 0), 20015.1),
    ],
)
def test_distances_are_those_of_the_globe(first, second, km):
    assert km_between(first, second) == pytest.approx(km, abs=0.1)
    assert km_between(second, first) == pytest.approx(km, abs=0.1)


points = st.tuples(st.floats(-89, 89), st.floats(-180, 180))


@given(points, st.floats(-5, 5), st.floats(-20, 20))
def test_the_box_holds_whatever_is_near(here, north_of_it, east_of_it):
    there = here[0] + north_of_it, here[1] + east_of_it
    assume(abs(there[0]) <= 90)
    km = km_between(here, there) * 1.001 + 0.001
    south, west, north, east = box_around(*here, km=km)
    assert south <= there[0] <= north
    assert west < -180 or east > 180 or west <= there[1] <= east


def test_a_haversine_grows_with_the_distance():
    assert half_chord_squared(0) == 0
    assert half_chord_squared(10) == pytest.approx(6.16e-7, rel=1e-3)
