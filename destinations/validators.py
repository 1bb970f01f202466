"""What must hold for a place; the model, its form and imports share it."""

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from regions.models import site_id_of

if TYPE_CHECKING:
    from .models import Place

#: Addresses under the section of places that are no places.
RESERVED_SLUGS = frozenset({"sunrise"})

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def validate_address(value: str) -> None:
    """Raise ValidationError unless the value is lines of what can be read. Databases refuse NUL."""
    if _CONTROL.search(value):
        raise ValidationError(_("Type the address again: it holds characters that cannot be seen."))


def place_errors(place: "Place") -> dict[str, Any]:
    """Return what is wrong with a place, by field: half a position, what belongs elsewhere.

    One query for each of category and district.
    """
    errors: dict[str, Any] = {}
    if place.slug in RESERVED_SLUGS:
        errors["slug"] = _("This address is taken by a page of the site itself. Choose another.")
    if (place.latitude is None) != (place.longitude is None):
        missing = "latitude" if place.latitude is None else "longitude"
        errors[missing] = _("Give both numbers, or neither.")
    site_id = site_id_of(place)
    if site_id is not None:
        if place.category and place.category.site_id != site_id:
            errors["category"] = _("This category belongs to another region.")
        if place.district and place.district.site_id != site_id:
            errors["district"] = _("This district belongs to another region.")
    if place.is_neighbour and place.district:
        errors["district"] = _("A place outside the region is in none of its districts.")
    return errors
