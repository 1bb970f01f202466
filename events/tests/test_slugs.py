"""Addresses that follow from names."""

from hypothesis import given
from hypothesis import strategies as st

from events.slugs import festival_slug, slug_of
from events.validators import RESERVED


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


def test_a_festival_never_has_an_address_that_the_section_keeps_for_itself():
    assert festival_slug("Past", ()) == "festival-past"
    assert festival_slug("2027", {"festival-2027"}) == "festival-2027-2"
    assert festival_slug("ميدان", ()) == "festival"


@given(st.text(max_size=80))
def test_whatever_its_name_a_festival_gets_an_address_of_its_own(name):
    slug = festival_slug(name, ())
    assert slug not in RESERVED
    assert not slug.isdigit()
