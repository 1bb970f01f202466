"""The demo's users, each with a role of its region."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile

from home.tests.factories import Region
from roles.enums import RoleName
from roles.making import make_roles
from roles.models import RoleGroup


@dataclass(frozen=True)
class Person:
    """Somebody who may log in to the demo. `password` is public: the demo is never production."""

    username: str
    password: str
    role: RoleName | None
    language: str = ""
    admin_language: str = "id"
    region: str = "banyuwangi"


ADMINISTRATOR = Person("admin", "first-light-admin", None)
PEOPLE = (
    ADMINISTRATOR,
    Person("officer", "first-light-officer", RoleName.WRITER),
    Person("moderator", "first-light-moderator", RoleName.EDITOR),
    Person("translator-ar", "first-light-translator", RoleName.TRANSLATOR, "ar", "en"),
    Person("calendar", "first-light-calendar", RoleName.CALENDAR_MANAGER),
    Person("sabang-editor", "first-light-sabang", RoleName.EDITOR, "", "en", "sabang"),
)


def make_people(region: Region) -> None:
    """Make the roles of a region and the users who have them. Safe to repeat."""
    make_roles(region.settings)
    users = get_user_model().objects
    for person in PEOPLE:
        if person.region != region.home.slug:
            continue
        user, created = users.get_or_create(
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
            profile = UserProfile.get_for_user(user)
            profile.preferred_language = person.admin_language
            profile.save()
        if person.role:
            row = RoleGroup.objects.get(
                site=region.site, role=person.role, language=person.language
            )
            user.groups.add(row.group)
