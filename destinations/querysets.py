from typing import Self

from django.db.models import Prefetch
from wagtail.models import Page, PageManager, PageQuerySet

from media.models import Picture
from translations.pages import order_by_name


class PlaceQuerySet(PageQuerySet):
    """Places, selected by named verbs."""

    def published(self) -> Self:
        """Keep what the public may see: live, and not behind a view restriction."""
        return self.live().public()

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
        """Fetch what a card shows, so that a list costs the same at 20 and at 500 places."""
        return self.select_related("category", "district").prefetch_related(
            Prefetch("picture", queryset=Picture.objects.prefetch_renditions()),
        )


PlaceManager = PageManager.from_queryset(PlaceQuerySet)
