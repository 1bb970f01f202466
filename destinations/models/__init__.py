"""Places, what they are grouped by, and the facts, prices and pictures that belong to them."""

from .details import PlaceFact, PlacePicture, PlacePrice
from .groups import District, PlaceCategory
from .pages import DestinationIndexPage, Place

__all__ = [
    "DestinationIndexPage",
    "District",
    "Place",
    "PlaceCategory",
    "PlaceFact",
    "PlacePicture",
    "PlacePrice",
]
