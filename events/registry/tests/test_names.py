"""Names: which are the same, which are nearly so, and how well they answer."""

from hypothesis import given
from hypothesis import strategies as st

from events.registry.names import key_of, plain, rank, twins


def test_case_signs_and_spaces_make_no_other_name_but_accents_do():
    assert key_of("  Taman   Blambangan ") == key_of("taman blambangan")
    assert key_of("Kebo-keboan, Alasmalang") == key_of("Kebo keboan Alasmalang")
    assert key_of("Kafé") != key_of("Kafe")


def test_names_of_signs_alone_are_two_names():
    assert key_of("♥") != key_of("★")


def test_what_is_typed_finds_names_without_their_accents():
    assert plain("  Kafé  STRAẞE ") == "kafe strasse"
    assert rank("Kafé Licin", "KAFE") == 0


def test_a_beginning_is_a_better_answer_than_a_word_and_that_than_a_part():
    names = ["Balai Desa Licin", "Lapangan Balai", "Sebalai", "Pantai Boom"]
    assert [rank(name, "balai") for name in names] == [0, 1, 2, None]


def test_slips_of_the_pen_are_found_at_either_end():
    names = {1: "Lapangan Songgon", 2: "Pantai Boom", 3: "Lapangan Songon"}
    names |= {4: "Balai Desa Licin", 5: "Galai Desa Licin"}
    assert twins(names) == [(4, 5), (1, 3)]


def test_numbers_tell_things_apart():
    assert twins({1: "Jalan Raya 1", 2: "Jalan Raya 2"}) == []


@given(st.lists(st.text(max_size=20), max_size=12))
def test_twins_are_pairs_of_two_and_each_is_told_once(names):
    found = twins(dict(enumerate(names)))
    assert all(one != other for one, other in found)
    assert len({frozenset(pair) for pair in found}) == len(found)
