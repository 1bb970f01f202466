"""Where on Earth something is: one pair of fields, and one rule, for whatever has a position."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from .validators import LATITUDE, LONGITUDE

_DEGREES: dict[str, Any] = {
    "max_digits": 8,
    "decimal_places": 5,
    "null": True,
    "blank": True,
}


def latitude_field(label: Any) -> models.DecimalField:
    """Return a field of decimal degrees to about a metre; south is negative."""
    return models.DecimalField(
        label,
        validators=LATITUDE,
        help_text=_("In degrees, south is negative, e.g. -8.0624."),
        **_DEGREES,
    )


def longitude_field(label: Any) -> models.DecimalField:
    """Return a field of decimal degrees to about a metre; west is negative."""
    return models.DecimalField(
        label,
        validators=LONGITUDE,
        help_text=_("In degrees, east is positive, e.g. 114.2460."),
        **_DEGREES,
    )


class Positioned(models.Model):
    """Something with a position on Earth (WGS 84), or none."""

    latitude = latitude_field(_("latitude"))
    longitude = longitude_field(_("longitude"))

    position_panels = [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])]

    class Meta:
        abstract = True

    @property
    def has_position(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    @property
    def geo_coordinates(self) -> dict[str, Any] | None:
        """The position as schema.org's GeoCoordinates; None without one."""
        if self.latitude is None or self.longitude is None:
            return None
        return {
            "@type": "GeoCoordinates",
            "latitude": float(self.latitude),
            "longitude": float(self.longitude),
        }

    def position_errors(self) -> dict[str, Any]:
        """Return what is wrong with half a position, by field."""
        if (self.latitude is None) == (self.longitude is None):
            return {}
        missing = "latitude" if self.latitude is None else "longitude"
        return {missing: _("Give both numbers, or neither.")}
