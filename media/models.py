"""Pictures and documents. Custom models from the first day: swapping them later is a migration."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition

from translations.languages import codes, localized
from translations.models import TranslatedSnippet

from .enums import LICENCE_ADDRESSES, Licence

_TEXTS = ("alt", "caption")
_TEXT_COLUMNS = [localized(field, code) for code in codes() for field in _TEXTS]


class Picture(TranslatedSnippet, AbstractImage):
    """A photograph or drawing, with what it shows in each language and whose it is."""

    translated_fields = _TEXTS

    alt = models.CharField(
        _("text alternative"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it. Not the file's name."),
    )
    caption = models.CharField(_("caption"), max_length=255, blank=True)
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made it. Shown beside the picture."),
    )
    source_url = models.URLField(_("source"), blank=True)
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence.choices, default=Licence.UNKNOWN
    )
    is_illustration = models.BooleanField(
        _("illustration"),
        default=False,
        help_text=_("A drawing, not a photograph. Readers are told."),
    )

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "tags",
        "credit",
        "source_url",
        "licence",
        "is_illustration",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
        *_TEXT_COLUMNS,
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_picture", "Can choose pictures")]

    @property
    def default_alt_text(self) -> str:
        """The text alternative in the active language, or the nearest that has one."""
        return self.alt

    @property
    def licence_url(self) -> str:
        """Where the licence can be read; empty for those without a public text."""
        return LICENCE_ADDRESSES.get(Licence(self.licence), "")


class PictureRendition(AbstractRendition):
    """A picture at one size and format: what the public gets; originals are never served."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]


class LibraryDocument(AbstractDocument):
    """A file for readers to take with them."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_librarydocument", "Can choose documents")]
