"""What a place on Earth may say of itself. Models, forms and imports share these."""

import zoneinfo

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from translations.languages import SOURCE, codes, name

LATITUDE = [MinValueValidator(-90), MaxValueValidator(90)]
LONGITUDE = [MinValueValidator(-180), MaxValueValidator(180)]


def validate_time_zone(value: str) -> None:
    """Raise ValidationError unless the value names a zone of the IANA database."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("%(value)s is no time zone. Choose one such as Asia/Jakarta."),
            params={"value": value},
        )


def validate_country(value: str) -> None:
    """Raise ValidationError unless the value is a country's code (ISO 3166-1 alpha-2)."""
    if value not in phonenumbers.SUPPORTED_REGIONS:
        raise ValidationError(
            _("%(value)s is no country. Write its two letters (ISO 3166-1), e.g. ID."),
            params={"value": value},
        )


def validate_languages(value: object) -> None:
    """Raise ValidationError unless the value lists known languages, the source among them."""
    if not isinstance(value, list) or not set(value) <= set(codes()):
        raise ValidationError(_("Choose among: %(codes)s."), params={"codes": ", ".join(codes())})
    if SOURCE not in value:
        raise ValidationError(
            _("%(language)s is the source language and always in use."),
            params={"language": name(SOURCE)},
        )
