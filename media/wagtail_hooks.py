from django.urls import URLPattern, path
from wagtail import hooks

from . import admin_views
from .bulk_actions import MoveDocuments, MovePictures, TagDocuments, TagPictures

# After Wagtail's own, which have the same names.
for action in (TagPictures, MovePictures, TagDocuments, MoveDocuments):
    hooks.register("register_bulk_action", action, order=1)


# Before Wagtail's own, one of which has the same address.
@hooks.register("register_admin_urls", order=-1)
def library_urls() -> list[URLPattern]:
    return [
        path("images/<int:image_id>/original/", admin_views.original, name="picture_original"),
        path("images/<int:image_id>/preview/<str:filter_spec>/", admin_views.no_preview),
    ]
