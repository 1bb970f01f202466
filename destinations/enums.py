from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    """What a place is, physically. What it is for is its category."""

    AIRPORT = "airport", _("Airport")
    BEACH = "beach", _("Beach")
    FOREST = "forest", _("Forest")
    HARBOUR = "harbour", _("Harbour")
    ISLAND = "island", _("Island")
    MARKET = "market", _("Market")
    MUSEUM = "museum", _("Museum")
    NATIONAL_PARK = "national_park", _("National park")
    PARK = "park", _("Town park")
    REEF = "reef", _("Reef")
    SAVANNA = "savanna", _("Savanna")
    STATION = "station", _("Railway station")
    SURF_BEACH = "surf_beach", _("Surf beach")
    TURTLE_BEACH = "turtle_beach", _("Turtle beach")
    VIEWPOINT = "viewpoint", _("Viewpoint")
    VILLAGE = "village", _("Village")
    VOLCANO = "volcano", _("Volcano")
    WATERFALL = "waterfall", _("Waterfall")


#: Where visitors enter and leave the region.
GATEWAYS = frozenset({PlaceKind.AIRPORT, PlaceKind.HARBOUR, PlaceKind.STATION})

#: schema.org's more exact type of a kind, where there is one.
SCHEMA_TYPES = {
    PlaceKind.AIRPORT: "Airport",
    PlaceKind.BEACH: "Beach",
    PlaceKind.HARBOUR: "BoatTerminal",
    PlaceKind.MUSEUM: "Museum",
    PlaceKind.NATIONAL_PARK: "Park",
    PlaceKind.PARK: "Park",
    PlaceKind.STATION: "TrainStation",
    PlaceKind.SURF_BEACH: "Beach",
    PlaceKind.TURTLE_BEACH: "Beach",
    PlaceKind.VOLCANO: "Volcano",
    PlaceKind.WATERFALL: "Waterfall",
}


class PositionQuality(models.TextChoices):
    """How far a place's coordinates can be trusted."""

    SURVEYED = "surveyed", _("Surveyed")
    APPROXIMATE = "approximate", _("Approximate")


class Visitor(models.TextChoices):
    """Whose price it is."""

    CITIZEN = "citizen", _("Citizens of the country")
    FOREIGNER = "foreigner", _("Visitors from abroad")


class Age(models.TextChoices):
    ADULT = "adult", _("Adult")
    CHILD = "child", _("Child")
