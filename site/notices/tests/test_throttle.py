"""How often one address may do something."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache

from notices.throttle import Throttle

NOW = datetime.datetime(2027, 1, 2, 9, 40, tzinfo=ZoneInfo("Asia/Jakarta"))
AN_HOUR = datetime.timedelta(hours=1)
THROTTLE = Throttle("test", times=2)


@pytest.fixture(autouse=True)
def _nobody_was_here():
    cache.clear()


def test_the_third_waits_for_the_next_hour_of_the_regions_clock(rf):
    request = rf.post("/", REMOTE_ADDR="10.0.0.1")
    again = datetime.datetime(2027, 1, 2, 10, tzinfo=NOW.tzinfo)
    assert [THROTTLE.take(request, now=NOW) for _ in range(3)] == [None, None, again]
    assert THROTTLE.take(request, now=again) is None


def test_addresses_and_purposes_are_counted_apart(rf):
    request = rf.post("/", REMOTE_ADDR="10.0.0.1")
    for _ in range(3):
        THROTTLE.take(request, now=NOW)
    assert THROTTLE.take(rf.post("/", REMOTE_ADDR="10.0.0.2"), now=NOW) is None
    assert Throttle("other", times=2).take(request, now=NOW) is None


def test_a_header_makes_nobody_another(rf):
    for number in range(3):
        request = rf.post("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=f"10.0.1.{number}")
        last = THROTTLE.take(request, now=NOW)
    assert last is not None


def test_no_address_is_kept(rf, monkeypatch):
    keys = []
    monkeypatch.setattr(cache, "incr", lambda key: keys.append(key) or 1)
    THROTTLE.take(rf.post("/", REMOTE_ADDR="10.0.0.1"), now=NOW)
    assert "10.0.0.1" not in keys[0]


def test_a_cache_that_forgets_stops_nobody(rf, monkeypatch):
    def forgotten(_key):
        raise ValueError

    monkeypatch.setattr(cache, "incr", forgotten)
    assert THROTTLE.take(rf.post("/"), now=NOW) is None
