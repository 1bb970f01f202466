"""The abstract base of every page type, and the page types that belong to no section."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.utils.decorators import cached_classmethod

from media.models import Picture
from regions.models import RegionSettings, site_id_of
from translations import languages
from translations.pages import TranslatedPage
from translations.panels import page_edit_handler

from . import head
from .blocks import BodyBlock
from .pictures import fetch_renditions, pictures_in
from .querysets import SitePageManager, SitePageQuerySet, StoryManager


class SitePage(TranslatedPage):
    """Every page: a name and a summary in each language, a picture, a head for search engines."""

    translated_fields: ClassVar[tuple[str, ...]] = ("heading", "summary", "meta_description")
    essential_fields: ClassVar[tuple[str, ...]] = ("heading", "summary")

    objects: ClassVar[Any] = SitePageManager()

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=300,
        help_text=_("One or two sentences: what listings, search and shared links say."),
    )
    meta_description = models.CharField(
        _("description for search engines"),
        max_length=180,
        blank=True,
        help_text=_("Left empty, the summary is used."),
    )
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    #: What all languages share, beside the picture; subclasses add their own.
    shared_panels: ClassVar[list[Any]] = [FieldPanel("picture")]
    page_settings_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    help_text=_("The last part of the address, the same in every language."),
                ),
                FieldPanel("show_in_menus"),
            ],
            heading=_("Address and menu"),
        ),
        PublishingPanel(),
    ]

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls) -> Any:  # noqa: N805 (Wagtail's decorator passes the class)
        """Return the tabs of the editor: one a language, then facts and pictures, then settings."""
        return page_edit_handler(
            fields=cls.translated_fields,
            shared=cls.shared_panels,
            settings=cls.page_settings_panels,
        ).bind_to_model(cls)

    # --- Serving ---

    #: In what uses of the layout the page shows its own pictures.
    picture_uses: ClassVar[tuple[str, ...]] = ("lead", "body", "gallery")

    #: Set by routing, which has asked the database anyway.
    is_known_to_be_open = False

    @classmethod
    def for_serving(cls) -> SitePageQuerySet:
        """Return the pages of this type with all that its template shows at once."""
        return cls.objects.select_related("picture")

    def shown_pictures(self) -> list[Picture | None]:
        """Return every picture that the page shows; subclasses add their own."""
        return [self.picture]

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Return the restrictions at and above the page, as Wagtail does.

        No query where routing has looked already. Else one where nothing on the site is
        restricted, which is nearly always, and three where something is.
        """
        if self.is_known_to_be_open or not PageViewRestriction.objects.exists():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    # --- Region ---

    @classmethod
    def region_key(cls, place: Page) -> object:
        return site_id_of(place)

    @classmethod
    def languages_in_use_at(cls, place: Page | None) -> list[str]:
        """Return the languages that the region of a place in the tree uses. One query."""
        region = RegionSettings.of_page(place) if place is not None else None
        return region.languages_in_use if region else languages.codes()

    # --- What readers and search engines are told ---

    @property
    def description(self) -> str:
        """What search engines and shared links say of the page, in the active language."""
        return self.meta_description or self.summary

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return the page as schema.org's JSON-LD, in the active language."""
        return {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": self.name,
            "description": self.description,
            "url": self.get_full_url(request),
            "inLanguage": languages.active(),
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        fetch_renditions(self.shown_pictures(), *self.picture_uses)
        context["head"] = head.for_page(self, request)
        return context

    @cached_property
    def is_fallback(self) -> bool:
        """Whether the reader gets another language than asked for, in part or whole."""
        return not self.is_whole_in(languages.active())


class BodyPage(SitePage):
    """A page with a body: one stream a language."""

    translated_fields: ClassVar[tuple[str, ...]] = (*SitePage.translated_fields, "body")
    essential_fields: ClassVar[tuple[str, ...]] = (*SitePage.essential_fields, "body")

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    def shown_pictures(self) -> list[Picture | None]:
        return [*super().shown_pictures(), *pictures_in(self.body)]

    class Meta:
        abstract = True


class StandardPage(BodyPage):
    """A practical page: how to get there, privacy, accessibility. It may have pages under it."""

    template = "pages/standard_page.html"
    parent_page_types = ["home.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]
    page_description = _("Practical text: how to get there, privacy, accessibility.")

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class StoryIndexPage(SitePage):
    """The section of stories."""

    template = "pages/story_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["pages.StoryPage"]
    max_count_per_parent = 1
    page_description = _("The section that lists stories, newest first.")

    class Meta:
        verbose_name = _("stories section")
        verbose_name_plural = _("stories sections")


class StoryPage(BodyPage):
    """A story of the region, by somebody, of a day."""

    template = "pages/story_page.html"
    parent_page_types = ["pages.StoryIndexPage"]
    subpage_types = []
    page_description = _("A story to read before or after a journey.")

    objects: ClassVar[Any] = StoryManager()

    author = models.CharField(_("author"), max_length=120, blank=True)
    published_on = models.DateField(
        _("day"), null=True, blank=True, help_text=_("The day that readers are shown.")
    )

    shared_panels = [*SitePage.shared_panels, FieldPanel("author"), FieldPanel("published_on")]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        data = super().structured_data(request) | {"@type": "Article", "headline": self.name}
        if self.author:
            data["author"] = {"@type": "Organization", "name": self.author}
        if self.published_on:
            data["datePublished"] = self.published_on.isoformat()
        return data
