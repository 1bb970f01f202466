"""What must hold for a place; the model, its form and imports share it."""

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from regions.trees import foreign_errors

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
    """Return what is wrong with a place, by field, beside its position: what belongs elsewhere.

    One query for each of category and district.
    """
    errors: dict[str, Any] = {}
    if place.slug in RESERVED_SLUGS:
        errors["slug"] = _("This address is taken by a page of the site itself. Choose another.")
    errors |= foreign_errors(place, "category", "district")
    if place.is_neighbour and place.district:
        errors["district"] = _("A place outside the region is in none of its districts.")
    return errors
