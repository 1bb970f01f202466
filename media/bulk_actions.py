"""Wagtail's actions on several pictures at once, kept from those who may only translate.

Wagtail asks for the right to change a picture, which a translator has for its words.
"""

from typing import Any

from wagtail.images.views.bulk_actions import AddTagsBulkAction, AddToCollectionBulkAction

from translations.permissions import may_shape


class TagPictures(AddTagsBulkAction):
    def check_perm(self, image: Any) -> bool:
        return may_shape(self.request.user) and super().check_perm(image)


class MovePictures(AddToCollectionBulkAction):
    def check_perm(self, image: Any) -> bool:
        return may_shape(self.request.user) and super().check_perm(image)
