"""Keeping the derived rows true: one receiver, at most one upsert a table a save."""

from collections.abc import Mapping
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

from .completeness import count, is_complete
from .fields import column_values, translated_relations
from .languages import codes
from .models import LanguageVersion, TranslationProgress
from .pages import TranslatedPage


@receiver(post_save, dispatch_uid="translations.keep_language_rows")
def keep_language_rows(
    sender: type, instance: Any, update_fields: frozenset[str] | None, raw: bool, **kwargs: Any
) -> None:
    """Bring LanguageVersion and TranslationProgress of a page up to date.

    Alias, publish, unpublish and expiry all save the whole row (page signals miss some of them):
    then the instance is the live row. A draft save comes with ``update_fields`` and an instance
    full of draft text, which must reach nothing but the counts.
    """
    if raw or not isinstance(instance, Page):
        return
    if not isinstance(instance, TranslatedPage):
        # Expiry saves the plain page and not the specific one.
        instance = instance.specific if update_fields is None else None
        if not isinstance(instance, TranslatedPage):
            return
    if update_fields is None:
        refresh_versions(instance)
        if instance.live and not instance.has_unpublished_changes:
            refresh_progress(instance)
    elif "latest_revision" in update_fields:
        refresh_progress(instance)


def refresh_versions(*pages: TranslatedPage) -> None:
    """Rewrite what search and listings know of pages, from their rows as they were just saved.

    A page that is not live keeps its rows without any text. One upsert; held-back marks and
    native readers' marks stay.
    """
    rows = []
    for page in pages:
        for code in codes():
            version = LanguageVersion(page_id=page.pk, language=code, live=page.live)
            if page.live:
                version.title = page.title_in(code)[:255]
                version.search_text = page.search_text_in(code)
                version.complete = is_complete(page, code, page.essential_fields)
            rows.append(version)
    LanguageVersion.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["page", "language"],
        update_fields=["title", "search_text", "live", "complete"],
    )
    _index({page.pk: page for page in pages if page.live})


def _index(pages: Mapping[int, TranslatedPage]) -> None:
    """Put the rows into the search index: a bulk write sends no signal that would.

    What is no longer live stays in the index and is filtered out by every search.
    """
    if not pages:
        return
    versions = list(LanguageVersion.objects.filter(page_id__in=pages))
    for version in versions:
        version.page = pages[version.page_id]
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(LanguageVersion, versions)


def refresh_progress(*pages: TranslatedPage) -> None:
    """Rewrite the counts of pages from the drafts at hand. One upsert."""
    rows = []
    for page in pages:
        values = column_values(page)
        for accessor in translated_relations(type(page)):
            values[accessor] = [column_values(child) for child in getattr(page, accessor).all()]
        rows += [
            TranslationProgress(
                page_id=page.pk,
                language=each.language,
                done=each.done,
                total=each.total,
                outdated=each.outdated,
            )
            for each in count(type(page), values).values()
        ]
    TranslationProgress.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["page", "language"],
        update_fields=["done", "total", "outdated"],
    )
