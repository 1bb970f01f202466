from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from destinations.models import Place
from pages.models import BodyPage, StoryPage
from regions.models import RegionSettings

PLACES_SHOWN = 6
STORIES_SHOWN = 3


class HomePage(BodyPage):
    """The first page of a region: what is worth knowing today, from every section."""

    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "destinations.DestinationIndexPage",
        "pages.StoryIndexPage",
        "pages.StandardPage",
    ]
    page_description = _("The first page of a region's site.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        places = Place.objects.published().in_region(self)
        context["places"] = places.order_by("-first_published_at", "pk").for_cards()[:PLACES_SHOWN]
        stories = StoryPage.objects.live().public().descendant_of(self)
        context["stories"] = stories.order_by("-published_on", "-pk")[:STORIES_SHOWN]
        return context

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        region = RegionSettings.for_request(request)
        return super().structured_data(request) | {
            "@type": "WebSite",
            "name": region.display_name,
            "alternateName": region.shown_tagline,
        }
