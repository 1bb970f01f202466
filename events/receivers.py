from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from .models import Edition
from .occurrences import rebuild


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
