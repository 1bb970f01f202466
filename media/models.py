"""Pictures and documents. Custom models from the first day: swapping them later is a migration."""

from pathlib import PurePath
from typing import Any

from django.core.cache.backends.dummy import DummyCache
from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition

from translations.languages import codes, localized
from translations.models import TranslatedSnippet

from . import renditions
from .enums import LICENCE_ADDRESSES, Licence
from .querysets import PictureQuerySet

#: What the column of a rendition's file holds, less its folder and what a clash of names adds.
_LONGEST_NAME = 80

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
    #: Derived from the file (receivers.py): decides between JPEG and PNG.
    has_transparency = models.BooleanField(default=False, editable=False)

    objects = PictureQuerySet.as_manager()

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

    def renditions_for(self, use: str) -> dict[str, list["PictureRendition"]]:
        """Map formats to this picture's renditions in a use of the layout, by ascending width.

        Missing ones are made on the spot, which takes a while. No query where the picture came
        from `Picture.objects.for_use(use)` and all exist; one otherwise. Raises KeyError for an
        unknown use and SourceImageIOError where one is missing and the original's file is lost.
        """
        specs = renditions.specs(
            use,
            width=self.width,
            height=self.height,
            is_drawing=self.is_svg(),
            has_transparency=self.has_transparency,
        )
        made = self.get_renditions(*[spec for each in specs.values() for spec in each])
        return {format: [made[spec] for spec in each] for format, each in specs.items()}

    def generate_rendition_file(self, filter: Any, *, source: File | None = None) -> File:
        """Return the file of a rendition, named after the original's content.

        Renditions are cached for a year, so one made of another file, or cut around another focal
        point, needs another name; and a name that holds the hash cannot be guessed. A drawing as
        it is has its own bytes, where Willow would write the XML anew.
        """
        if self.is_svg() and filter.spec == renditions.AS_IT_IS:
            with self.open_file() as original:
                made: File = ContentFile(original.read(), name="drawing.svg")
        else:
            made = super().generate_rendition_file(filter, source=source)
        ending = ".".join(
            part
            for part in (
                self.file_hash[:12],
                filter.get_cache_key(self),
                filter.spec.replace("|", "."),
            )
            if part
        )
        ending += PurePath(made.name or "").suffix
        stem = PurePath(self.file.name).stem[: _LONGEST_NAME - len(ending) - 1]
        made.name = f"{stem}.{ending}"
        return made


class PictureRendition(AbstractRendition):
    """A picture at one size and format: what the public gets; originals are never served."""

    #: Wagtail keeps renditions in the cache, which may be the memory of one process: there they
    #: would outlive what another deletes. A query is cheap, and `for_use` saves that too.
    cache_backend = DummyCache("renditions", {})

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
