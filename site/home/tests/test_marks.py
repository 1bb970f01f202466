"""Numbers on the drawn map: none hides another, and none goes further than it must."""

import math
from itertools import combinations
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.marks import MAP_WIDTH, MARK_SIZE, map_height, spread

spots = st.tuples(st.floats(0, MAP_WIDTH), st.floats(0, MAP_WIDTH))


def distances(some):
    return [math.dist(one, other) for one, other in combinations(some, 2)]


def test_what_has_room_stays_where_it_is():
    apart = [(0.0, 0.0), (58.0, 0.0), (300.5, 410.25)]
    assert spread(apart, least=58) == apart
    assert spread([], least=58) == []
    assert spread([(3.0, 4.0)], least=58) == [(3.0, 4.0)]


def test_two_that_are_too_near_part_by_half_of_what_is_missing():
    assert spread([(100.0, 100.0), (140.0, 100.0)], least=58) == [(91.0, 100.0), (149.0, 100.0)]
    assert spread([(100.0, 100.0), (100.0, 140.0)], least=58) == [(100.0, 91.0), (100.0, 149.0)]


def test_two_on_one_spot_part_sideways():
    assert spread([(100.0, 100.0), (100.0, 100.0)], least=58) == [(71.0, 100.0), (129.0, 100.0)]


def test_what_stands_far_off_is_not_moved_by_two_that_part():
    *_two, far = spread([(100.0, 100.0), (110.0, 100.0), (600.0, 500.0)], least=58)
    assert far == (600.0, 500.0)


@given(st.lists(spots, min_size=2, max_size=4))
def test_a_few_are_never_nearer_than_the_least(some):
    assert min(distances(spread(some, least=MARK_SIZE))) >= MARK_SIZE - 1


@given(st.lists(spots, max_size=12))
def test_as_many_come_back_around_the_same_middle(some):
    moved = spread(some, least=MARK_SIZE)
    assert len(moved) == len(some)
    for axis in (0, 1):
        before, after = (sum(spot[axis] for spot in each) for each in (some, moved))
        assert after == pytest.approx(before, abs=0.01)


@given(st.lists(spots, max_size=12))
def test_who_is_apart_already_is_left_alone(some):
    if all(distance >= MARK_SIZE for distance in distances(some)):
        assert spread(some, least=MARK_SIZE) == some


def test_the_height_of_the_map_follows_the_drawing():
    drawing = SimpleNamespace(width=1000, height=1500)
    assert map_height(SimpleNamespace(has_map=True, map_picture=drawing)) == 1140
    assert map_height(SimpleNamespace(has_map=False, map_picture=drawing)) == 0
