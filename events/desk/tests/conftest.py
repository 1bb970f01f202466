"""The calendar's tests stand in the same region and at the same moment as those of festivals."""

import pytest
from django.utils import translation

from events.tests.conftest import _still_clock, festival, section  # noqa: F401
from translations.tests.factories import make_user

RIGHTS = ("events.add_edition", "events.change_edition")


@pytest.fixture
def officer(region, section):  # noqa: F811
    """Somebody who keeps the calendar of the first region, and may begin festivals there."""
    return make_user(
        "officer",
        page=section,
        page_actions=("add", "change"),
        languages=("id",),
        site=region.site,
        site_permissions=RIGHTS,
        permissions=("events.add_datechange",),
    )


@pytest.fixture
def english():
    """What officers read in English."""
    with translation.override("en"):
        yield
