"""Contacts: what is let in, in which form it is kept, and how readers are shown it."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import override

from destinations.models import Place
from destinations.tests.factories import DestinationIndexPageFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(region):
    """Something with contacts, in a region of Indonesia."""
    return PlaceFactory(parent=DestinationIndexPageFactory(parent=region.home))


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("telephone", "(0333) 425-001", "+62333425001"),
        ("telephone", "0333 425001 ext. 12", "+62333425001;ext=12"),
        ("telephone", "121", "121"),
        ("whatsapp", "0812-3456-7890", "+6281234567890"),
        ("email", "boats@example.org", "boats@example.org"),
        ("website", "https://example.org/boats", "https://example.org/boats"),
    ],
)
def test_what_is_written_is_kept_in_one_form(place, field, typed, kept):
    setattr(place, field, typed)
    place.full_clean()
    assert getattr(place, field) == kept


ADDRESS = "Write it as a browser shows it, e.g. https://example.org/."
WHATSAPP = "WhatsApp needs a whole number without an extension, e.g. +62 812-345-678."


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("telephone", "ask at the gate", "Write one number, in digits, e.g. +62 812-345-678."),
        ("telephone", "+62", "Digits are missing: write the whole number, e.g. +62 812-345-678."),
        ("telephone", "0333\x00425001", "Write one number, in digits, e.g. +62 812-345-678."),
        (
            "telephone",
            "0" * 41,
            "Ensure this value has at most 40 characters (it has 41).",
        ),
        ("whatsapp", "121", WHATSAPP),
        ("whatsapp", "0333 425001 ext. 12", WHATSAPP),
        ("email", "boats", "Enter a valid email address."),
        ("email", "boats@", "Enter a valid email address."),
        ("email", "boats\x00@example.org", "Enter a valid email address."),
        ("website", "javascript:alert(1)", ADDRESS),
        ("website", "ftp://example.org/", ADDRESS),
        ("website", "https://", ADDRESS),
        ("website", "https://example.org/\x00", "Null characters are not allowed."),
    ],
)
def test_an_error_says_what_to_write(place, field, typed, error):
    setattr(place, field, typed)
    with override("en"):
        with pytest.raises(ValidationError) as caught:
            place.full_clean()
        assert caught.value.message_dict == {field: [error]}


def test_a_region_without_a_country_wants_the_country_code(place, region):
    region.settings.country = ""
    region.settings.save()
    place.telephone = "0333 425001"
    with pytest.raises(ValidationError) as caught:
        place.full_clean()
    assert caught.value.message_dict == {
        "telephone": ["Begin with + and the country code, e.g. +62 812-345-678."]
    }
    place.telephone = "+62 333 425001"
    place.full_clean()
    assert place.telephone == "+62333425001"


def test_each_region_has_national_numbers_of_its_own(place, other_region):
    other_region.settings.country = "MY"
    other_region.settings.save()
    there = PlaceFactory(parent=DestinationIndexPageFactory(parent=other_region.home))
    place.telephone = "012-345 6789"
    there.telephone = "012-345 6789"
    place.full_clean()
    there.full_clean()
    assert (place.telephone, there.telephone) == ("+62123456789", "+60123456789")


def shown(**contacts):
    """Return the block of contacts as a reader of Arabic gets it."""
    context = {"contacts": Place(**contacts), "title": "Contacts", "title_id": "t"}
    with override("ar"):
        return render_to_string("components/contacts.html", context)


def test_readers_get_links_with_numbers_from_left_to_right():
    html = shown(
        telephone="+62333425001",
        whatsapp="+6281234567890",
        email="boats&more?@example.org",
        website="https://example.org/boats/?a=1&b=2",
    )
    assert '<section class="contacts" aria-labelledby="t">' in html
    assert html.count('<bdi dir="ltr">') == 4
    assert '<a href="tel:+62333425001"><bdi dir="ltr">+62 333 425001</bdi></a>' in html
    assert '<a href="https://wa.me/6281234567890" rel="external nofollow noopener">' in html
    assert '<bdi dir="ltr">+62 812-3456-7890</bdi>' in html
    assert '<a href="mailto:boats%26more%3F@example.org">' in html
    assert '<a href="https://example.org/boats/?a=1&amp;b=2" rel="external' in html
    assert '<bdi dir="ltr">example.org/boats</bdi>' in html


def test_a_number_that_whatsapp_cannot_open_is_shown_without_a_link():
    html = shown(whatsapp="0812 3456 7890")
    assert "<a " not in html
    assert '<bdi dir="ltr">0812 3456 7890</bdi>' in html


def test_who_cannot_be_reached_has_no_block():
    assert shown().strip() == ""
    assert not Place().can_be_reached
