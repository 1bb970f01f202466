from typing import Self

from wagtail.images.models import ImageQuerySet

from . import renditions


class PictureQuerySet(ImageQuerySet):
    """Pictures, selected by named verbs."""

    def for_use(self, *uses: str) -> Self:
        """Fetch the renditions that these uses of the layout need, and no others.

        One query more, however many pictures. Raises KeyError for an unknown use.
        """
        return self.prefetch_renditions(*renditions.all_specs(*uses))
