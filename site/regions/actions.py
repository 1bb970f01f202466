"""Buttons of the snippet editor whose right is held by region.

Wagtail's own ask for a right over the whole model, which nobody but a superuser has here.
"""

from typing import Any

from wagtail.models import DraftStateMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.action_menu import PublishMenuItem, UnpublishMenuItem
from wagtail.snippets.permissions import get_permission_name

from .permissions import RegionPermissionPolicy


def is_by_region(model: type) -> bool:
    """Whether a model has drafts, and rights over it are held by region."""
    policy = policy_registry.get_by_type(model)
    return issubclass(model, DraftStateMixin) and isinstance(policy, RegionPermissionPolicy)


def may_publish(context: dict[str, Any]) -> bool:
    """Whether the user may publish what is being edited; of something new, anything at all.

    False for who has Wagtail's own right, and so Wagtail's own button.
    """
    user, model = context["request"].user, context["model"]
    if context.get("locked_for_user") or user.has_perm(get_permission_name("publish", model)):
        return False
    policy = policy_registry.get_by_type(model)
    instance = context.get("instance")
    if instance is None or instance.pk is None:
        return policy.user_has_permission(user, "publish")
    return policy.user_has_permission_for_instance(user, "publish", instance)


class RegionPublishMenuItem(PublishMenuItem):
    def is_shown(self, context: dict[str, Any]) -> bool:
        return may_publish(context)


class RegionUnpublishMenuItem(UnpublishMenuItem):
    def is_shown(self, context: dict[str, Any]) -> bool:
        return context["view"] == "edit" and context["instance"].live and may_publish(context)
