"""Who may do what in which region: rights that a group holds for a region, never for a model.

Wagtail keeps such rights as rows (`GroupSitePermission`) and asks them for settings. Here they hold
for everything that belongs to a region. A right over a whole model (Django's own kind) gives
nothing: it would open every region at once.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import ForeignKey, Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from wagtail.models import Page, Site
from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy
from wagtail.permission_policies.sites import SitePermissionPolicy

from .trees import pages_within, site_id_of

#: Whoever may do any of these in a region may look at its things and choose among them.
LOOKING = ("add", "change", "delete", "view")


class RegionPermissionPolicy(SitePermissionPolicy):
    """Rights by region over a model, for Wagtail's registry of policies.

    `region_path` leads from an instance to its region: to a Wagtail Site (``"site"``) or to a page
    in its tree (``"festival"``, ``"edition__festival"``). What leads nowhere is a superuser's.
    """

    def __init__(self, model: type[Model], region_path: str = "site") -> None:
        # Not SitePermissionPolicy's own: it knows one field, and asks for it before apps are ready.
        BaseDjangoAuthPermissionPolicy.__init__(self, model)
        self.region_path = region_path

    def _user_has_global_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return False

    # --- Instances ---

    def site_id_of_instance(self, instance: Any) -> int | None:
        """Return the id of the site that an instance, or a Site itself, belongs to.

        A query a step of the path that is not loaded yet; none for a plain ``site``.
        """
        if isinstance(instance, Site):
            return instance.pk
        value = instance
        for name in self.region_path.split(LOOKUP_SEP):
            field = type(value)._meta.get_field(name)
            if isinstance(field, ForeignKey) and issubclass(field.related_model, Site):
                return getattr(value, field.attname)
            try:
                value = getattr(value, name)
            except ObjectDoesNotExist:
                return None
            if value is None:
                return None
        return site_id_of(value)

    def within(self, sites: Iterable[Site]) -> Q:
        """Return the filter that keeps instances of these sites. No query but for nested sites."""
        sites = list(sites)
        if not self.leads_to_page():
            return Q(**{f"{self.region_path}__in": sites})
        return pages_within(sites, prefix=self.region_path)

    def leads_to_page(self) -> bool:
        """Whether the path ends at a page of the region's tree instead of its Site."""
        model: Any = self.model
        for name in self.region_path.split(LOOKUP_SEP):
            model = model._meta.get_field(name).related_model
        return issubclass(model, Page)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        if not (user.is_authenticated and user.is_active):
            return False
        if user.is_superuser:
            return True
        site_id = self.site_id_of_instance(instance)
        codenames = self._get_permission_codenames(actions)
        return site_id is not None and any(
            right.site_id == site_id
            and right.permission.codename in codenames
            and right.permission.content_type_id == self._content_type.pk
            for right in self.get_cached_permissions_for_user(user)
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        if user.is_active and user.is_superuser:
            return self.model._default_manager.all()
        sites = self.sites_user_has_any_permission_for(user, actions)
        return self.model._default_manager.filter(self.within(sites))

    # --- Users ---

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        return self._users(groups__site_permissions__permission__in=self._rows(actions))

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Any
    ) -> QuerySet:
        return self._users(
            groups__site_permissions__permission__in=self._rows(actions),
            groups__site_permissions__site=self.site_id_of_instance(instance),
        )

    def _rows(self, actions: Iterable[str]) -> QuerySet:
        return self._get_permission_objects_for_actions(actions)

    @staticmethod
    def _users(**rights: Any) -> QuerySet:
        users = get_user_model()._default_manager
        return users.filter(Q(is_superuser=True) | Q(**rights), is_active=True).distinct()
