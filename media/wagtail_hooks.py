from wagtail import hooks

from .bulk_actions import MovePictures, TagPictures

# After Wagtail's own, which have the same names.
for action in (TagPictures, MovePictures):
    hooks.register("register_bulk_action", action, order=1)
