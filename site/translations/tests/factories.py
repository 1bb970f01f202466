"""People with exactly the rights that a test is about."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)
from wagtail.users.models import UserProfile

from translations.permissions import codename


def make_user(
    username: str,
    *,
    page: Page | None = None,
    page_actions: Iterable[str] = ("change",),
    languages: Iterable[str] = (),
    picture_actions: Iterable[str] = (),
    permissions: Iterable[str] = (),
    site: Site | None = None,
    site_permissions: Iterable[str] = (),
    admin_language: str = "en",
) -> Any:
    """Make a user of the admin with a group of their own.

    `page_actions` hold at and under `page`; `languages` are those they may write; `permissions` are
    others, as "app_label.codename", and `site_permissions` such as hold for one `site`. The admin
    speaks `admin_language` to them.
    """
    group = Group.objects.create(name=f"group of {username}")
    wanted = ["wagtailadmin.access_admin", *permissions]
    wanted += [f"translations.{codename(code)}" for code in languages]
    group.permissions.add(*[_permission(name) for name in wanted])
    for name in site_permissions:
        GroupSitePermission.objects.create(group=group, site=site, permission=_permission(name))
    for action in page_actions if page else ():
        GroupPagePermission.objects.create(
            group=group,
            page=page,
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{action}_page"
            ),
        )
    for action in picture_actions:
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(
                content_type__app_label="wagtailimages", codename=f"{action}_image"
            ),
        )
    user = get_user_model().objects.create_user(
        username, email=f"{username}@example.org", password="first-light"
    )
    user.groups.add(group)
    UserProfile.objects.create(user=user, preferred_language=admin_language)
    return user


def _permission(name: str) -> Permission:
    app_label, code = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=code)
