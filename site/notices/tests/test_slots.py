"""Sentences with slots: what is in them, what fills them, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.slots import EmptySlotError, Slot, filled, slots_in


def test_slots_are_found_once_each_in_one_order():
    text = "{date}: {festival}, {festival}"
    assert slots_in(text) == [Slot.FESTIVAL, Slot.DATE]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{fest} is off", "{fest}"),
        ("{} is off", "{}"),
        ("{festival is off", "{"),
        ("festival} is off", "}"),
        ("{{festival}}", "{"),
        ("{festival.__class__}", "{festival.__class__}"),
    ],
)
def test_what_is_no_slot_is_named(text, wrong):
    with pytest.raises(ValueError, match="^" + "\\" + wrong[0]) as caught:
        slots_in(text)
    assert str(caught.value) == wrong


def test_a_sentence_is_filled_with_facts():
    facts = {"festival": "Gandrung Sewu", "date": "25 Oktober", "time": "19.00"}
    assert filled("{festival}: {date}.", facts) == "Gandrung Sewu: 25 Oktober."


@pytest.mark.parametrize("facts", [{}, {"new_date": ""}, {"new_date": "  "}])
def test_a_missing_fact_is_an_error_and_never_a_gap(facts):
    with pytest.raises(EmptySlotError) as caught:
        filled("Moved to {new_date}.", facts)
    assert caught.value.slots == [Slot.NEW_DATE]


@given(st.text(min_size=1).filter(str.strip))
def test_what_is_filled_in_is_never_read_as_a_slot(words):
    assert filled("<{festival}>", {"festival": words, "date": "!"}) == f"<{words}>"


@given(st.text())
def test_any_text_is_either_filled_or_refused(text):
    facts = {slot.value: "x" for slot in Slot}
    try:
        said = filled(text, facts)
    except ValueError:
        assert set(text) & set("{}")
    else:
        assert not set(said) & set("{}")
