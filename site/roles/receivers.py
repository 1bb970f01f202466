"""What follows from giving somebody a role."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from wagtail.users.models import UserProfile

from regions.models import RegionSettings

_IN_GROUPS = get_user_model().groups.through


@receiver(m2m_changed, sender=_IN_GROUPS, dispatch_uid="roles.set_the_clock")
def set_the_clock(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Let the admin show whoever gets a role the region's own time, unless they chose one.

    Wagtail's default is the server's, which is UTC: an hour for publishing would be typed wrong.
    """
    if action != "post_add" or not pk_set:
        return
    users, groups = (pk_set, [instance.pk]) if reverse else ([instance.pk], pk_set)
    region = (
        RegionSettings.objects.filter(site__role_groups__group__in=groups).order_by("pk").first()
    )
    if region is None:
        return
    for user in get_user_model().objects.filter(pk__in=users):
        profile = UserProfile.get_for_user(user)
        if not profile.current_time_zone:
            profile.current_time_zone = region.time_zone
            profile.save(update_fields=["current_time_zone"])
