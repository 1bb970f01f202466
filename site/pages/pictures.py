"""The pictures of one page, fetched together however many places of it show them."""

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.blocks import StreamValue

from media.models import Picture, PictureRendition


def fetch_renditions(pictures: Iterable[Picture | None], *uses: str) -> None:
    """Give each picture the renditions that these uses of the layout need.

    One query, none for no pictures. Raises KeyError for an unknown use.
    """
    present = [picture for picture in pictures if picture is not None]
    made = PictureRendition.objects.for_use(*uses)
    prefetch_related_objects(
        present, Prefetch("renditions", queryset=made, to_attr="prefetched_renditions")
    )


def pictures_in(stream: StreamValue | None) -> list[Picture]:
    """Return the pictures that the blocks of a body show. One query for each kind of such block."""
    found = []
    for child in stream or []:
        pictures = getattr(child.block, "pictures_of", None)
        found += pictures(child.value) if pictures else []
    return [picture for picture in found if picture is not None]
