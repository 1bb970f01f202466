"""Names: which are the same, which are nearly so, how well they answer, and their addresses."""

from hypothesis import given
from hypothesis import strategies as st

from events.registry.names import plain, rank, same, slug_of, twins


def test_case_and_spaces_make_no_other_name_but_accents_do():
    assert same("  Taman   Blambangan ") == same("taman blambangan")
    assert same("Kafé") != same("Kafe")


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


def test_an_address_follows_from_the_name_and_is_free():
    assert slug_of("Lapangan Songgon", (), otherwise="venue") == "lapangan-songgon"
    assert slug_of("X", {"x", "x-2"}, otherwise="venue") == "x-3"
    assert slug_of("ميدان", {"venue"}, otherwise="venue") == "venue-2"


@given(st.text(max_size=200), st.integers(0, 3))
def test_an_address_is_never_too_long(name, number):
    taken = {slug_of(name, (), otherwise="road")}
    for _time in range(number):
        taken.add(slug_of(name, taken, otherwise="road"))
    assert len(taken) == number + 1
    assert all(0 < len(slug) <= 60 for slug in taken)
