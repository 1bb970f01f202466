"""The grid of a month: each day once, bars in lanes of their own, and nothing lost."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.month import LANES, Bar, Cell, Span, days_of, next_month, weeks


def day(number, month=7):
    return datetime.date(2027, month, number)


def cells(found):
    return [cell for week in found for cell in week if cell is not None]


def test_an_empty_month_begins_on_its_weekday():
    found = weeks(2027, 7, [])
    assert [len(week) for week in found] == [7] * 5
    # The first of July 2027 is a Thursday.
    assert found[0][:4] == (None, None, None, Cell(day(1)))
    assert found[-1][5:] == (Cell(day(31)), None)
    assert weeks(2027, 7, [], first_weekday=6)[0][4] == Cell(day(1))


def test_a_bar_goes_on_over_days_and_weeks():
    found = weeks(2027, 7, [Span(1, day(3), day(6))])
    bars = {cell.day.day: cell.bars for cell in cells(found) if cell.bars}
    assert bars == {
        3: (Bar(1, 1, begins=True, leads=True, goes_on=True),),
        4: (Bar(1, 1, begins=False, leads=False, goes_on=True),),
        5: (Bar(1, 1, begins=False, leads=True, goes_on=True),),
        6: (Bar(1, 1, begins=False, leads=False, goes_on=False),),
    }


def test_what_began_before_says_its_name_on_the_first():
    (first, *_rest) = cells(weeks(2027, 7, [Span(1, day(20, 6), day(2, 8))]))
    assert first.bars == (Bar(1, 1, begins=True, leads=True, goes_on=True),)


def test_short_ones_fill_in_beside_long_ones():
    found = weeks(
        2027, 7, [Span(1, day(5), day(5)), Span(2, day(5), day(8)), Span(3, day(6), day(6))]
    )
    lanes = {(cell.day.day, bar.key): bar.lane for cell in cells(found) for bar in cell.bars}
    assert lanes[5, 2] == lanes[8, 2] == 1
    assert lanes[5, 1] == 2
    assert lanes[6, 3] == 2


def test_what_finds_no_lane_is_counted():
    found = weeks(2027, 7, [Span(number, day(3), day(3)) for number in range(11)])
    cell = next(each for each in cells(found) if each.day == day(3))
    assert [bar.key for bar in cell.bars] == [0, 1, 2, 3]
    assert cell.more == 7


@pytest.mark.parametrize(
    ("at", "by", "then"),
    [((2027, 12), 1, (2028, 1)), ((2027, 1), -1, (2026, 12)), ((2027, 6), 0, (2027, 6))],
)
def test_months_follow_each_other(at, by, then):
    assert next_month(*at, by) == then


def test_a_month_has_its_days():
    assert days_of(2028, 2) == (datetime.date(2028, 2, 1), datetime.date(2028, 2, 29))


@st.composite
def many_spans(draw):
    starts = draw(st.lists(st.tuples(st.integers(-20, 40), st.integers(0, 45)), max_size=40))
    return [
        Span(
            key,
            day(1) + datetime.timedelta(days=start),
            day(1) + datetime.timedelta(days=start + length),
        )
        for key, (start, length) in enumerate(starts)
    ]


@given(st.integers(1900, 2200), st.integers(1, 12), st.integers(0, 6))
def test_every_day_of_a_month_is_there_once(year, month, first_weekday):
    found = weeks(year, month, [], first_weekday=first_weekday)
    first, last = days_of(year, month)
    assert [cell.day.day for cell in cells(found)] == list(range(1, last.day + 1))
    for week in found:
        for place, cell in enumerate(week):
            assert cell is None or cell.day.weekday() == (first_weekday + place) % 7
    assert cells(found)[0].day == first


@given(many_spans())
def test_no_two_bars_share_a_lane_and_none_is_lost(spans):
    for week in weeks(2027, 7, spans):
        lanes = {}
        for cell in week:
            if cell is None:
                continue
            used = [bar.lane for bar in cell.bars]
            assert used == sorted(set(used))
            assert all(1 <= lane <= LANES for lane in used)
            on = sum(span.first <= cell.day <= span.last for span in spans)
            assert len(cell.bars) + cell.more == on
            for bar in cell.bars:
                # Within a week a bar keeps its lane.
                assert lanes.setdefault(bar.key, bar.lane) == bar.lane
