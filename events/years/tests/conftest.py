"""The fixtures of festivals, and an officer who is logged in."""

import pytest

from events.tests.conftest import _still_clock, festival, section
from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import make_person

__all__ = ["_still_clock", "festival", "officer", "section"]


@pytest.fixture
def officer(client, region, section):
    """A calendar manager of the first region, logged in."""
    make_roles(region.settings)
    user = make_person(region, RoleName.CALENDAR_MANAGER, name="officer")
    client.force_login(user)
    return user
