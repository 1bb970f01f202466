"""What must hold for a place; the model, its form and imports share it."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from regions.models import site_id_of

if TYPE_CHECKING:
    from .models import Place


def validate_place(place: "Place") -> None:
    """Raise ValidationError, by field, for half a position or what belongs to another region.

    One query for each of category and district.
    """
    errors = {}
    if (place.latitude is None) != (place.longitude is None):
        missing = "latitude" if place.latitude is None else "longitude"
        errors[missing] = _("Give both numbers, or neither.")
    site_id = site_id_of(place) if place.url_path else None
    if site_id is not None:
        if place.category and place.category.site_id != site_id:
            errors["category"] = _("This category belongs to another region.")
        if place.district and place.district.site_id != site_id:
            errors["district"] = _("This district belongs to another region.")
    if errors:
        raise ValidationError(errors)
