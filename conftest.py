"""What every test may ask for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from home.tests.factories import Region, make_other_region, make_region

# How long an example takes says nothing of the rule, where many tests share a machine.
hypothesis_settings.register_profile("house", deadline=None, max_examples=50)
hypothesis_settings.load_profile("house")


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


@pytest.fixture
def jobs_wait(settings: Any) -> None:
    """Leave to nobody what the worker would do: a whole demo has a thousand renditions to make."""
    backend = "django_tasks.backends.dummy.DummyBackend"
    settings.TASKS = {**settings.TASKS, "jobs": {"BACKEND": backend}}
