"""Who may do what in the library: Wagtail's rules by collection, and a translator's limits.

A translator writes words in some languages and shapes nothing: adds, deletes, moves, tags no file.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from translations.languages import SOURCE
from translations.permissions import codename, may_shape

_Users = Callable[[set[str]], QuerySet]


class _LibraryPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy by collection and owner, where some actions also need the right to shape."""

    #: What changes more than words.
    shaping: frozenset[str]

    def _open_to(self, user: Any, actions: Iterable[str]) -> set[str]:
        """Return those of the actions that are not closed to this user whatever the collection."""
        return set(actions) if may_shape(user) else set(actions) - self.shaping

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(self._open_to(user, [action])) and super().user_has_permission(user, action)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        allowed = self._open_to(user, actions)
        return bool(allowed) and super().user_has_any_permission_for_instance(
            user, allowed, instance
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        allowed = self._open_to(user, actions)
        if not allowed:
            return self.model._default_manager.none()
        return super().instances_user_has_any_permission_for(user, allowed)

    def collections_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        allowed = self._open_to(user, actions)
        if not allowed:
            return Collection.objects.none()
        return super().collections_user_has_any_permission_for(user, allowed)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        return self._users(set(actions), super().users_with_any_permission)

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Any
    ) -> QuerySet:
        base = super().users_with_any_permission_for_instance
        return self._users(set(actions), lambda some: base(some, instance))

    def _users(self, actions: set[str], with_any: _Users) -> QuerySet:
        """Return who holds any of the actions; of the shaping ones, only who may shape."""
        found = Q()
        if actions & self.shaping:
            found |= Q(
                pk__in=with_any(actions & self.shaping).values("pk"),
            ) & Q(pk__in=_shapers().values("pk"))
        if actions - self.shaping:
            found |= Q(pk__in=with_any(actions - self.shaping).values("pk"))
        return get_user_model()._default_manager.filter(found)


class PicturePermissionPolicy(_LibraryPolicy):
    """Pictures have words, so a translator may open and change them; the form limits what.

    Takes the permissions of Wagtail's own image model, as its group forms hand them out.
    """

    shaping = frozenset({"add", "delete"})

    def __init__(self, model: type[Model]) -> None:
        super().__init__(
            model, auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user"
        )


class DocumentPermissionPolicy(_LibraryPolicy):
    """Documents have words, too: what readers call them, and what is in them."""

    shaping = frozenset({"add", "delete"})

    def __init__(self, model: type[Model]) -> None:
        super().__init__(
            model, auth_model="wagtaildocs.Document", owner_field_name="uploaded_by_user"
        )


def may_see(user: Any, picture: Any) -> bool:
    """Whether somebody may use a picture in the admin, be it in a private collection or not."""
    policy = policy_registry.get_by_type(type(picture))
    return user.is_authenticated and policy.user_has_any_permission_for_instance(
        user, {"change", "choose"}, picture
    )


def register_policies() -> None:
    """Make all of Wagtail ask these policies; called when apps are ready.

    For the exact classes: Wagtail registers its own for the same models later, and an exact one
    goes first.
    """
    from .models import LibraryDocument, Picture

    for model, policy in (
        (Picture, PicturePermissionPolicy),
        (LibraryDocument, DocumentPermissionPolicy),
    ):
        register_permission_policy(model, policy(model), exact_class=True)


def _shapers() -> QuerySet:
    return get_user_model().objects.with_perm(
        f"translations.{codename(SOURCE)}", backend="django.contrib.auth.backends.ModelBackend"
    )
