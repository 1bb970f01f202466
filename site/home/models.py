from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from destinations.models import Place
from pages.frame import frame_of, page_of
from pages.models import BodyPage, SitePage, StoryPage
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

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page that an address under the home page asks for, or that has it as a route.

        Wagtail asks twice at each level of the tree; the frame of the page has the answer already.
        Two queries, whatever the depth, for a page and for a route of one. Raises Http404 as
        Wagtail does.
        """
        versions, left = frame_of(request, path_components).nearest()
        if versions:
            model = page_of(versions).cached_content_type.model_class()
            if issubclass(model, SitePage):
                page = model.for_serving().get(pk=page_of(versions).pk)
                page.versions = versions
                return page.route(request, path_components[len(path_components) - left :])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        places = Place.objects.published().in_region(self)
        context["places"] = places.order_by("-first_published_at", "pk").for_cards()[:PLACES_SHOWN]
        stories = StoryPage.objects.published().descendant_of(self).newest_first()
        context["stories"] = stories.for_cards()[:STORIES_SHOWN]
        return context

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        region = RegionSettings.for_request(request)
        return super().structured_data(request) | {
            "@type": "WebSite",
            "name": region.display_name,
            "alternateName": region.shown_tagline,
        }
