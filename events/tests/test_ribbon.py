"""The year of festivals: which months, which dates in them, and the edge along the sunrise."""

import datetime
import re
from dataclasses import dataclass

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from events.ribbon import A_MONTH, A_YEAR, BANDS, HEIGHT, SWING, WIDTH, bands, months_from, year
from events.templatetags.ribbon import clock, short_month

TODAY = datetime.date(2026, 11, 24)


@dataclass(frozen=True)
class Festival:
    is_flagship: bool


@dataclass(frozen=True)
class Date:
    """What the ribbon asks of a date of a festival."""

    pk: int
    starts_on: datetime.date
    festival_id: int
    festival: Festival


def dated(*starts, flagships=()):
    """Return dates of as many festivals, numbered from 0, soonest first."""
    dates = [
        Date(number, datetime.date.fromisoformat(day), number, Festival(number in flagships))
        for number, day in enumerate(starts)
    ]
    return sorted(dates, key=lambda date: (date.starts_on, date.pk))


def no_sunrise(day):
    return None


def named(dates, today=TODAY):
    """Map the months that name something to the numbers of their dates."""
    months = year(today, dates, no_sunrise)
    return {f"{m.first:%Y-%m}": [date.pk for date in m.dates] for m in months if m.dates}


# --- Months ---


def test_the_year_begins_with_this_month():
    firsts = months_from(TODAY)
    assert [f"{first:%Y-%m-%d}" for first in firsts] == [
        "2026-11-01",
        "2026-12-01",
        "2027-01-01",
        "2027-02-01",
        "2027-03-01",
        "2027-04-01",
        "2027-05-01",
        "2027-06-01",
        "2027-07-01",
        "2027-08-01",
        "2027-09-01",
        "2027-10-01",
    ]


@given(st.dates(datetime.date(1, 1, 1), datetime.date(9998, 12, 31)))
def test_twelve_months_follow_each_other_whatever_the_day(today):
    firsts = months_from(today)
    assert firsts[0] == today.replace(day=1)
    assert sorted(first.month for first in firsts) == list(range(1, 13))
    assert firsts == sorted(firsts)
    assert firsts[-1].year - firsts[0].year == (today.month != 1)


def test_only_this_month_is_now():
    months = year(TODAY, [], no_sunrise)
    assert [month.is_now for month in months] == [True] + [False] * 11


def test_each_month_tells_the_sunrise_of_its_middle():
    asked = []
    rises = datetime.datetime(2026, 1, 1, 5, 30, tzinfo=datetime.UTC)
    months = year(TODAY, [], lambda day: asked.append(day) or rises)
    assert asked == [first.replace(day=15) for first in months_from(TODAY)]
    assert [month.sunrise for month in months] == [rises] * 12


# --- Dates ---


def test_dates_stand_in_their_months():
    assert named(dated("2026-11-30", "2026-12-01", "2027-10-31")) == {
        "2026-11": [0],
        "2026-12": [1],
        "2027-10": [2],
    }


def test_what_lies_beyond_the_year_is_not_named():
    assert named(dated("2027-11-01", "2028-01-01")) == {}


def test_what_has_begun_stands_in_this_month():
    assert named(dated("2026-09-03", "2026-11-01")) == {"2026-11": [0, 1]}


def test_a_festival_stands_once_at_its_first_date():
    weekly = [
        Date(
            number,
            datetime.date(2026, 12, 1) + datetime.timedelta(days=7 * number),
            7,
            Festival(True),
        )
        for number in range(20)
    ]
    assert named(weekly) == {"2026-12": [0]}


def test_a_month_names_three_and_flagships_go_first():
    days = [f"2026-12-{day:02}" for day in range(1, 8)]
    assert named(dated(*days)) == {"2026-12": [0, 1, 2]}
    assert named(dated(*days, flagships={6})) == {"2026-12": [0, 1, 6]}
    assert named(dated(*days, flagships={3, 4, 5, 6})) == {"2026-12": [3, 4, 5]}


def test_the_year_names_a_dozen_and_flagships_go_first():
    days = [f"{first:%Y-%m}-{day}" for first in months_from(TODAY) for day in (27, 28)]
    found = named(dated(*days, flagships={22, 23}))
    assert sum(map(len, found.values())) == A_YEAR == 12
    assert found["2027-10"] == [22, 23]
    assert [pk for month in list(found)[:-1] for pk in found[month]] == list(range(10))


dates = st.builds(
    lambda starts, festivals: sorted(
        (
            Date(number, day, festival, Festival(festival % 3 == 0))
            for number, (day, festival) in enumerate(zip(starts, festivals, strict=False))
        ),
        key=lambda date: (date.starts_on, date.pk),
    ),
    st.lists(
        st.dates(TODAY - datetime.timedelta(90), TODAY + datetime.timedelta(500)), max_size=60
    ),
    st.lists(st.integers(0, 40), min_size=60, max_size=60),
)


@given(dates)
def test_limits_hold_and_every_date_stands_where_it_belongs(some):
    months = year(TODAY, some, no_sunrise)
    shown = [date for month in months for date in month.dates]
    assert len(shown) <= A_YEAR
    assert len({date.festival_id for date in shown}) == len(shown)
    first_of_each = {date.festival_id: date for date in reversed(some)}
    for month in months:
        assert len(month.dates) <= A_MONTH
        assert list(month.dates) == sorted(month.dates, key=lambda d: (d.starts_on, d.pk))
        for date in month.dates:
            assert first_of_each[date.festival_id] == date
            assert max(date.starts_on.replace(day=1), months[0].first) == month.first


@given(dates)
def test_no_flagship_gives_way_to_a_lesser_festival(some):
    months = year(TODAY, some, no_sunrise)
    shown = {date for month in months for date in month.dates}
    first_of_each = {date.festival_id: date for date in reversed(some)}.values()
    missed = {
        max(date.starts_on.replace(day=1), months[0].first)
        for date in first_of_each
        if date.festival.is_flagship and date not in shown
    }
    for month in months:
        if month.first in missed:
            assert all(date.festival.is_flagship for date in month.dates)


# --- Bands ---


def at(*minutes):
    """Return sunrises at minutes after five, None where there is none."""
    start = datetime.datetime(2026, 1, 1, 5, tzinfo=datetime.UTC)
    return [None if m is None else start + datetime.timedelta(minutes=m) for m in minutes]


def edge_of(path):
    """Return the points of a band's edge that are inside the drawing, as (x, y)."""
    ends = re.findall(r"C\d+ \d+ \d+ \d+ (\d+) (\d+)", path)
    return [(int(x), int(y)) for x, y in ends][:-1]


def test_there_is_a_band_a_colour_each_below_the_one_before():
    paths = bands(at(*range(12)))
    assert len(paths) == len(BANDS) == 6
    tops = [edge_of(path)[0][1] for path in paths]
    assert [top - tops[0] for top in tops] == list(BANDS)


def test_a_later_sunrise_lies_lower():
    ys = [y for _x, y in edge_of(bands(at(0, 10, 20, 40, 20, 10, 0, 0, 0, 0, 0, 0))[0])]
    assert ys[:6] == [6, 20, 34, 62, 34, 20]
    assert max(ys) - min(ys) == SWING


def test_a_year_of_one_hour_is_flat():
    assert bands(at(*[30] * 12))[0].startswith(f"M0 {HEIGHT}V6C")
    assert {y for _x, y in edge_of(bands(at(*[30] * 12))[0])} == {6}


def test_where_the_sun_never_rises_the_edge_is_flat():
    assert bands([None] * 12) == bands(at(*[30] * 12))


def test_a_month_without_sunrise_lies_in_the_middle():
    ys = [y for _x, y in edge_of(bands(at(0, None, 40, *[0] * 9))[0])]
    assert ys[:3] == [6, 34, 62]


def test_the_edge_leaves_where_it_came_in():
    path = bands(at(0, *[20] * 10, 40))[0]
    assert path.startswith(f"M0 {HEIGHT}V34C")
    assert path.endswith(f" {WIDTH} 34V{HEIGHT}Z")


@pytest.mark.parametrize("number", [1, 12])
def test_months_stand_in_the_middle_of_their_columns(number):
    xs = [x for x, _y in edge_of(bands(at(*range(number)))[0])]
    assert xs == [round((each + 0.5) * WIDTH / number) for each in range(number)]


@given(st.lists(st.none() | st.integers(0, 18 * 60), min_size=12, max_size=12))
def test_whatever_the_hours_the_ribbon_stays_in_its_box_and_in_order(minutes):
    for offset, path in zip(BANDS, bands(at(*minutes)), strict=True):
        points = edge_of(path)
        assert all(6 + offset <= y <= 6 + SWING + offset <= HEIGHT for _x, y in points)
        known = [(m, y) for m, (_x, y) in zip(minutes, points, strict=True) if m is not None]
        for earlier, later in zip(sorted(known), sorted(known)[1:], strict=False):
            assert earlier[1] <= later[1]
        assert path.startswith(f"M0 {HEIGHT}V")
        assert path.endswith(f"V{HEIGHT}Z")


# --- Words ---


def test_a_month_is_named_as_a_calendar_heads_its_columns():
    with override("en"):
        assert short_month(datetime.date(2026, 10, 1)) == "Oct"
    with override("zh-hans"):
        assert short_month(datetime.date(2026, 10, 1)) == "10月"


@pytest.mark.parametrize(("second", "expected"), [(29, "04.52"), (30, "04.53"), (59, "04.53")])
def test_an_hour_is_told_to_the_nearest_minute(second, expected):
    assert clock(datetime.datetime(2026, 11, 15, 4, 52, second, tzinfo=datetime.UTC)) == expected


def test_a_year_of_the_calendar_begins_in_january_and_knows_where_now_is():
    months = year(TODAY, dated("2026-03-04"), no_sunrise, begins=datetime.date(2026, 1, 1))
    assert [month.first.month for month in months] == list(range(1, 13))
    assert [month.first.month for month in months if month.is_now] == [11]
    assert [len(month.dates) for month in months] == [0, 0, 1, *[0] * 9]
    later = year(TODAY, [], no_sunrise, begins=datetime.date(2027, 1, 1))
    assert not any(month.is_now for month in later)
