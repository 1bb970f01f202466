"""What the tests of submissions share: the section, the still clock, and a finder of no clashes."""

import pytest
from django.core.cache import cache

from events.submissions import clashes
from events.tests.conftest import _still_clock, festival, section  # noqa: F401


@pytest.fixture(autouse=True)
def _nobody_was_here():
    """Begin each test with counts of nothing: what throttles is in the cache."""
    cache.clear()


@pytest.fixture
def found(monkeypatch):
    """What the finder of clashes finds: a list that the test fills."""
    some: list = []
    monkeypatch.setattr(clashes, "concerning", lambda *_args: list(some))
    return some
