"""What an editor does to one language: mark current, copy structure, hold back, review."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.blocks import StreamValue
from wagtail.log_actions import log
from wagtail.models import Page

from . import languages, sources
from .emptiness import is_empty
from .fields import column_values, translated_relations
from .models import LanguageVersion
from .pages import TranslatedPage
from .permissions import may_write
from .receivers import refresh_progress
from .structure import skeleton


def _draft(request: HttpRequest, page_id: int, language: str) -> TranslatedPage:
    """Return the latest draft of a page that the user may edit in this language.

    Raises Http404 for an unknown page or language, PermissionDenied otherwise.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, TranslatedPage) or language not in page.languages_in_use():
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    lock = page.get_lock()
    if lock and lock.for_user(request.user):
        raise PermissionDenied
    return page.get_latest_revision_as_object()


def _back_to_editor(page: Page, language: str) -> HttpResponse:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return redirect(f"{url}#tab-language_{language.replace('-', '_')}")


@require_POST
def mark_current(
    request: HttpRequest, page_id: int, language: str, field: str = ""
) -> HttpResponse:
    """Note that the translations of a language (or one field of it) say what the source says.

    Saves a draft; the translator of the language may do it.
    """
    page = _draft(request, page_id, language)
    if not may_write(request.user, language):
        raise PermissionDenied
    columns = page.source_columns()
    if field and field not in columns:
        raise Http404
    chosen = {field: columns[field]} if field else columns
    page.save_revision(user=request.user, log_action="translations.mark_current", clean=False)
    page.translation_meta = sources.marked_current(
        column_values(page), source_columns=chosen, languages=[language]
    )
    if not field:
        _mark_children(page, language)
    _overwrite(page)
    messages.success(
        request, _("Marked as current: %(language)s.") % {"language": languages.name(language)}
    )
    return _back_to_editor(page, language)


def _mark_children(page: TranslatedPage, language: str) -> None:
    for accessor in translated_relations(type(page)):
        for child in getattr(page, accessor).get_object_list():
            child.translation_meta = sources.marked_current(
                column_values(child), source_columns=child.source_columns(), languages=[language]
            )


def _overwrite(page: TranslatedPage) -> None:
    """Write the page's record into the revision that was just saved, and count again."""
    revision = page.latest_revision
    revision.content = page.serializable_data()
    revision.save(update_fields=["content"])
    refresh_progress(page)


@require_POST
def copy_structure(request: HttpRequest, page_id: int, language: str, field: str) -> HttpResponse:
    """Copy a body's blocks from the source language with their words emptied.

    Saves a draft. What stood there stays in the history, and the message offers the way back.
    """
    page = _draft(request, page_id, language)
    if language == languages.SOURCE or not may_write(request.user, language):
        raise PermissionDenied
    column = page.source_columns().get(field)
    source = getattr(page, column) if column else None
    if not isinstance(source, StreamValue):
        raise Http404
    target = languages.localized(field, language)
    replaced = not is_empty(getattr(page, target))
    before = page.latest_revision
    if replaced and before is None:
        before = page.save_revision(user=request.user, clean=False)
    raw = skeleton(source.stream_block, list(source.get_prep_value()))
    setattr(page, target, json.dumps(raw))
    page.save_revision(user=request.user, log_action="translations.copy_structure", clean=False)
    undo = []
    if replaced and before is not None:
        url = reverse("translations:restore_field", args=[page.pk, language, field, before.pk])
        undo = [messages.button(url, _("Undo"), new_window=False)]
    messages.success(
        request,
        _("%(language)s now has the blocks of the source. Fill in the words.")
        % {"language": languages.name(language)},
        buttons=undo,
    )
    return _back_to_editor(page, language)


def restore_field(
    request: HttpRequest, page_id: int, language: str, field: str, revision_id: int
) -> HttpResponse:
    """Put one field of one language back to what an earlier draft said: the undo of a copy.

    GET asks, POST does. Touches no other field, so a translator may do it in their own language.
    """
    page = _draft(request, page_id, language)
    if not may_write(request.user, language) or field not in page.source_columns():
        raise PermissionDenied
    revision = get_object_or_404(page.revisions, pk=revision_id)
    if request.method != "POST":
        return TemplateResponse(
            request,
            "translations/pages/confirm_restore.html",
            {"page": page, "language": languages.name(language), "revision": revision},
        )
    target = languages.localized(field, language)
    setattr(page, target, getattr(revision.as_object(), target))
    page.save_revision(user=request.user, log_action="translations.restore", clean=False)
    messages.success(request, _("The text is back as it was."))
    return _back_to_editor(page, language)


def _decide(request: HttpRequest, page_id: int, language: str) -> tuple[Any, LanguageVersion]:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, TranslatedPage) or language not in page.languages_in_use():
        raise Http404
    return page, get_object_or_404(LanguageVersion, page_id=page_id, language=language)


@require_POST
def hold_back(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Hold a language back from readers, or release it. Live at once, logged; for publishers."""
    page, version = _decide(request, page_id, language)
    if language == languages.SOURCE or not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    version.held_back = request.POST.get("held_back") == "true"
    version.save(update_fields=["held_back"])
    action = "translations.hold_back" if version.held_back else "translations.release"
    log(instance=page, action=action, user=request.user, data={"language": language})
    messages.success(
        request,
        (
            _("%(language)s is held back: readers are told that it is still being checked.")
            if version.held_back
            else _("%(language)s is no longer held back.")
        )
        % {"language": languages.name(language)},
    )
    return _back_to_editor(page, language)


@require_POST
def review(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Note that a native reader has read a language, or take the note back. Logged."""
    page, version = _decide(request, page_id, language)
    if not page.permissions_for_user(request.user).can_edit() or not may_write(
        request.user, language
    ):
        raise PermissionDenied
    version.reviewed_by_native = request.POST.get("reviewed") == "true"
    reviewer: Any = request.user if version.reviewed_by_native else None
    version.reviewed_by = reviewer
    version.reviewed_at = timezone.now() if version.reviewed_by_native else None
    version.save(update_fields=["reviewed_by_native", "reviewed_by", "reviewed_at"])
    log(instance=page, action="translations.review", user=request.user, data={"language": language})
    messages.success(request, _("Noted for %(language)s.") % {"language": languages.name(language)})
    return _back_to_editor(page, language)
