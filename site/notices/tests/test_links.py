"""Private links: nobody makes one who has the database alone."""

import re

from notices import links


def test_a_token_is_the_same_at_every_call_and_differs_by_seed_and_purpose():
    seed, other = links.new_seed(), links.new_seed()
    token = links.token_of(seed, purpose="submission")
    assert re.fullmatch(r"[\w-]{43}", token)
    assert links.token_of(seed, purpose="submission") == token
    assert links.token_of(other, purpose="submission") != token
    assert links.token_of(seed, purpose="trip") != token


def test_what_the_database_holds_makes_no_token_without_the_secret_key(settings):
    seed = links.new_seed()
    token = links.token_of(seed, purpose="submission")
    assert token not in (seed, links.fingerprint(token))
    settings.SECRET_KEY = "another"
    assert links.token_of(seed, purpose="submission") != token


def test_a_reference_can_be_read_aloud():
    assert re.fullmatch(r"2027-[2-9A-HJ-NP-Z]{5}", links.new_reference("2027"))
