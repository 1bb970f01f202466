"""What of the whole installation a user of the admin may know of: that of their own regions.

Wagtail offers all sites, people, groups, workflows and tags in its filters and choosers. `narrow`
is the one place that says which of them belong to whom.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from taggit.models import Tag, TaggedItem
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site, Task, Workflow
from wagtail.permissions import page_permission_policy, policy_registry

from .models import RegionSettings
from .permissions import LOOKING, RegionPermissionPolicy
from .trees import pages_within

#: Whoever may do any of these with a file may know of it.
FILES = ("add", "change", "choose")


def own_sites(user: Any) -> list[Site]:
    """Return the sites of the user's regions: those in which a group of theirs holds any right.

    A right over pages at a site's root, in its tree or above it counts, and so does one by region.
    Three queries at most, once a user and request.
    """
    if not hasattr(user, "_own_sites"):
        user._own_sites = _own_sites(user)
    return user._own_sites


def _own_sites(user: Any) -> list[Site]:
    sites = list(Site.objects.select_related("root_page"))
    if user.is_superuser:
        return sites
    policy = policy_registry.get_by_type(RegionSettings)
    held = {row.site_id for row in policy.get_cached_permissions_for_user(user)}
    paths = [row.page.path for row in page_permission_policy.get_cached_permissions_for_user(user)]
    return [
        site
        for site in sites
        if site.pk in held
        or any(
            path.startswith(site.root_page.path) or site.root_page.path.startswith(path)
            for path in paths
        )
    ]


def own_pages(user: Any) -> Q:
    """Return the filter that keeps pages of the user's regions, and the pages above them."""
    sites = own_sites(user)
    paths = {site.root_page.path for site in sites}
    above = {path[:end] for path in paths for end in range(Page.steplen, len(path), Page.steplen)}
    return pages_within(sites) | Q(path__in=above)


def narrow(queryset: QuerySet, user: Any) -> QuerySet:
    """Keep of a queryset what a user may know of; what belongs to no region stays whole."""
    if user is None or not user.is_authenticated:
        return queryset.none()
    if user.is_superuser:
        return queryset
    model: type[Model] = queryset.model
    if issubclass(model, Page):
        return queryset.filter(own_pages(user))
    for kind, keep in _KEPT.items():
        if issubclass(model, kind):
            return queryset.filter(keep(user))
    policy = policy_registry.get_by_type(model)
    if isinstance(policy, RegionPermissionPolicy):
        return queryset.filter(
            pk__in=policy.instances_user_has_any_permission_for(user, LOOKING).values("pk")
        )
    return queryset


def _groups(user: Any) -> Q:
    sites = own_sites(user)
    groups = Group.objects.filter(
        Q(site_permissions__site__in=sites) | pages_within(sites, prefix="page_permissions__page")
    )
    return Q(pk__in=groups.values("pk")) | Q(pk__in=user.groups.values("pk"))


def _people(user: Any) -> Q:
    groups = Group.objects.filter(_groups(user))
    return Q(pk__in=get_user_model().objects.filter(groups__in=groups).values("pk")) | Q(pk=user.pk)


def _sites(user: Any) -> Q:
    return Q(pk__in=[site.pk for site in own_sites(user)])


def _workflows(user: Any) -> Q:
    workflows = Workflow.objects.filter(
        pages_within(own_sites(user), prefix="workflow_pages__page")
    )
    return Q(pk__in=workflows.values("pk"))


def _tasks(user: Any) -> Q:
    workflows = Workflow.objects.filter(_workflows(user))
    tasks = Task.objects.filter(workflow_tasks__workflow__in=workflows)
    return Q(pk__in=tasks.values("pk"))


def _tags(user: Any) -> Q:
    used = Q()
    for model in (get_image_model(), get_document_model()):
        files = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
            user, FILES
        )
        used |= Q(
            content_type=ContentType.objects.get_for_model(model), object_id__in=files.values("pk")
        )
    return Q(pk__in=TaggedItem.objects.filter(used).values("tag_id"))


_KEPT: dict[type[Model], Callable[[Any], Q]] = {
    Site: _sites,
    Group: _groups,
    get_user_model(): _people,
    Workflow: _workflows,
    Task: _tasks,
    Tag: _tags,
}
