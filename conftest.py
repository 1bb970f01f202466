"""What every test may ask for."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from home.tests.factories import Region, make_other_region, make_region
from tests import template

# How long an example takes says nothing of the rule, where many tests share a machine.
hypothesis_settings.register_profile("house", deadline=None, max_examples=50)
hypothesis_settings.load_profile("house")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave what is loaded by now out of every later search for garbage: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_modify_db_settings: None,
    _begin_migrated: Path,
    django_db_setup: None,
    django_db_blocker: Any,
) -> None:
    """Begin with a database that has been migrated in an earlier run, where there is one."""
    with django_db_blocker.unblock():
        template.keep(_begin_migrated)


@pytest.fixture(scope="session")
def _begin_migrated() -> Path:
    found = template.path()
    template.begin_with(found)
    return found


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
