from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from .models import Edition, Festival
from .occurrences import list_parts, rebuild


@receiver(post_save, sender=Edition, dispatch_uid="events.rebuild_occurrences")
def rebuild_occurrences(
    sender: type[Edition],
    instance: Edition,
    update_fields: frozenset[str] | None,
    raw: bool,
    **kwargs: Any,
) -> None:
    """Bring an edition's dates up to date with its live row.

    A draft save comes with `update_fields` and an instance full of draft dates, which must reach
    nobody; publish, unpublish and scripts save the whole row.
    """
    if raw or update_fields is not None:
        return
    rebuild(instance)


@receiver(post_delete, sender=Edition, dispatch_uid="events.list_parts_after_deletion")
def list_parts_after_deletion(sender: type[Edition], instance: Edition, **kwargs: Any) -> None:
    """Without its festival's date a part stands in the lists by itself."""
    festival = Festival.objects.filter(pk=instance.festival_id).first()
    if festival is not None:
        list_parts(festival)


@receiver([page_published, page_unpublished, post_page_move], dispatch_uid="events.list_parts")
def list_parts_of_a_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A festival that appears, goes or moves decides anew which dates stand in the lists."""
    festival = instance.specific if type(instance) is Page else instance
    if isinstance(festival, Festival):
        list_parts(Festival.objects.get(pk=festival.pk))
