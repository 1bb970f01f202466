"""Who may do what with pictures: Wagtail's rules by collection, and a translator's limits."""

from typing import Any

from wagtail.images import get_image_model
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from translations.permissions import may_shape


class PicturePermissionPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's, where changing a picture includes deleting it; a translator may not delete."""

    def __init__(self) -> None:
        from wagtail.images.models import Image

        super().__init__(get_image_model(), auth_model=Image, owner_field_name="uploaded_by_user")

    def user_has_permission(self, user: Any, action: str) -> bool:
        return self._within_limits(user, [action]) and super().user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self._within_limits(user, actions) and super().user_has_any_permission_for_instance(
            user, actions, instance
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        if not self._within_limits(user, actions):
            return self.model._default_manager.none()
        return super().instances_user_has_any_permission_for(user, actions)

    @staticmethod
    def _within_limits(user: Any, actions: Any) -> bool:
        return set(actions) != {"delete"} or may_shape(user)
