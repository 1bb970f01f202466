"""Telephone numbers: one way to keep them, one to show them, one to ring them. Pure.

Kept as E.164, with RFC 3966's extension where there is one: ``+62333425001;ext=12``. A short number
that only rings inside its country is kept as its digits: ``121``. What is possible is Google's
libphonenumber's to say, by length: its tables of single ranges lag behind the operators.
"""

import re
import unicodedata
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    ValidationResult,
    shortnumberinfo,
)

#: Room for any number as people type it, with brackets, spaces and an extension.
MAX_LENGTH = 40

#: Shown where a region has not named its country.
_EXAMPLE = "+62 812-345-678"
# libphonenumber reads letters as keys and passes over words around a number: both hide mistakes.
_TYPED = re.compile(
    r"\+?[\d\s().\-/\u2010-\u2015]+((;ext=|[,;]?\s*(ext|x|#)\.?)\s*\d{1,7})?", re.IGNORECASE
)
_SHORT = {ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY}


def normalized(text: str, *, country: str = "") -> str:
    """Return a number as it is kept, whatever it was typed like; empty for nothing.

    `country` (ISO 3166-1 alpha-2) makes national numbers understood: ``(0333) 425-001`` in ID is
    ``+62333425001``. Digits of any script count, and invisible marks that came along with a copied
    number are dropped. Raises ValidationError that says what to write.
    """
    typed = _visible(text)
    if not typed:
        return ""
    if not _TYPED.fullmatch(typed):
        raise _error(_("Write one number, in digits, e.g. %(example)s."), country)
    digits = phonenumbers.normalize_digits_only(typed)
    is_national = not typed.startswith("+")
    if is_national and (digits.startswith("00") or not country):
        raise _error(_("Begin with + and the country code, e.g. %(example)s."), country)
    try:
        number = phonenumbers.parse(typed, country or None)
    except NumberParseException as error:
        raise _unreadable(error, country) from error
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible == ValidationResult.IS_POSSIBLE:
        extension = f";ext={number.extension}" if number.extension else ""
        return phonenumbers.format_number(number, PhoneNumberFormat.E164) + extension
    if possible in _SHORT:
        if is_national and _is_short_number(number, digits, possible, country):
            return digits
        raise _error(_("Digits are missing: write the whole number, e.g. %(example)s."), country)
    raise _error(_("These are too many digits, or too few. Write it like %(example)s."), country)


def readable(text: str, *, country: str = "") -> str:
    """Return a number in groups, with its country code: ``+62 333 425001``.

    What is no number is returned as it is.
    """
    try:
        kept = normalized(text, country=country)
    except ValidationError:
        return text
    if not kept.startswith("+"):
        return kept
    return phonenumbers.format_number(phonenumbers.parse(kept), PhoneNumberFormat.INTERNATIONAL)


def link(text: str, *, country: str = "") -> str:
    """Return the address that rings a number (RFC 3966): ``tel:+62333425001``.

    Of what is no number the digits are taken, so nothing in a text can become another address.
    """
    try:
        return f"tel:{normalized(text, country=country)}"
    except ValidationError:
        plus = "+" if text.strip().startswith("+") else ""
        return f"tel:{plus}{phonenumbers.normalize_digits_only(text)}"


def example(country: str = "") -> str:
    """Return a number that shows how numbers of a country are written, with its country code."""
    number = phonenumbers.example_number_for_type(country, PhoneNumberType.MOBILE)
    if number is None:
        return _EXAMPLE
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def _visible(text: str) -> str:
    """Return the text in plain forms, without the marks that steer direction and joining."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(char for char in plain if unicodedata.category(char) != "Cf").strip()


def _is_short_number(number: PhoneNumber, digits: str, possible: int, country: str) -> bool:
    """Whether this is one of the country's short numbers, and none that only lacks its beginning.

    Its digits are all there is of it: no trunk prefix and no extension.
    """
    if digits != str(number.national_number):
        return False
    if possible == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return shortnumberinfo.is_valid_short_number_for_region(number, country)
    return shortnumberinfo.is_possible_short_number_for_region(number, country)


def _unreadable(error: NumberParseException, country: str) -> ValidationError:
    if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
        return _error(
            _("No country has this code. Begin with + and the country code, e.g. %(example)s."),
            country,
        )
    if error.error_type == NumberParseException.TOO_LONG:
        return _error(_("These are too many digits. Write one number, e.g. %(example)s."), country)
    return _error(_("Digits are missing: write the whole number, e.g. %(example)s."), country)


def _error(message: Any, country: str) -> ValidationError:
    return ValidationError(message, code="telephone", params={"example": example(country)})
