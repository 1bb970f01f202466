"""What every test may ask for."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import settings

from home.tests.factories import Region, make_other_region, make_region

# How long an example takes says nothing of the rule, where many tests share a machine.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _speak_the_source_language() -> Iterator[None]:
    """Begin each test in Indonesian, whatever the one before has activated."""
    with translation.override("id"):
        yield


@pytest.fixture
def region(db: None) -> Region:
    """The first region, on localhost: five languages, Asia/Jakarta."""
    return make_region()


@pytest.fixture
def other_region(db: None) -> Region:
    """A second region: other host, two languages, another zone and palette."""
    return make_other_region()


@pytest.fixture
def reader() -> Client:
    """A browser without cookies."""
    return Client()
