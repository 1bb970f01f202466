import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from events.clashes import Occasion
from events.desk import calendar
from events.desk.calendar import Entry
from events.month import days_of

D = datetime.date
DAY = datetime.timedelta(days=1)


def entry(first, last=None, *, edition=1, **facts):
    return Entry(edition, f"E{edition}", first, last or first, first, **facts)


spans = st.lists(st.tuples(st.integers(-20, 60), st.integers(0, 20)), max_size=30).map(
    lambda found: [
        entry(D(2027, 7, 1) + begin * DAY, D(2027, 7, 1) + (begin + length) * DAY, edition=number)
        for number, (begin, length) in enumerate(found, start=1)
    ]
)


@given(spans)
def test_every_entry_is_on_each_of_its_days_once(entries):
    first, last = days_of(2027, 7)
    shown = [
        (day.day, piece.entry.edition)
        for week in calendar.month(2027, 7, entries).weeks
        for day in week
        if day
        for piece in day.pieces
    ]
    expected = [
        (first + number * DAY, each.edition)
        for number in range((last - first).days + 1)
        for each in entries
        if each.starts_on <= first + number * DAY <= each.ends_on
    ]
    assert sorted(shown) == sorted(expected)


@given(spans)
def test_an_entry_keeps_its_lane_for_a_week_and_shares_it_with_nobody(entries):
    for week in calendar.month(2027, 7, entries).weeks:
        lanes = [
            {piece.entry.edition: lane for lane, piece in enumerate(day.lanes) if piece}
            for day in week
            if day
        ]
        for today, tomorrow in pairwise(lanes):
            assert all(tomorrow[key] == today[key] for key in today.keys() & tomorrow.keys())


@given(spans)
def test_a_year_says_every_entry_once(entries):
    touching = [each for each in entries if each.ends_on >= D(2027, 1, 1)]
    shown = [
        date.edition
        for month in calendar.year_months(2027, entries)
        for line in month.lines
        for date in line.dates
    ]
    assert sorted(shown) == sorted(each.edition for each in touching)


def test_a_lane_above_is_left_empty():
    long = entry(D(2027, 7, 5), D(2027, 7, 6), edition=1)
    late = entry(D(2027, 7, 6), D(2027, 7, 7), edition=2)
    week = calendar.month(2027, 7, [long, late]).weeks[1]
    wednesday = week[2]
    assert wednesday.lanes[0] is None
    assert wednesday.lanes[1].entry == late


def test_a_month_alone_is_in_no_cell():
    found = calendar.month(2027, 9, [entry(D(2027, 9, 1), D(2027, 9, 30), is_month_only=True)])
    assert [each.edition for each in found.undated] == [1]
    assert not any(day and day.pieces for week in found.weeks for day in week)
    assert not found.is_empty


def test_a_month_without_anything_is_empty():
    assert calendar.month(2027, 9, []).is_empty


def test_a_holidays_name_stands_where_it_begins_and_at_each_monday():
    fast = Occasion("ramadan", "Ramadan", D(2027, 2, 8), D(2027, 3, 9))
    days = [
        (day.day, told.leads)
        for week in calendar.month(2027, 2, [], [fast]).weeks
        for day in week
        if day
        for told in day.occasions
    ]
    assert len(days) == 21
    assert [day.day for day, leads in days if leads] == [8, 15, 22]


def test_a_quarter_has_three_months():
    assert [each.first for each in calendar.quarter(2027, 8, [])] == [
        D(2027, 7, 1),
        D(2027, 8, 1),
        D(2027, 9, 1),
    ]


def test_what_repeats_is_one_line_a_month():
    weekly = [entry(D(2027, 7, day), is_series=True) for day in (3, 10, 17)]
    [line] = calendar.year_months(2027, weekly)[6].lines
    assert [each.starts_on.day for each in line.dates] == [3, 10, 17]


def test_what_began_last_year_stands_in_january():
    january = calendar.year_months(2027, [entry(D(2026, 12, 30), D(2027, 1, 2))])[0]
    assert [line.entry.edition for line in january.lines] == [1]


def test_a_year_tells_its_holidays_in_each_of_their_months():
    fast = Occasion("ramadan", "Ramadan", D(2027, 2, 8), D(2027, 3, 9))
    months = calendar.year_months(2027, [], [fast])
    assert [month.first.month for month in months if month.occasions] == [2, 3]
