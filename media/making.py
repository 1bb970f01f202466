"""Making renditions: the worker's work, one picture at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import willow
from django.db import transaction
from django.db.models import QuerySet
from wagtail.images.image_operations import ImageTransform
from wagtail.images.models import Filter

from .models import Picture, PictureRendition


def make_missing(picture: Picture) -> int:
    """Make the renditions that a picture lacks, one after the other; return how many it needs.

    The file is read and decoded once, and cut and scaled once for all formats, so no more is in
    memory than its pixels twice, whatever the number of renditions. Each is there for readers as
    soon as it is made. Stops where the picture has got another file meanwhile: that one has an
    order of its own. Where nothing is missing, three queries in a transaction and one
    before. Raises SourceImageIOError where the
    file is lost.
    """
    wanted = picture.every_spec()
    made = picture.made(wanted, current_only=True)
    missing = [spec for spec in wanted if spec not in made]
    if missing:
        with _filters(picture) as filter_for:
            for spec in missing:
                if not _make(picture, filter_for(spec)):
                    break
    _forget_older_cuts(picture)
    return len(wanted)


def _make(picture: Picture, filter: Filter) -> bool:
    """Make one rendition; return False where the picture is gone or has another file by now."""
    file = picture.generate_rendition_file(filter)
    with transaction.atomic():
        if not _locked(picture).filter(file=picture.file.name).exists():
            return False
        picture.renditions.get_or_create(
            filter_spec=filter.spec,
            focal_point_key=filter.get_cache_key(picture),
            defaults={"file": file},
        )
    return True


def _forget_older_cuts(picture: Picture) -> None:
    """Delete what was cut around an earlier focal point, and stood in until now."""
    with transaction.atomic():
        stored: Any = _locked(picture).first()
        if stored is None:
            return
        older = [each.pk for each in stored.renditions.all() if not stored.is_current(each)]
        PictureRendition.objects.filter(pk__in=older).delete()


def _locked(picture: Picture) -> QuerySet:
    """Select the picture's row, to be kept as it is until the transaction ends."""
    return Picture._base_manager.select_for_update(of=("self",)).filter(pk=picture.pk)


@contextmanager
def _filters(picture: Picture) -> Iterator[Any]:
    """Yield what turns a specification into a filter that can be run on this picture."""
    if picture.is_svg():
        yield Filter
        return
    with picture.open_file() as file:
        original = willow.Image.open(file)
        pixels = original.auto_orient()
        yield _Shaper(picture, pixels, original.format_name)


class _Shaper:
    """Cuts and scales one picture; the last shape is kept for the formats that follow."""

    def __init__(self, picture: Picture, pixels: Any, format_name: str) -> None:
        self.picture, self.pixels, self.format_name = picture, pixels, format_name
        self.shape, self.shaped = "", pixels

    def __call__(self, spec: str) -> Filter:
        return _ShapedFilter(spec, self)

    def shaped_by(self, filter: Filter) -> Any:
        shape = filter.spec.partition("|")[0]
        if shape != self.shape:
            size = (self.pixels.image.width, self.pixels.image.height)
            transform = Filter(shape).get_transform(self.picture, size)
            self.shaped = self.pixels  # so that no third is in memory
            cut = self.pixels.crop(transform.get_rect().round())
            self.shape, self.shaped = shape, cut.resize(transform.size)
            self.shaped.format_name = self.format_name
        return self.shaped


class _ShapedFilter(Filter):
    """Wagtail's filter, run on pixels that have their shape already."""

    def __init__(self, spec: str, shaper: _Shaper) -> None:
        super().__init__(spec)
        self.shaper = shaper

    @contextmanager
    def get_willow_image(self, image: Picture, source: Any = None) -> Iterator[Any]:
        yield self.shaper.shaped_by(self)

    def get_transform(self, image: Picture, size: tuple[int, int] | None = None) -> ImageTransform:
        return ImageTransform(size)
