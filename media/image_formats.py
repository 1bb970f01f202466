"""Sizes of pictures in rich text, for which Wagtail looks here: none.

Pictures stand in blocks of their own (pages.blocks), with a caption and a text alternative.
"""

from wagtail.images.formats import unregister_image_format

for name in ("fullwidth", "left", "right"):
    unregister_image_format(name)
