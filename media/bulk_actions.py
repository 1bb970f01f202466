"""Wagtail's actions on several files at once, kept from those who may only translate.

Wagtail asks for the right to change a picture or a document, which a translator has for its words.
"""

from typing import Any

from wagtail.documents.views import bulk_actions as documents
from wagtail.images.views import bulk_actions as images

from translations.permissions import may_shape


class _ForShapers:
    """An action that the right to change words is not enough for."""

    request: Any

    def check_perm(self, item: Any) -> bool:
        return may_shape(self.request.user) and super().check_perm(item)  # type: ignore[misc]


class TagPictures(_ForShapers, images.AddTagsBulkAction):
    pass


class MovePictures(_ForShapers, images.AddToCollectionBulkAction):
    pass


class TagDocuments(_ForShapers, documents.AddTagsBulkAction):
    pass


class MoveDocuments(_ForShapers, documents.AddToCollectionBulkAction):
    pass
