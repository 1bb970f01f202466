"""Numbers as templates show and ring them."""

import pytest

from pages.templatetags.telephones import tel, telephone, whatsapp


@pytest.mark.parametrize(
    ("number", "country", "address"),
    [
        ("+62 333 425001", "", "tel:+62333425001"),
        ("(0333) 425-001", "ID", "tel:+62333425001"),
        ("(0333) 425-001", "", "tel:0333425001"),
        ("121", "ID", "tel:121"),
        ("+٦٢ ٣٣٣ ٤٢٥٠٠١", "", "tel:+62333425001"),
        ("javascript:alert(1)", "", "tel:1"),
        ("", "", "tel:"),
    ],
)
def test_a_telephone_number_becomes_an_address(number, country, address):
    assert tel(number, country) == address


def test_a_telephone_number_is_read_in_groups():
    assert telephone("+62333425001") == "+62 333 425001"
    assert telephone("0333 425001", "ID") == "+62 333 425001"
    assert telephone("ask at the gate", "ID") == "ask at the gate"


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("+6281234567890", "https://wa.me/6281234567890"),
        ("+62 812-3456-7890", "https://wa.me/6281234567890"),
        ("0812 3456 7890", ""),
        ("+62333425001;ext=12", ""),
        ("call me", ""),
        ("", ""),
    ],
)
def test_a_whatsapp_number_becomes_an_address_or_none(number, address):
    assert whatsapp(number) == address
