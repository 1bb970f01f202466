"""Who may write in which language.

One permission a language (``translations.translate_ar``). The source language's is more than the
others: who holds it shapes the whole thing, so facts, pictures, order, additions and deletions
are theirs too. Who holds none may read the editor and change nothing.
"""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from .languages import SOURCE, codes


def codename(language: str) -> str:
    """Return the permission's codename, e.g. ``translate_ar``."""
    return f"translate_{language}"


def may_write(user: Any, language: str) -> bool:
    """Whether the user may change texts of this language. Django caches the user's permissions."""
    return user.is_active and user.has_perm(f"translations.{codename(language)}")


def may_shape(user: Any) -> bool:
    """Whether the user may change what all languages share: facts, pictures, order, existence."""
    return may_write(user, SOURCE)


def writable_languages(user: Any) -> list[str]:
    """Return the languages that the user may change, in the project's order."""
    return [code for code in codes() if may_write(user, code)]


def language_permissions() -> QuerySet[Permission]:
    """Return the permission rows, for the form in which an administrator hands them out."""
    return Permission.objects.filter(
        content_type__app_label="translations", codename__in=[codename(code) for code in codes()]
    )
