"""What follows from a picture's file: facts about it, and its renditions."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from . import raster
from .models import LibraryDocument, Picture
from .tasks import make_renditions

#: Columns that decide what a picture's renditions look like.
_SHAPING = {
    "file",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
}


@receiver(pre_save, sender=Picture, dispatch_uid="media.describe_file")
def describe_file(sender: type[Picture], instance: Picture, raw: bool, **kwargs: Any) -> None:
    """Note size, hash, transparency and colour of a file that is new; renditions of the old one go.

    Whoever saves it: form, script or the second step of Wagtail's multiple upload, which has put
    the file into the store already. One query.
    """
    if raw:
        return
    stored = sender._base_manager.filter(pk=instance.pk).values_list("file", flat=True).first()
    if instance.file._committed and instance.file.name == stored:
        return
    instance._set_image_file_metadata()
    with instance.open_file() as file:
        instance.has_transparency = not instance.is_svg() and raster.has_transparency(file)
        # What is seen through a drawing or a picture is the page's colour.
        has_color = not (instance.is_svg() or instance.has_transparency)
        file.seek(0)
        instance.color = raster.main_color(file) if has_color else ""
        file.seek(0)
    if stored:
        instance.renditions.all().delete()


@receiver(pre_save, sender=LibraryDocument, dispatch_uid="media.describe_document")
def describe_document(
    sender: type[LibraryDocument], instance: LibraryDocument, raw: bool, **kwargs: Any
) -> None:
    """Note size and hash of a document whose file has not been stored yet, whoever saves it."""
    if not raw and not instance.file._committed:
        instance._set_document_file_metadata()


@receiver(post_save, sender=Picture, dispatch_uid="media.order_renditions")
def order_renditions(
    sender: type[Picture],
    instance: Picture,
    raw: bool,
    update_fields: frozenset[str] | None,
    **kwargs: Any,
) -> None:
    """Have the renditions made once the picture is really stored; what exists costs nothing."""
    if raw or (update_fields is not None and not update_fields & _SHAPING):
        return
    transaction.on_commit(partial(make_renditions.enqueue, instance.pk))
