"""The demo's users, as the README lists them."""

import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from demo.people import PEOPLE, make_people
from roles.models import RoleGroup

README = (settings.ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_each_has_their_role_and_language_and_repeating_changes_nothing(region, other_region):
    for each, slug in ((region, "banyuwangi"), (other_region, "sabang")):
        each.home.slug = slug
        make_people(each)
        make_people(each)
    users = get_user_model().objects
    assert users.count() == len(PEOPLE)
    for person in PEOPLE:
        user = users.get(username=person.username)
        assert user.check_password(person.password)
        assert user.is_superuser is (person.role is None)
        assert user.wagtail_userprofile.preferred_language == person.admin_language
        sites = {"banyuwangi": region.site.pk, "sabang": other_region.site.pk}
        roles = RoleGroup.objects.filter(group__user=user).values_list("role", "language", "site")
        expected = [(person.role, person.language, sites[person.region])] if person.role else []
        assert list(roles) == expected


def test_the_readme_lists_them():
    rows = re.findall(r"^\| `([\w-]+)` \| `([\w-]+)` \| (\w+)", README, re.MULTILINE)
    assert rows == [(person.username, person.password, WORDS[person.username]) for person in PEOPLE]


WORDS = {
    "admin": "superuser",
    "officer": "writer",
    "moderator": "editor",
    "translator-ar": "translator",
    "calendar": "calendar",
    "sabang-editor": "editor",
}
