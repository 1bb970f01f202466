"""Whoever gets a role sees the region's clocks in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from roles.enums import RoleName
from roles.making import make_roles
from roles.models import RoleGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(other_region):
    make_roles(other_region.settings)
    return RoleGroup.objects.get(site=other_region.site, role=RoleName.EDITOR).group


@pytest.fixture
def user(db):
    return get_user_model().objects.create_user("somebody")


def zone_of(user):
    return UserProfile.objects.get(user=user).current_time_zone


def test_a_new_member_gets_the_regions_time(group, user):
    user.groups.add(group)
    assert zone_of(user) == "Asia/Jayapura"


def test_it_does_not_matter_from_which_side_they_are_added(group, user):
    group.user_set.add(user)
    assert zone_of(user) == "Asia/Jayapura"


def test_who_has_chosen_keeps_their_choice(group, user):
    UserProfile.objects.create(user=user, current_time_zone="Europe/Paris")
    user.groups.add(group)
    assert zone_of(user) == "Europe/Paris"


def test_a_group_that_is_no_role_changes_nothing(user):
    user.groups.add(Group.objects.create(name="choir"))
    assert not UserProfile.objects.filter(user=user).exists()
