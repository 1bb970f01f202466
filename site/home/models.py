from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail.url_routing import RouteResult

from media.models import Picture
from pages.frame import frame_of, is_open_to_everybody, page_of
from pages.models import BodyPage, SitePage
from regions.models import RegionSettings
from regions.trees import foreign_errors
from translations.cleaning import CleansTogether
from translations.panels import TranslatedInlinePanel

from .scene import SCENE, DrawnMap, Scene


def _page(label: Any, help_text: Any) -> models.ForeignKey:
    return models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=label,
        help_text=help_text,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )


class HomePage(CleansTogether, Scene, DrawnMap, BodyPage):
    """The first page of a region: what is worth knowing today, from every section."""

    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "destinations.DestinationIndexPage",
        "events.FestivalIndexPage",
        "pages.StoryIndexPage",
        "pages.StandardPage",
    ]
    page_description = _("The first page of a region's site.")

    translated_fields: ClassVar[tuple[str, ...]] = (
        "heading",
        "slogan",
        *BodyPage.translated_fields[1:],
    )

    slogan = models.CharField(
        _("words on the first screen"),
        max_length=60,
        blank=True,
        help_text=_("Four or five words. Left empty, the page's name stands there."),
    )
    plan_page = _page(
        _("page for planning"), _("The pages below it are offered under “Plan your trip”.")
    )
    brand_page = _page(_("page about the brand"), _("Where partner regions are sent."))

    shared_panels = [
        *BodyPage.shared_panels,
        TranslatedInlinePanel(
            "highlights",
            heading=_("Places on the first page"),
            label=_("Place"),
            help_text=_("Up to five. Left empty, the newest of each category stand there."),
            max_num=5,
        ),
        *Scene.scene_panels,
        *DrawnMap.map_panels,
        MultiFieldPanel(
            [PageChooserPanel("plan_page"), PageChooserPanel("brand_page")],
            heading=_("Ways on"),
        ),
    ]

    picture_uses = (*BodyPage.picture_uses, "hero", "far", "middle", "figure", "card", "poster")
    #: Pictures of the pages that are listed, once they are known: fetched with the page's own.
    listed_pictures: list[Picture | None] = []

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page that an address under the home page asks for.

        Wagtail asks twice at each level of the tree; the frame of the page has the answer already.
        What the address has beyond the last page is that page's own matter ("events/past/"). Two
        queries, whatever the depth. Raises Http404 as Wagtail does.
        """
        versions, rest = frame_of(request, path_components).nearest()
        if versions:
            model = page_of(versions).cached_content_type.model_class()
            if issubclass(model, SitePage) and not issubclass(model, HomePage):
                page = model.for_serving().get(pk=page_of(versions).pk)
                page.versions = versions
                page.is_known_to_be_open = is_open_to_everybody(versions)
                return page.route(request, rest)
        return super().route(request, path_components)

    def field_errors(self) -> dict[str, Any]:
        return {
            **super().field_errors(),
            **self.scene_errors(),
            **self.map_errors(),
            **foreign_errors(self, "plan_page", "brand_page"),
        }

    def shown_pictures(self) -> list[Picture | None]:
        own = [*super().shown_pictures(), *self.scene_pictures, self.map_picture]
        return [*own, *self.listed_pictures]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .sections import marks_on, pictures_of, sections

        self.fetch_pictures()
        shown = sections(self, request)
        self.listed_pictures = pictures_of(shown)
        context = super().get_context(request, *args, **kwargs)
        return context | shown | marks_on(self, [*shown["places"], *shown["ways_in"]])

    def fetch_pictures(self) -> None:
        """Fetch all that the page shows of its own, in one query: Wagtail brings it bare."""
        names = ("picture", "map_picture", *SCENE)
        keys = {name: getattr(self, f"{name}_id") for name in names}
        found = Picture.objects.in_bulk({key for key in keys.values() if key is not None})
        for name, key in keys.items():
            setattr(self, name, found.get(key))

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        region = RegionSettings.for_request(request)
        return super().structured_data(request) | {
            "@type": "WebSite",
            "name": region.display_name,
            "alternateName": region.shown_tagline,
        }


class HomePlace(Orderable):
    """A place that an editor has put on the first page."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="highlights")
    place = models.ForeignKey(
        "destinations.Place", verbose_name=_("place"), on_delete=models.CASCADE, related_name="+"
    )

    #: No words of its own; the form asks, because a translator must not touch the list.
    translated_fields: ClassVar[tuple[str, ...]] = ()

    panels = [PageChooserPanel("place", "destinations.Place")]

    class Meta(Orderable.Meta):
        verbose_name = _("place on the first page")
        verbose_name_plural = _("places on the first page")
