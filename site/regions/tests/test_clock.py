import datetime

import pytest
from django.utils import timezone

from regions.clock import now_of

pytestmark = pytest.mark.django_db


def test_a_request_has_one_now_in_its_regions_zone(region, other_region, rf, monkeypatch):
    moments = iter(
        datetime.datetime(2026, 11, 24, 17, minute, tzinfo=datetime.UTC) for minute in (0, 1)
    )
    monkeypatch.setattr(timezone, "now", lambda: next(moments))
    here = rf.get("/", headers={"host": "localhost"})
    there = rf.get("/", headers={"host": "sabang.example"})
    assert now_of(here).isoformat() == "2026-11-25T00:00:00+07:00"
    assert now_of(here).isoformat() == "2026-11-25T00:00:00+07:00"
    assert now_of(there).isoformat() == "2026-11-25T02:01:00+09:00"
