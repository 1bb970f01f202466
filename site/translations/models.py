"""Rows derived from pages: what exists in which language, and how far translators are."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search import index

from .fields import Translated, TranslatedSnippet
from .querysets import LanguageVersionQuerySet
from .searchtext import normalized

__all__ = ["LanguageVersion", "Translated", "TranslatedSnippet", "TranslationProgress"]


class LanguageVersion(index.Indexed, models.Model):
    """A page in one language, as the public has it.

    Content, never visitor data. `title`, `search_text`, `live` and `complete` are derived from the
    live row of the page alone, so no draft leaks into search. `held_back` and the native reader's
    mark are operational facts: rows outside revisions, live at once.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="language_versions")
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=255, blank=True)
    search_text = models.TextField(blank=True)
    live = models.BooleanField(default=False)
    complete = models.BooleanField(_("complete"), default=False)
    held_back = models.BooleanField(
        _("held back"),
        default=False,
        help_text=_(
            "Readers are told that it is still being checked, and search engines are not sent here."
        ),
    )
    reviewed_by_native = models.BooleanField(_("reviewed by a native reader"), default=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)

    objects = LanguageVersionQuerySet.as_manager()

    search_fields = [
        index.SearchField("search_title", boost=4),
        index.SearchField("search_text"),
        index.FilterField("language"),
        index.FilterField("live"),
        index.RelatedFields("page", [index.FilterField("path")]),
    ]

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        constraints = [
            models.UniqueConstraint(fields=["page", "language"], name="one_version_a_language")
        ]
        indexes = [
            models.Index(
                fields=["language", "live", "complete", "held_back"], name="version_lookup"
            )
        ]
        #: Who may write what (permissions.py). The source language's right includes shared facts,
        #: pictures and order.
        permissions = [
            (f"translate_{code}", f"Can write in {name}") for code, name in settings.LANGUAGES
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    @property
    def available(self) -> bool:
        """Whether search engines may index this: published, whole, and not held back."""
        return self.live and self.complete and not self.held_back

    @property
    def search_title(self) -> str:
        return normalized(self.title)


class TranslationProgress(models.Model):
    """How far a page's latest draft is in one language.

    Not content: it changes with every draft save, and no public page shows it.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="translation_progress")
    language = models.CharField(_("language"), max_length=12)
    done = models.PositiveSmallIntegerField(_("translated"), default=0)
    total = models.PositiveSmallIntegerField(_("of"), default=0)
    outdated = models.PositiveSmallIntegerField(_("outdated"), default=0)

    class Meta:
        verbose_name = _("translation progress")
        verbose_name_plural = _("translation progress")
        constraints = [
            models.UniqueConstraint(fields=["page", "language"], name="one_progress_a_language")
        ]
        indexes = [models.Index(fields=["language", "outdated"], name="progress_lookup")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language}: {self.done}/{self.total}"

    @property
    def is_complete(self) -> bool:
        return self.done == self.total
