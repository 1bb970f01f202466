"""Positions as people and telephones read them. WGS 84, decimal degrees."""

from decimal import Decimal

from django import template

from destinations.models import Place

register = template.Library()


def _plain(number: Decimal) -> str:
    """Return degrees without trailing noughts, always with a point: ``-8.0624``."""
    return f"{number:.5f}".rstrip("0").rstrip(".")


@register.filter
def coordinates(place: Place, separator: str = ", ") -> str:
    """Return ``-8.0624, 114.246``, the same in every language: it is made for copying.

    Empty where the position is not known.
    """
    if place.latitude is None or place.longitude is None:
        return ""
    return f"{_plain(place.latitude)}{separator}{_plain(place.longitude)}"


@register.filter
def geo_uri(place: Place) -> str:
    """Return the position as RFC 5870's ``geo:-8.0624,114.246``, which opens a map.

    Empty where the position is not known.
    """
    position = coordinates(place, ",")
    return f"geo:{position}" if position else ""
