"""The demo's users, their groups and the workflow between them."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.users.models import UserProfile

from translations import languages
from translations.permissions import codename


@dataclass(frozen=True)
class Person:
    """Somebody who may log in to the demo. `password` is public: the demo is never production."""

    username: str
    password: str
    group: str
    admin_language: str = "id"


ADMINISTRATOR = Person("admin", "first-light-admin", "")
PEOPLE = (
    ADMINISTRATOR,
    Person("officer", "first-light-officer", "Officers"),
    Person("moderator", "first-light-moderator", "Moderators of the office"),
    Person("translator-ar", "first-light-translator", "Translators: Arabic", "en"),
)

_PAGE_PERMISSIONS = {
    "Officers": ["add_page", "change_page"],
    "Moderators of the office": [
        "add_page",
        "change_page",
        "publish_page",
        "lock_page",
        "unlock_page",
    ],
    "Translators: Arabic": ["change_page"],
}
_PICTURE_PERMISSIONS = {
    "Officers": ["add_image", "change_image", "choose_image"],
    "Moderators of the office": ["add_image", "change_image", "choose_image"],
    "Translators: Arabic": ["change_image", "choose_image"],
}
_SNIPPET_ACTIONS = {
    "Officers": ["add", "change", "view"],
    "Moderators of the office": ["add", "change", "delete", "view"],
    "Translators: Arabic": ["change", "view"],
}
_LANGUAGES = {
    "Officers": languages.codes(),
    "Moderators of the office": languages.codes(),
    "Translators: Arabic": ["ar"],
}


def make_people(home: Page) -> None:
    """Make groups, users and the workflow for the tree under a home page. Safe to repeat."""
    for name in _PAGE_PERMISSIONS:
        _make_group(name, home)
    users = get_user_model()
    for person in PEOPLE:
        user, created = users.objects.get_or_create(
            username=person.username,
            defaults={
                "email": f"{person.username}@example.org",
                "is_superuser": person is ADMINISTRATOR,
                "is_staff": person is ADMINISTRATOR,
            },
        )
        if created:
            user.set_password(person.password)
            user.save()
            UserProfile.objects.create(user=user, preferred_language=person.admin_language)
        if person.group:
            user.groups.add(Group.objects.get(name=person.group))
    _make_workflow(home)


def _make_group(name: str, home: Page) -> None:
    group, _created = Group.objects.get_or_create(name=name)
    wanted = [("wagtailadmin", "access_admin")]
    wanted += [("translations", codename(code)) for code in _LANGUAGES[name]]
    wanted += [
        ("destinations", f"{action}_{model}")
        for action in _SNIPPET_ACTIONS[name]
        for model in ("placecategory", "district")
    ]
    for app_label, code in wanted:
        group.permissions.add(
            Permission.objects.get(content_type__app_label=app_label, codename=code)
        )
    for code in _PAGE_PERMISSIONS[name]:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=code)
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    for code in _PICTURE_PERMISSIONS[name]:
        permission = Permission.objects.get(content_type__app_label="wagtailimages", codename=code)
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )


def _make_workflow(home: Page) -> None:
    """One step: a moderator of the office checks and publishes."""
    task, created = GroupApprovalTask.objects.get_or_create(name="Check and publish")
    if created:
        task.groups.add(Group.objects.get(name="Moderators of the office"))
    workflow, _created = Workflow.objects.get_or_create(name="Check and publish")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
