"""Links that open WhatsApp with a text in any script."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.whatsapp import link


@pytest.mark.parametrize(
    ("text", "number", "address"),
    [
        ("", "+6281234567890", "https://wa.me/6281234567890"),
        ("Halo", "+6281234567890", "https://wa.me/6281234567890?text=Halo"),
        ("Halo", "", "https://wa.me/?text=Halo"),
        ("a b&c=d#e+f?/", "", "https://wa.me/?text=a%20b%26c%3Dd%23e%2Bf%3F%2F"),
        ("Satu\r\nDua\rTiga\n", "", "https://wa.me/?text=Satu%0ADua%0ATiga%0A"),
        ("你好", "", "https://wa.me/?text=%E4%BD%A0%E5%A5%BD"),
        ("مرحبا", "", "https://wa.me/?text=%D9%85%D8%B1%D8%AD%D8%A8%D8%A7"),
        ("🌅", "", "https://wa.me/?text=%F0%9F%8C%85"),
        ("a\x00b\ud800c", "", "https://wa.me/?text=abc"),
    ],
)
def test_number_and_text_are_filled_in(text, number, address):
    assert link(text, number=number) == address


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", ""),
        ("Halo", "081234567890"),
        ("Halo", "121"),
        ("Halo", "+62333425001;ext=12"),
        ("Halo", "+62 812"),
        ("Halo", "+6281234567890?text=x"),
        ("Halo", "+٦٢٨١٢٣٤٥٦٧٨٩٠"),
    ],
)
def test_what_whatsapp_cannot_open_is_refused(text, number):
    with pytest.raises(ValueError, match="WhatsApp"):
        link(text, number=number)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_the_text_arrives_as_it_was_written(text):
    parts = urlsplit(link(text))
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", "/")
    assert parse_qs(parts.query, strict_parsing=True) == {"text": [text]}
