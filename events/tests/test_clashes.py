"""Festivals that do not go together are found, and nothing else is."""

import datetime
import zlib
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.clashes import Acceptance, Booking, Occasion, Rules, accepted, concerning, find
from events.clashing.rules import of_bookings, of_occasion
from events.enums import Audience, ClashRule, Hours, Severity
from events.schedule import Dates

D = datetime.date
T = datetime.time
RITUALS, SPORT, CULTURE = 1, 2, 3
OFFICE, VILLAGE = 1, 2

#: Facts of the festivals below, as content/banyuwangi.md has them.
FACTS = {
    "Kebo-keboan Alasmalang": {"category": RITUALS, "position": (-8.33, 114.24)},
    "Keboan Aliyan": {"category": RITUALS, "position": (-8.30, 114.26)},
    "Petik Laut Muncar": {"category": RITUALS, "position": (-8.43, 114.34)},
    "Tour de Banyuwangi Ijen": {
        "category": SPORT,
        "position": (-8.2117, 114.3762),
        "is_flagship": True,
    },
    "Banyuwangi Ethno Carnival": {
        "category": CULTURE,
        "position": (-8.2117, 114.3762),
        "is_flagship": True,
    },
    "Gandrung Sewu": {"category": CULTURE, "position": (-8.21, 114.38), "is_flagship": True},
    "Road race": {"category": SPORT, "audiences": frozenset({Audience.ATHLETES})},
    "Downhill": {"category": SPORT, "audiences": frozenset({Audience.ATHLETES})},
    "E-sports": {"category": SPORT},
    "Jazz Gunung Ijen": {"audiences": frozenset({Audience.MUSIC_LOVERS, Audience.TRAVELLERS})},
    "Indonesia Writers Festival": {"audiences": frozenset({Audience.READERS, Audience.TRAVELLERS})},
    "Kebo-keboan": {"audiences": frozenset({Audience.PILGRIMS, Audience.TRAVELLERS})},
}


def booked(name, first, last=None, *, edition=None, **facts):
    """Return a booking; its edition's key follows from its name."""
    days = {key: facts.pop(key) for key in list(facts) if key in Dates.__dataclass_fields__}
    number = edition if edition is not None else zlib.crc32(name.encode()) % 1_000_000
    known = {"festival": number, "part_of": f"/{name}/", **FACTS.get(name, {}), **facts}
    dates = Dates(first, last or first, **days)
    return Booking(edition=number, name=name, dates=dates, planned_on=first, **known)


def told(clashes):
    return {
        (each.rule, *sorted(booking.name for booking in each.bookings), str(each.starts_on))
        for each in clashes
    }


# --- The clashes of Banyuwangi ---


def test_the_two_buffalo_rituals_of_6_july_2025_clash():
    found = find(
        [
            booked("Keboan Aliyan", D(2025, 7, 1), D(2025, 7, 6)),
            booked("Kebo-keboan Alasmalang", D(2025, 7, 6)),
            booked("Petik Laut Muncar", D(2025, 7, 10)),
            booked("Banyuwangi Ethno Carnival", D(2025, 7, 12), D(2025, 7, 13)),
            booked("Tour de Banyuwangi Ijen", D(2025, 7, 28), D(2025, 7, 31)),
            booked("Gandrung Sewu", D(2025, 10, 25)),
        ]
    )
    assert told(found) == {
        (ClashRule.AUDIENCE, "Kebo-keboan Alasmalang", "Keboan Aliyan", "2025-07-06"),
        (ClashRule.CREW, "Banyuwangi Ethno Carnival", "Petik Laut Muncar", "2025-07-10"),
    }
    assert [each.severity for each in found] == [Severity.WARNING, Severity.NOTICE]


def test_alasmalang_and_muncar_clash_on_21_july_2024_and_the_tour_is_the_day_after():
    found = find(
        [
            booked("Banyuwangi Ethno Carnival", D(2024, 7, 10), D(2024, 7, 14)),
            booked("Kebo-keboan Alasmalang", D(2024, 7, 21)),
            booked("Petik Laut Muncar", D(2024, 7, 21)),
            booked("Tour de Banyuwangi Ijen", D(2024, 7, 22), D(2024, 7, 25)),
        ]
    )
    assert told(found) == {
        (ClashRule.AUDIENCE, "Kebo-keboan Alasmalang", "Petik Laut Muncar", "2024-07-21"),
        (ClashRule.CREW, "Kebo-keboan Alasmalang", "Tour de Banyuwangi Ijen", "2024-07-21"),
        (ClashRule.CREW, "Petik Laut Muncar", "Tour de Banyuwangi Ijen", "2024-07-21"),
    }


def test_the_race_the_downhill_and_the_e_sports_of_6_july_2024_clash():
    names = ["Road race", "Downhill", "E-sports"]
    found = find([booked(name, D(2024, 7, 6), D(2024, 7, 7)) for name in names])
    assert told(found) == {
        (ClashRule.AUDIENCE, *sorted(pair), "2024-07-06") for pair in combinations(names, 2)
    }


def test_jazz_writers_and_kebo_keboan_of_september_2018_clash():
    names = ["Jazz Gunung Ijen", "Indonesia Writers Festival", "Kebo-keboan"]
    found = find([booked(name, D(2018, 9, 21), D(2018, 9, 23)) for name in names])
    assert told(found) == {
        (ClashRule.AUDIENCE, *sorted(pair), "2018-09-21") for pair in combinations(names, 2)
    }
    assert {each.shared for each in found} == {(Audience.TRAVELLERS,)}
    assert {each.ends_on for each in found} == {D(2018, 9, 23)}


def test_a_quiet_month_raises_none():
    month = [
        booked("Gandrung Sewu", D(2025, 10, 25)),
        booked("Kebo-keboan Alasmalang", D(2025, 10, 3)),
        booked("Road race", D(2025, 10, 11), D(2025, 10, 12)),
        booked("Jazz Gunung Ijen", D(2025, 10, 25), position=(-8.06, 114.24), is_month_only=True),
    ]
    assert find(month) == []


# --- Rule by rule ---


def pair(first=None, second=None, **both):
    """Return the clashes of two festivals on one day, as (rule, severity)."""
    one = booked("One", D(2027, 3, 6), **both, **(first or {}))
    other = booked("Other", D(2027, 3, 6), **both, **(second or {}))
    return {each.rule: each.severity for each in find([one, other])}


def test_two_with_nothing_in_common_do_not_clash():
    assert pair({"category": RITUALS}, {"category": SPORT}) == {}


def test_the_same_venue_is_serious():
    assert pair(venue="place:1", venue_name="Boom") == {ClashRule.VENUE: Severity.SERIOUS}


def test_the_same_venue_at_hours_that_do_not_meet_is_good_to_know():
    morning = {"hours": Hours.TIMES, "starts_at": T(6), "ends_at": T(9)}
    evening = {"hours": Hours.TIMES, "starts_at": T(19)}
    there = {"venue": "place:1", "venue_name": "Boom"}
    assert pair(morning, evening, **there) == {ClashRule.VENUE: Severity.NOTICE}
    open_end = {**morning, "ends_at": None}
    assert pair(open_end, evening, **there) == {ClashRule.VENUE: Severity.SERIOUS}


def test_a_shared_road_is_serious_and_named():
    one = booked("One", D(2027, 3, 6), roads=frozenset({"1", "2"}))
    other = booked("Other", D(2027, 3, 6), D(2027, 3, 9), roads=frozenset({"2", "3"}))
    [found] = find([one, other])
    assert (found.rule, found.severity, found.shared) == (
        ClashRule.ROAD,
        Severity.SERIOUS,
        ("2",),
    )


def test_other_audiences_do_not_clash_though_the_category_is_the_same():
    readers, athletes = frozenset({Audience.READERS}), frozenset({Audience.ATHLETES})
    assert pair({"audiences": readers}, {"audiences": athletes}, category=CULTURE) == {}
    assert pair({"audiences": readers}, category=CULTURE) == {ClashRule.AUDIENCE: Severity.WARNING}


def test_two_flagships_are_serious_and_say_what_their_audience_and_crew_would():
    both = {"is_flagship": True, "category": CULTURE, "organiser": OFFICE, "district": 1}
    assert pair(**both) == {ClashRule.FLAGSHIP: Severity.SERIOUS}


@pytest.mark.parametrize(
    ("later", "facts", "clashes"),
    [
        (1, {"organiser": OFFICE, "district": 1}, True),
        (2, {"organiser": OFFICE, "district": 1}, True),
        (3, {"organiser": OFFICE, "district": 1}, False),
        (1, {"organiser": OFFICE}, False),
        (1, {"district": 1}, False),
        (1, {"is_flagship": True, "district": 1}, True),
        (1, {"is_flagship": True, "position": (-8.2, 114.4)}, True),
    ],
)
def test_one_crew_cannot_do_both_when_they_are_near_in_place_and_time(later, facts, clashes):
    day = D(2027, 3, 6)
    one = booked("One", day, **facts)
    other = booked("Other", day + datetime.timedelta(days=later), **facts)
    rules = {each.rule for each in find([one, other])}
    assert rules == ({ClashRule.CREW} if clashes else set())


def test_forty_kilometres_are_too_far_for_one_crew_though_the_district_is_the_same():
    facts = {"organiser": OFFICE, "district": 1}
    assert pair({"position": (-8.2, 114.4)}, {"position": (-8.56, 114.4)}, **facts) == {}
    assert pair({"position": (-8.2, 114.4)}, {}, **facts) == {ClashRule.CREW: Severity.NOTICE}


def test_what_is_called_off_or_has_a_month_alone_clashes_with_nothing():
    there = {"venue": "place:1"}
    assert pair({"status": "cancelled"}, **there) == {}
    assert pair({"status": "postponed"}, **there) == {}
    assert pair({"is_month_only": True}, **there) == {}


def test_parts_never_clash_with_their_festival():
    assert pair(venue="place:1", part_of="/1/2/") == {}


def test_dates_of_one_edition_never_clash():
    assert pair({"edition": 7}, {"edition": 7}, venue="place:1") == {}


def test_two_that_have_no_key_yet_clash_by_their_names():
    there = {"venue": "place:1", "edition": 0, "festival": 0, "part_of": ""}
    assert pair(**there) == {ClashRule.VENUE: Severity.SERIOUS}


def test_what_holds_only_within_the_uncertainty_is_less_severe_and_not_likely():
    fixed = booked("Fixed", D(2027, 3, 6), venue="place:1")
    estimated = booked(
        "Estimated", D(2027, 3, 8), venue="place:1", is_estimated=True, uncertainty=2
    )
    [found] = find([fixed, estimated])
    assert (found.severity, found.is_likely) == (Severity.WARNING, False)
    nearer = replace(estimated, dates=estimated.dates.moved_to(D(2027, 3, 9)))
    assert find([fixed, nearer]) == []


def test_good_to_know_within_the_uncertainty_alone_is_not_told():
    facts = {"organiser": OFFICE, "district": 1}
    fixed = booked("Fixed", D(2027, 3, 6), **facts)
    estimated = booked("Estimated", D(2027, 3, 9), **facts, is_estimated=True, uncertainty=1)
    assert find([fixed, estimated]) == []


def test_two_series_clash_once_a_year_and_say_how_many_dates_more():
    weeks = [D(2027, 1, 2) + datetime.timedelta(weeks=each) for each in range(60)]
    market = [booked("Market", day, venue="place:1", is_series=True) for day in weeks]
    dances = [booked("Dances", day, venue="place:1", is_series=True) for day in weeks]
    first, second = find(market + dances)
    assert (first.starts_on, len(first.further)) == (D(2027, 1, 2), 51)
    assert (second.starts_on, len(second.further)) == (D(2028, 1, 1), 7)
    assert [each.starts_on for each in first.each()] == weeks[:52]
    assert len(first.days) <= 120


# --- Days of the year ---


NYEPI = Occasion(
    "observance-1", "Nyepi", D(2027, 3, 7), D(2027, 3, 9), "The crossing is closed.", 3
)


def test_a_festival_on_a_day_of_the_year_is_told_of_it_as_severely_as_that_says():
    [found] = find([booked("One", D(2027, 3, 9), D(2027, 3, 12))], [NYEPI])
    assert (found.rule, found.severity, found.occasion) == (ClashRule.OBSERVANCE, 3, NYEPI)
    assert (found.starts_on, found.ends_on) == (D(2027, 3, 9), D(2027, 3, 9))
    assert find([booked("One", D(2027, 3, 10))], [NYEPI]) == []


def test_a_part_is_not_told_of_a_day_that_its_festival_is_told_of():
    whole = booked("Week", D(2027, 3, 5), D(2027, 3, 12), part_of="/1/")
    part = booked("Parade", D(2027, 3, 8), part_of="/1/")
    later = booked("After", D(2027, 3, 9), D(2027, 3, 13), part_of="/1/")
    found = find([part, later, whole], [NYEPI])
    assert {each.first.name for each in found} == {"Week", "After"}


def test_a_computed_day_of_the_year_may_move():
    moved = replace(NYEPI, uncertainty=1)
    [found] = find([booked("One", D(2027, 3, 10))], [moved])
    assert (found.severity, found.is_likely) == (Severity.WARNING, False)


# --- Settings ---


def test_a_setting_of_the_region_takes_the_place_of_a_rule_s_own_severity():
    both = [booked(name, D(2027, 3, 6), venue="place:1") for name in ("One", "Other")]
    [found] = find(both, rules=Rules({ClashRule.VENUE: Severity.NOTICE}))
    assert found.severity == Severity.NOTICE
    assert find(both, rules=Rules({ClashRule.VENUE: Severity.OFF})) == []


def test_a_setting_of_a_category_comes_before_the_region_s_and_the_lower_of_two_counts():
    one = booked("One", D(2027, 3, 6), venue="place:1", category=RITUALS)
    other = booked("Other", D(2027, 3, 6), venue="place:1", category=SPORT)
    rules = {(RITUALS, ClashRule.VENUE): Severity.WARNING}
    [found] = find([one, other], rules=Rules({ClashRule.VENUE: Severity.OFF}, rules))
    assert found.severity == Severity.WARNING
    rules[SPORT, ClashRule.VENUE] = Severity.OFF
    assert find([one, other], rules=Rules({}, rules)) == []


def test_a_weaker_rule_is_told_where_the_stronger_one_is_switched_off():
    both = {"is_flagship": True, "category": CULTURE, "district": 1}
    two = [booked(name, D(2027, 3, 6), **both) for name in ("One", "Other")]
    found = find(two, rules=Rules({ClashRule.FLAGSHIP: Severity.OFF}))
    assert [each.rule for each in found] == [ClashRule.AUDIENCE, ClashRule.CREW]


# --- Accepting ---


def test_an_accepted_clash_is_silent_until_a_date_changes():
    two = [booked(name, D(2027, 3, 6), venue="place:1") for name in ("One", "Other")]
    [clash] = find(two)
    acceptance = Acceptance(clash.key, clash.days, "The field is large.", 5)
    [silent] = accepted([clash], [acceptance])
    assert (silent.is_accepted, silent.note, silent.acceptance) == (
        True,
        "The field is large.",
        5,
    )
    longer = replace(two[1], dates=Dates(D(2027, 3, 6), D(2027, 3, 7)))
    [loud] = accepted(find([two[0], longer]), [acceptance])
    assert loud.key == clash.key
    assert not loud.is_accepted


def test_an_accepted_clash_of_series_is_loud_when_one_of_the_dates_is_new():
    weeks = [D(2027, 1, 2) + datetime.timedelta(weeks=each) for each in range(4)]
    market = [booked("Market", day, venue="place:1") for day in weeks]
    dances = [booked("Dances", day, venue="place:1") for day in weeks]
    [clash] = find(market + dances[:3])
    acceptance = Acceptance(clash.key, clash.days, "Both fit.")
    assert accepted(find(market + dances[:3]), [acceptance])[0].is_accepted
    assert not accepted(find(market + dances), [acceptance])[0].is_accepted


# --- Whatever the calendar ---


def bookings():
    def made(number, day, length, doubt, facts):
        first = D(2027, 2, 1) + datetime.timedelta(days=day)
        dates = Dates(
            first,
            first + datetime.timedelta(days=length),
            is_estimated=bool(doubt),
            uncertainty=doubt,
        )
        category, venue, road, audience, organiser, flagship, part = facts
        return Booking(
            edition=number,
            festival=number,
            part_of=part,
            name=f"F{number}",
            dates=dates,
            planned_on=first,
            category=category,
            venue=venue,
            roads=frozenset({road} - {""}),
            audiences=frozenset({audience} - {""}),
            organiser=organiser,
            district=1,
            is_flagship=flagship,
        )

    facts = st.tuples(
        st.integers(0, 2),
        st.sampled_from(["", "place:1", "venue:1"]),
        st.sampled_from(["", "1", "2"]),
        st.sampled_from(["", "families", "readers"]),
        st.integers(0, 2),
        st.booleans(),
        st.sampled_from(["/1/", "/2/", "/3/", "/4/"]),
    )
    one = st.builds(
        made, st.integers(1, 8), st.integers(0, 40), st.integers(0, 6), st.integers(0, 2), facts
    )
    return st.lists(
        one,
        max_size=14,
        unique_by=lambda each: (each.edition, each.dates.starts_on, each.dates.ends_on),
    )


@given(bookings(), st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_given_changes_nothing(some, random):
    shuffled = random.sample(some, len(some))
    assert find(shuffled, [NYEPI]) == find(some, [NYEPI])


@given(bookings())
def test_nothing_clashes_with_itself(some):
    for clash in find(some):
        assert clash.first.edition != clash.second.edition
        assert clash.first.part_of != clash.second.part_of


@given(bookings())
def test_a_week_later_the_same_clashes(some):
    week = datetime.timedelta(weeks=1)
    later = [
        replace(
            each,
            dates=replace(
                each.dates, starts_on=each.dates.starts_on + week, ends_on=each.dates.ends_on + week
            ),
        )
        for each in some
    ]
    assert [(each.key, each.severity, len(each.further)) for each in find(later)] == [
        (each.key, each.severity, len(each.further)) for each in find(some)
    ]


def within_another(booking, some):
    def length(each):
        return each.dates.ends_on - each.dates.starts_on, -each.edition

    return any(
        other.part_of == booking.part_of
        and other.dates.starts_on <= booking.dates.starts_on
        and booking.dates.ends_on <= other.dates.ends_on
        and length(other) > length(booking)
        and of_occasion(other, replace(NYEPI, severity=3), Rules())
        for other in some
    )


@given(bookings())
def test_going_through_the_days_finds_what_comparing_all_with_all_does(some):
    some = list({each.edition: each for each in some}.values())
    rules = Rules({ClashRule.CREW: Severity.WARNING})
    naive = set()
    for one, other in combinations(some, 2):
        if one.edition != other.edition and one.part_of != other.part_of:
            naive.update(of_bookings(one, other, rules))
    naive.update(of_occasion(each, NYEPI, rules) for each in some if not within_another(each, some))
    found = {each for clash in find(some, [NYEPI], rules) for each in clash.each()}
    assert found == naive - {None}


@given(bookings(), bookings())
def test_those_concerning_some_are_those_of_all_that_touch_them(some, others):
    mine = {(each.edition, each.dates) for each in some}
    all_of_them = find([*some, *others])
    expected = {
        each
        for clash in all_of_them
        for each in clash.each()
        if any(booking in some for booking in each.bookings)
    }
    found = {each for clash in concerning(some, others) for each in clash.each()}
    assert found == expected
    assert all(
        (each.first.edition, each.first.dates) in mine or each.second in some for each in found
    )
