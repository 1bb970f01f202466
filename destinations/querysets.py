from typing import Self

from wagtail.models import Page, PageManager

from pages.querysets import SitePageQuerySet
from translations.pages import order_by_name


class PlaceQuerySet(SitePageQuerySet):
    """Places, selected by named verbs."""

    def in_region(self, root: Page) -> Self:
        """Keep places of the region whose tree begins at this page."""
        return self.descendant_of(root)

    def in_category(self, slug: str) -> Self:
        return self.filter(category__slug=slug)

    def in_district(self, slug: str) -> Self:
        return self.filter(district__slug=slug)

    def on_the_map(self) -> Self:
        """Keep places whose position is known."""
        return self.filter(latitude__isnull=False, longitude__isnull=False)

    def by_name(self) -> Self:
        """Sort by the name that readers of the active language see."""
        return self.order_by(order_by_name(), "pk")

    def for_cards(self) -> Self:
        """Fetch what a card shows: picture, category and district. One query more."""
        return super().for_cards().select_related("category", "district")


PlaceManager = PageManager.from_queryset(PlaceQuerySet)
