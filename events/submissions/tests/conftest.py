"""What the tests of submissions share: the section, the still clock, counts of nothing."""

import pytest
from django.core.cache import cache

from events.tests.conftest import _still_clock, festival, section  # noqa: F401


@pytest.fixture(autouse=True)
def _nobody_was_here():
    """Begin each test with counts of nothing: what throttles is in the cache."""
    cache.clear()
