"""The list of places as an address asks for it."""

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.functional import cached_property

from pages.listing import Choice
from pages.listing import Listing as BaseListing
from pages.openness import open_to_everybody

from .models import District, Place, PlaceCategory

if TYPE_CHECKING:
    from .models import DestinationIndexPage


class Listing(BaseListing):
    """The places that a query string selects in a section."""

    filters = ("category", "district")

    def __init__(self, section: "DestinationIndexPage", query: QueryDict) -> None:
        super().__init__(query)
        self.section = section

    @property
    def places(self) -> Any:
        """The selected places, sorted by name in the reader's language, not yet cut into pages."""
        places = Place.objects.published().in_region(self.section)
        if "category" in self.chosen:
            places = places.in_category(self.chosen["category"])
        if "district" in self.chosen:
            places = places.in_district(self.chosen["district"])
        return places.by_name()

    @property
    def selected(self) -> Any:
        return self.places.for_cards()

    @cached_property
    def categories(self) -> list[Choice]:
        return self._choices("category", PlaceCategory)

    @cached_property
    def districts(self) -> list[Choice]:
        return self._choices("district", District)

    def _choices(self, name: str, model: Any) -> list[Choice]:
        """Return the links of one filter: only what leads somewhere. One query."""
        below = Q(places__path__startswith=self.section.path, places__live=True)
        counted = model.objects.annotate(
            number=Count("places", filter=below & Q(open_to_everybody("places__path")))
        )
        return self.choices(name, counted.filter(number__gt=0))
