"""The abstract base of every page that speaks several languages."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import override
from wagtail.models import Page, PagePermissionTester

from . import languages
from .completeness import is_complete
from .drafts import TranslatedDrafts
from .permissions import may_shape
from .searchtext import normalized, plain_text


class TranslatedPagePermissionTester(PagePermissionTester):
    """A translator changes words of one language, so nothing that is shared by all of them."""

    def _may_shape(self) -> bool:
        return may_shape(self.user)

    def can_add_subpage(self) -> bool:
        return self._may_shape() and super().can_add_subpage()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self._may_shape() and super().can_delete(ignore_bulk=ignore_bulk)

    def can_unpublish(self) -> bool:
        return self._may_shape() and super().can_unpublish()

    def can_set_view_restrictions(self) -> bool:
        return self._may_shape() and super().can_set_view_restrictions()

    def can_unschedule(self) -> bool:
        return self._may_shape() and super().can_unschedule()

    def can_reorder_children(self) -> bool:
        return self._may_shape() and super().can_reorder_children()

    def can_move(self) -> bool:
        return self._may_shape() and super().can_move()

    def can_copy(self) -> bool:
        return self._may_shape() and super().can_copy()


class TranslatedPage(TranslatedDrafts, Page):
    """One page, several languages: its texts have a column a language, all else is shared.

    `Page.title` is the title in the source language. `heading` holds the other languages' titles;
    the source language's heading is never filled, so nothing has to be mirrored.
    """

    heading = models.CharField(max_length=255, blank=True)
    #: A reader of a language has the page itself, not a fallback, when these are translated.
    essential_fields: ClassVar[tuple[str, ...]] = ("heading",)

    class Meta:
        abstract = True

    @classmethod
    def source_columns(cls) -> dict[str, str]:
        return {**super().source_columns(), "heading": "title"}

    @property
    def name(self) -> str:
        """The page's title in the active language, or the nearest that has one. No query."""
        return self.heading or self.title

    @cached_property
    def versions(self) -> dict[str, Any]:
        """Map language codes to this page's LanguageVersion rows.

        One query, none where ``prefetch_related("language_versions")`` ran.
        """
        return {version.language: version for version in self.language_versions.all()}

    def available_languages(self) -> list[str]:
        """Return the languages in which search engines may index this page, source first."""
        return languages.in_order(
            code for code, version in self.versions.items() if version.available
        )

    def is_whole_in(self, code: str) -> bool:
        """Whether a reader of the language gets the page itself rather than a fallback.

        Reads the object at hand (a preview's draft too) and the held-back mark. One query at most.
        """
        version = self.versions.get(code)
        held_back = version.held_back if version else False
        return not held_back and is_complete(self, code, self.essential_fields)

    @classmethod
    def languages_in_use_at(cls, place: Page | None) -> list[str]:
        """Return the languages that pages at or under this place are written in.

        All of them here; a higher layer that knows regions narrows it.
        """
        return languages.codes()

    @classmethod
    def region_key(cls, place: Page) -> object:
        """Return what tells one region's pages from another's. No query."""
        return None

    def languages_in_use(self) -> list[str]:
        """Return the languages that this page is written in, source first."""
        return self.languages_in_use_at(self)

    def title_in(self, code: str) -> str:
        """Return the name that a reader of the language sees."""
        with override(code):
            return self.name

    def search_text_in(self, code: str) -> str:
        """Return what a reader of the language sees, as the search index keeps it."""
        with override(code):
            texts = [plain_text(getattr(self, field)) for field in self.translated_fields]
        return normalized(" ".join(texts))

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return TranslatedPagePermissionTester(user, self)

    def editor_side_panels(self, request: HttpRequest) -> list[Any]:
        """Return what the editor of this page type shows beside the languages."""
        return []

    # --- Previews: one a language ---

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Return one preview mode a language; by default a preview would follow the admin's."""
        return [(code, languages.name(code)) for code in languages.codes()]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Render the draft in the language that the mode names.

        Rendered inside the override: a TemplateResponse renders later, in the admin's language.
        """
        with override(mode_name or languages.SOURCE):
            request.LANGUAGE_CODE = languages.active()
            response = super().serve_preview(request, mode_name)
            return response.render() if hasattr(response, "render") else response


def order_by_name(language: str | None = None) -> Lower:
    """Return an expression that sorts translated pages by the name a reader of the language sees.

    Takes the active language by default. Empty and missing headings count alike (the databases
    sort NULL differently), the title comes last, and case does not matter. For querysets of one
    concrete page model.
    """
    names = [
        NullIf(F(languages.localized("heading", code)), Value(""))
        for code in languages.fallbacks(language or languages.active())
        if code != languages.SOURCE
    ]
    text = models.CharField()
    return Lower(Coalesce(*names, F("title"), Value(""), output_field=text), output_field=text)


class LanguagesInUse:
    """Remembers which languages each region uses, for as long as one listing is being made."""

    def __init__(self) -> None:
        self._known: dict[object, list[str]] = {}

    def at(self, page: Page) -> list[str]:
        """Return the languages of a page's region; none for a page that has no languages.

        At most one query a region.
        """
        model = page.cached_content_type.model_class()
        if model is None or not issubclass(model, TranslatedPage):
            return []
        key = model.region_key(page)
        if key not in self._known:
            self._known[key] = model.languages_in_use_at(page)
        return self._known[key]
