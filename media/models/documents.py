"""Files for readers to take with them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from media.enums import DOCUMENT_CONTENT_TYPES, DocumentFormat
from translations.languages import codes, localized, targets
from translations.models import TranslatedSnippet

from .credits import Credited


class LibraryDocument(TranslatedSnippet, Credited, AbstractDocument):
    """A file to download, with what it is in each language and whose it is.

    As with pages, `title` is its name in the source language, and `heading` in the others.
    """

    translated_fields = ("heading", "description")

    heading = models.CharField(
        _("name"), max_length=255, blank=True, help_text=_("What readers see as its name.")
    )
    description = models.CharField(
        _("description"),
        max_length=255,
        blank=True,
        help_text=_("What is in it, and for whom. Readers see this."),
    )

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "tags",
        "credit",
        "source_url",
        "licence",
        *[localized("heading", code) for code in targets()],
        *[localized("description", code) for code in codes()],
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_librarydocument", "Can choose documents")]

    def clean(self) -> None:
        """Check the name's ending where there is a file; where there is none, that is wrong."""
        if self.file:
            super().clean()

    @classmethod
    def source_columns(cls) -> dict[str, str]:
        return {**super().source_columns(), "heading": "title"}

    @property
    def name(self) -> str:
        """What readers call it: in the active language, or the nearest that has a name."""
        return self.heading or self.title

    @property
    def content_type(self) -> str:
        """What browsers are told that it is: by its ending, which the upload kept to."""
        return DOCUMENT_CONTENT_TYPES[DocumentFormat(self.file_extension.lower())]
