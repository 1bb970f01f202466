"""Forms that offer, and take, only what is the user's own region's."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.forms import BaseModelForm, ModelChoiceField
from wagtail.models import Page, Site
from wagtail.permissions import policy_registry

from .permissions import RegionPermissionPolicy
from .trees import pages_within


class RegionChoicesMixin(BaseModelForm):
    """A form of something that belongs to a region, for Wagtail's model forms.

    Every choice among sites, pages and things of regions is limited to those regions in which the
    user may do what the form does, so a crafted post finds nothing foreign to choose. Where there
    is one region only, nobody is asked: a new thing is that region's, and what exists stays where
    it is. A form made without a user, as in scripts, keeps all its choices.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("for_user")
        super().__init__(*args, **kwargs)
        if user is None:
            return
        policy: RegionPermissionPolicy = policy_registry.get_by_type(self._meta.model)
        action = "add" if self.instance._state.adding else "change"
        sites = policy.sites_user_has_permission_for(user, action)
        for field in self.fields.values():
            if isinstance(field, ModelChoiceField) and field.queryset is not None:
                field.queryset = within(field.queryset, sites, user)
        name = policy.region_path.split(LOOKUP_SEP)[0]
        if name in self.fields and not (user.is_superuser and not self.fields[name].required):
            self._settle(name, sites)

    def _settle(self, name: str, sites: QuerySet[Site]) -> None:
        """Choose the region for who has one only."""
        field: Any = self.fields[name]
        if not issubclass(field.queryset.model, Site):
            return
        only = list(sites[:2])
        if len(only) == 1:
            del self.fields[name]
            if self.instance._state.adding:
                setattr(self.instance, name, only[0])

    def _get_validation_exclusions(self) -> set[str]:
        """Check uniqueness within the region, though it is no field of the form."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        policy: RegionPermissionPolicy = policy_registry.get_by_type(self._meta.model)
        return excluded - {policy.region_path.split(LOOKUP_SEP)[0]}


def within(queryset: QuerySet, sites: QuerySet[Site], user: Any) -> QuerySet:
    """Keep of a queryset what belongs to these sites; what belongs to no region stays.

    A superuser's choices stay as they are: some things, such as redirects, hold for all sites.
    """
    if user.is_superuser:
        return queryset
    if queryset.model is Site:
        return queryset.filter(pk__in=sites.values("pk"))
    if issubclass(queryset.model, Page):
        return queryset.filter(pages_within(sites))
    policy = policy_registry.get_by_type(queryset.model)
    if isinstance(policy, RegionPermissionPolicy):
        return queryset.filter(policy.within(sites))
    return queryset
