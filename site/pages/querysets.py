from typing import Self

from django.db.models import Prefetch
from wagtail.models import PageManager, PageQuerySet

from media.models import PictureRendition

from .openness import open_to_everybody


class SitePageQuerySet(PageQuerySet):
    """Pages, selected by named verbs."""

    def published(self) -> Self:
        """Keep what the public may see: live, and not behind a view restriction."""
        return self.live().filter(open_to_everybody())

    def with_picture(self, *uses: str) -> Self:
        """Fetch each page's picture with the renditions that these uses of the layout need.

        One query more, however many pages. Raises KeyError for an unknown use.
        """
        made = PictureRendition.objects.for_use(*uses)
        return self.select_related("picture").prefetch_related(
            Prefetch("picture__renditions", queryset=made, to_attr="prefetched_renditions")
        )

    def for_cards(self) -> Self:
        """Fetch what a card shows, so that a list costs the same at 20 and at 500 pages."""
        return self.with_picture("card", "poster")


class StoryQuerySet(SitePageQuerySet):
    """Stories, selected by named verbs."""

    def newest_first(self) -> Self:
        return self.order_by("-published_on", "-pk")


SitePageManager = PageManager.from_queryset(SitePageQuerySet)
StoryManager = PageManager.from_queryset(StoryQuerySet)
