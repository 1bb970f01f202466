"""One way to keep a number, whatever it was typed like, and errors that say what to write."""

import re

import phonenumbers
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from regions.telephones import example, link, normalized, readable


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("+62 333 425001", "", "+62333425001"),
        ("(0333) 425-001", "ID", "+62333425001"),
        ("0812-3456-7890", "ID", "+6281234567890"),
        ("6281234567890", "ID", "+6281234567890"),
        ("+62 (0)812 3456.7890", "", "+6281234567890"),
        ("+60 12-345 6789", "ID", "+60123456789"),
        ("٠٨١٢٣٤٥٦٧٨٩٠", "ID", "+6281234567890"),
        ("＋６２ ３３３ ４２５００１", "", "+62333425001"),
        ("\u202a+62 812‑3456‑7890\u202c", "", "+6281234567890"),
        ("+62 333 425001 ext. 12", "", "+62333425001;ext=12"),
        ("+62333425001;ext=12", "", "+62333425001;ext=12"),
        ("121", "ID", "121"),
        ("140 45", "ID", "14045"),
        ("  ", "ID", ""),
        ("", "", ""),
    ],
)
def test_a_number_is_kept_in_one_form(typed, country, kept):
    assert normalized(typed, country=country) == kept


DIGITS = "Write one number, in digits, e.g. +62 812-345-678."
COUNTRY_CODE = "Begin with + and the country code, e.g. +62 812-345-678."
NO_COUNTRY = "No country has this code. Begin with + and the country code, e.g. +62 812-345-678."
MISSING = "Digits are missing: write the whole number, e.g. +62 812-345-678."
TOO_MANY = "These are too many digits. Write one number, e.g. +62 812-345-678."


@pytest.mark.parametrize(
    ("typed", "country", "error"),
    [
        ("+62 812 FLOWERS", "ID", DIGITS),
        ("call 0812 3456 7890", "ID", DIGITS),
        ("0333 425001, 0333 425002", "ID", DIGITS),
        ("0812\x003456", "ID", DIGITS),
        ("javascript:alert(1)", "ID", DIGITS),
        ("0333 425001", "", COUNTRY_CODE),
        ("0062 812 3456 7890", "ID", COUNTRY_CODE),
        ("+999 1234567", "ID", NO_COUNTRY),
        ("+62", "ID", MISSING),
        ("+", "ID", DIGITS),
        ("0812", "ID", MISSING),
        ("425001", "ID", MISSING),
        ("+62 121", "ID", MISSING),
        ("0333 425001 / 0333 425002", "ID", TOO_MANY),
        ("+6281234567890123456789", "", TOO_MANY),
    ],
)
def test_an_error_says_what_to_write(typed, country, error):
    with pytest.raises(ValidationError) as caught:
        normalized(typed, country=country)
    assert caught.value.messages == [error]


def test_the_example_is_of_the_regions_own_country():
    assert example("MY") == "+60 12-345 6789"
    assert example("") == example("ID") == "+62 812-345-678"


@given(st.text() | st.from_regex(r"\+?[0-9 ()./-]{3,20}( ext\.? ?[0-9]{1,4})?", fullmatch=True))
def test_any_text_is_refused_or_kept_in_a_form_that_stays(typed):
    for country in ("", "ID", "MY"):
        address = link(typed, country=country)
        assert re.fullmatch(r"tel:\+?[0-9]*(;ext=[0-9]+)?", address)
        try:
            kept = normalized(typed, country=country)
        except ValidationError:
            assert readable(typed, country=country) == typed
            continue
        assert normalized(kept, country=country) == kept
        assert normalized(readable(kept, country=country), country=country) == kept
        assert address == f"tel:{kept}"


@given(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)))
def test_a_countrys_own_example_is_understood_nationally_and_abroad(country):
    number = phonenumbers.example_number(country)
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    abroad = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    kept = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert normalized(abroad) == kept
    assert normalized(national, country=country) == kept
