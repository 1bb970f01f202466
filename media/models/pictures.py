"""Pictures and their renditions."""

from collections.abc import Collection as Some
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from django.core.cache.backends.dummy import DummyCache
from django.core.files.base import ContentFile, File
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from media import renditions
from media.errors import UnlistedRenditionError
from media.orders import order_missing
from media.querysets import PictureQuerySet, RenditionManager
from translations.languages import codes, localized
from translations.models import TranslatedSnippet

from .credits import Credited

#: What the column of a rendition's file holds, less its folder and what a clash of names adds.
_LONGEST_NAME = 80
#: By how much two shapes may differ and still be taken for the same: renditions are whole pixels.
_ALIKE = 0.02

_TEXTS = ("alt", "caption")


class Picture(TranslatedSnippet, Credited, AbstractImage):
    """A photograph or drawing, with what it shows in each language and whose it is.

    Its renditions are made by the worker and nowhere else: whoever asks for one that is missing
    has it ordered, and gets the nearest that there is.
    """

    translated_fields = _TEXTS

    alt = models.CharField(
        _("text alternative"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it. Not the file's name."),
    )
    caption = models.CharField(_("caption"), max_length=255, blank=True)
    is_illustration = models.BooleanField(
        _("illustration"),
        default=False,
        help_text=_("A drawing, not a photograph. Readers are told."),
    )
    #: Derived from the file (receivers.py): decides between JPEG and PNG.
    has_transparency = models.BooleanField(default=False, editable=False)
    #: Derived from the file (receivers.py): what is seen while it loads, as three digits of
    #: hexadecimal red, green and blue; empty where one colour cannot stand for it.
    color = models.CharField(max_length=3, blank=True, default="", editable=False)

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
        *[localized(field, code) for code in codes() for field in _TEXTS],
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_picture", "Can choose pictures")]

    @property
    def default_alt_text(self) -> str:
        """The text alternative in the active language, or the nearest that has one."""
        return self.alt

    @cached_property
    def is_public(self) -> bool:
        """Whether readers may see it: neither its collection nor one above has a restriction.

        No query where renditions have been fetched (`for_use`), one otherwise.
        """
        for each in self._get_prefetched_renditions() or ():
            if hasattr(each, "is_private"):
                return not each.is_private
        return Picture.objects.public().filter(pk=self.pk).exists()

    # --- Renditions ---

    def specs_for(self, use: str) -> dict[str, list[str]]:
        """Map formats to the filters that this picture needs in a use of the layout."""
        return renditions.specs(use, **self._facts())

    def is_made_for(self, use: str) -> bool:
        """Whether it has renditions in a use: an opaque picture has none where a cut-out stands."""
        return any(self.specs_for(use).values())

    def every_spec(self) -> tuple[str, ...]:
        """Return all filters of this picture, those of the admin included."""
        return renditions.every_spec(**self._facts())

    def _facts(self) -> dict[str, Any]:
        return {
            "width": self.width,
            "height": self.height,
            "is_drawing": self.is_svg(),
            "has_transparency": self.has_transparency,
        }

    def renditions_for(self, use: str) -> dict[str, list["PictureRendition"]]:
        """Map formats to this picture's renditions in a use of the layout, by ascending width.

        Those that are made: where some are missing the lists are shorter, or empty, and they are
        ordered. No query where the picture came from `Picture.objects.for_use(use)` and all exist;
        one otherwise, and what `orders.order_missing` costs. Raises KeyError for an unknown use.
        """
        by_format = self.specs_for(use)
        made = self._made_or_ordered([spec for each in by_format.values() for spec in each])
        return {
            format: [made[spec] for spec in each if spec in made]
            for format, each in by_format.items()
        }

    def get_rendition(self, filter: Filter | str) -> "PictureRendition":
        """Return what `get_renditions` returns for one filter."""
        (rendition,) = self.get_renditions(filter).values()
        return rendition

    def get_renditions(self, *filters: Filter | str) -> dict[str, "PictureRendition"]:
        """Map Wagtail's filters to renditions; for one that is missing, to what stands in for it.

        A stand-in has the address of the nearest rendition of the same shape, or a plain colour as
        its address, and the width and height that the right one will have. It is not stored. No
        picture is ever made here. "original" of a photograph is the address at which the admin
        gives out the original file to those who may have it.

        Costs what `renditions_for` costs, and a query for each stand-in. Raises
        UnlistedRenditionError for what is not in the table of renditions.
        """
        specs = dict.fromkeys(self._listed(each) for each in filters)
        made = self._made_or_ordered([each for each in specs if not self._is_original(each)])
        return {spec: made.get(spec) or self._stand_in(spec) for spec in specs}

    def made(
        self, specs: Some[str], *, current_only: bool = False
    ) -> dict[str, "PictureRendition"]:
        """Map those of the filters that have a rendition to it.

        One that was cut around an earlier focal point stands in until the right one is made,
        unless `current_only`. One query, none where renditions have been fetched.
        """
        stored = self._get_prefetched_renditions()
        if stored is None:
            stored = self.renditions.filter(filter_spec__in=specs)
        found: dict[str, PictureRendition] = {}
        for each in stored:
            if each.filter_spec in specs and (
                self.is_current(each) or not (current_only or each.filter_spec in found)
            ):
                found[each.filter_spec] = each
        return found

    def is_current(self, rendition: "PictureRendition") -> bool:
        """Whether a rendition is cut as the focal point wants it now."""
        return rendition.focal_point_key == rendition.filter.get_cache_key(self)

    def _listed(self, filter: Filter | str) -> str:
        spec = self.clean_filter_for_svg(Filter(filter) if isinstance(filter, str) else filter).spec
        if spec not in self.every_spec() and not self._is_original(spec):
            raise UnlistedRenditionError(
                f"There is no rendition {spec!r} of {self.title!r}: media.renditions lists all."
            )
        return spec

    def _is_original(self, spec: str) -> bool:
        return spec == renditions.AS_IT_IS and not self.is_svg()

    def _made_or_ordered(self, specs: list[str]) -> dict[str, "PictureRendition"]:
        found = self.made(specs)
        if len(found) < len(specs) or not all(map(self.is_current, found.values())):
            order_missing(self.pk)
        return found

    def _stand_in(self, spec: str) -> "PictureRendition":
        width, height = map(round, Filter(spec).get_transform(self).size)
        stand_in = PictureRendition(image=self, filter_spec=spec, width=width, height=height)
        if self._is_original(spec):
            stand_in.address = reverse("picture_original", args=[self.pk])
        else:
            alike = [each for each in self.renditions.all() if each.is_shaped_as(width, height)]
            nearest = min(alike, key=lambda each: abs(each.width - width), default=None)
            stand_in.address = nearest.url if nearest else self._plain_color(width, height)
        return stand_in

    def _plain_color(self, width: int, height: int) -> str:
        """Return a `data:` address, which the admin's security policy allows in pictures."""
        fill = f'<path fill="#{self.color}" d="M0 0h{width}v{height}H0z"/>' if self.color else ""
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
            f"{fill}</svg>"
        )
        return f"data:image/svg+xml,{quote(drawing)}"

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

    #: Where a stand-in (Picture.get_renditions), which has no file of its own, is shown from.
    address = ""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    objects = RenditionManager()

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]
        # Readers ask for it by its name (views.py).
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]

    @property
    def url(self) -> str:
        return self.address or super().url

    def is_shaped_as(self, width: int, height: int) -> bool:
        """Whether a picture of this width and height shows the same part of the original."""
        return abs(self.width * height / (self.height * width) - 1) < _ALIKE
