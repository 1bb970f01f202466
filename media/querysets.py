from typing import Self

from django.db.models import CharField, Exists, ExpressionWrapper, F, Manager, OuterRef, QuerySet
from wagtail.images.models import ImageQuerySet
from wagtail.models import CollectionViewRestriction

from . import renditions


def is_restricted(collection_path: str) -> Exists:
    """Return the condition that a collection or one above it has a view restriction.

    `collection_path` is how the outer query reaches the collection's path. The table of
    restrictions has a handful of rows, so this costs next to nothing.
    """
    inner = ExpressionWrapper(OuterRef(collection_path), output_field=CharField())
    restrictions = CollectionViewRestriction.objects.annotate(inner=inner)
    return Exists(restrictions.filter(inner__startswith=F("collection__path")))


class PictureQuerySet(ImageQuerySet):
    """Pictures, selected by named verbs."""

    def public(self) -> Self:
        """Keep the pictures of collections that everybody may see."""
        return self.exclude(is_restricted("collection__path"))

    def for_use(self, *uses: str) -> Self:
        """Fetch the renditions that these uses of the layout need, and no others.

        One query more, however many pictures. Raises KeyError for an unknown use.
        """
        return self.prefetch_renditions(*renditions.all_specs(*uses))


class RenditionQuerySet(QuerySet):
    """Renditions, selected by named verbs."""

    def for_use(self, *uses: str) -> Self:
        """Keep what these uses of the layout need. Raises KeyError for an unknown use."""
        return self.filter(filter_spec__in=renditions.all_specs(*uses))


class RenditionManager(Manager.from_queryset(RenditionQuerySet)):  # type: ignore[misc]
    """Renditions, each with `is_private`: whether readers may not see its picture."""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().annotate(is_private=is_restricted("image__collection__path"))
