"""What a proposal names that the region has already."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.submissions.desk_forms import shortened
from events.submissions.matching import alike, key_of, roads_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("Jalan Satu", ["Jalan Satu"]),
        (" Jalan  Satu, jalan satu; Jalan Dua\nJalan Tiga、第四路،شارع", None),
        (",;\n", []),
    ],
)
def test_roads_are_split_at_signs_and_named_once(text, names):
    if names is None:
        names = ["jalan satu", "Jalan Dua", "Jalan Tiga", "第四路", "شارع"]
    assert roads_in(text) == names


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("Gandrung Sewu", "gandrung  sewu!", True),
        ("Gandrung Sewu 2027", "Gandrung Sewu", True),
        ("Gandrung Sewu", "Gandrung Sawu", True),
        ("Gandrung Sewu", "Petik Laut Muncar", False),
        ("", "Petik Laut", False),
        ("!", "?", False),
    ],
)
def test_names_that_are_alike(one, other, are):
    assert (alike(one, other) >= 0.7) is are


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share_and_whole_for_oneself(one, other):
    assert 0 <= alike(one, other) <= 1
    assert not key_of(one) or alike(one, one) == 1


@given(st.text(max_size=900))
def test_a_summary_is_one_line_that_fits(text):
    short = shortened(text)
    assert len(short) <= 300
    assert "\n" not in short
