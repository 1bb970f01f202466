"""One sentence says why."""

import datetime
from dataclasses import replace

import pytest
from django.utils.translation import override

from events.clashes import Occasion, find
from events.clashing.words import why
from events.enums import Audience, Hours
from events.tests.test_clashes import booked

D = datetime.date
T = datetime.time


def said(*pair, occasions=(), roads=None):
    [clash] = find(pair, occasions)
    with override("en"):
        return why(clash, roads)


def two(**both):
    return booked("Tari 100%", D(2027, 3, 6), **both), booked("Jazz", D(2027, 3, 6), **both)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"venue": "place:1", "venue_name": "Pantai Boom"},
            "Jazz and Tari 100% are both at Pantai Boom on Saturday, 6 March 2027.",
        ),
        (
            {"roads": frozenset({"1", "2"})},
            "Jazz and Tari 100% need the same road on Saturday, 6 March 2027. Shared: Jalan A and "
            "Jalan B.",
        ),
        (
            {"audiences": frozenset({Audience.FAMILIES, Audience.READERS})},
            "Jazz and Tari 100% are both on Saturday, 6 March 2027, for the same people: families "
            "and readers and writers.",
        ),
        (
            {"category": 1},
            "Jazz and Tari 100% are both on Saturday, 6 March 2027, in the same category.",
        ),
        (
            {"is_flagship": True},
            "Jazz and Tari 100% are both flagships, and both are on Saturday, 6 March 2027.",
        ),
        (
            {"organiser": 1, "district": 1},
            "Jazz (Saturday, 6 March 2027) and Tari 100% (Saturday, 6 March 2027) are near each "
            "other, too close in time for one crew.",
        ),
    ],
)
def test_each_rule_says_who_when_and_what(facts, sentence):
    assert said(*two(**facts), roads={"1": "Jalan A", "2": "Jalan B"}) == sentence


def test_hours_that_do_not_meet_are_said():
    one, other = two(venue="place:1", venue_name="Pantai Boom", hours=Hours.TIMES)
    one = replace(one, dates=replace(one.dates, starts_at=T(6), ends_at=T(9)))
    other = replace(other, dates=replace(other.dates, starts_at=T(19)))
    assert said(one, other).endswith("6 March 2027, at hours that do not meet.")


@pytest.mark.parametrize(
    "facts",
    [
        {"venue": "place:1"},
        {"roads": frozenset({"1"})},
        {"audiences": frozenset({Audience.FAMILIES})},
        {"is_flagship": True},
    ],
)
def test_what_holds_only_if_an_estimate_moves_says_may(facts):
    one, other = two(**facts)
    moved = replace(one.dates.moved_to(D(2027, 3, 7)), is_estimated=True, uncertainty=1)
    sentence = said(replace(one, dates=moved), other)
    assert " may " in sentence
    assert sentence.endswith("one of the dates is an estimate.")


def test_a_holiday_is_named_and_an_effect_is_said():
    may = Occasion("holiday 1", "Labour Day", D(2027, 5, 1), D(2027, 5, 1))
    tari = booked("Tari", D(2027, 5, 1))
    assert said(tari, occasions=[may]) == "Tari is on Saturday, 1 May 2027: Labour Day."
    nyepi = Occasion("o", "Nyepi", D(2027, 4, 30), D(2027, 5, 2), "The crossing is closed.", 3)
    assert said(tari, occasions=[nyepi]).split(" (") == [
        "Tari is on Saturday, 1 May 2027, within the days of Nyepi",
        "30 Apr\u2009–\u20092 May 2027). The crossing is closed.",
    ]


def test_further_dates_are_counted():
    weeks = [D(2027, 1, 2) + datetime.timedelta(weeks=each) for each in range(3)]
    dates = [booked(name, day, category=1) for day in weeks for name in ("Market", "Dances")]
    assert said(*dates).endswith(" The same on 2 more dates of the year.")
