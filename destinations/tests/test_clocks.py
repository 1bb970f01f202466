"""How far the clocks of two zones are apart, in seasons and in words."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from destinations.clocks import difference

NOVEMBER = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
JULY = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("zone", "home", "minutes", "name"),
    [
        ("Asia/Makassar", "Asia/Jakarta", 60, "WITA"),
        ("Asia/Jakarta", "Asia/Jayapura", -120, "WIB"),
        ("Asia/Kuala_Lumpur", "Asia/Jakarta", 60, ""),
        ("Asia/Kolkata", "Asia/Jakarta", -90, "IST"),
    ],
)
def test_clocks_are_ahead_or_behind(zone, home, minutes, name):
    found = difference(ZoneInfo(zone), ZoneInfo(home), now=NOVEMBER)
    assert (found.ahead, found.name) == (datetime.timedelta(minutes=minutes), name)
    assert found.is_ahead is (minutes > 0)


def test_clocks_that_agree_are_not_mentioned():
    assert difference(ZoneInfo("Asia/Bangkok"), ZoneInfo("Asia/Jakarta"), now=NOVEMBER) is None


def test_the_season_counts():
    zone, home = ZoneInfo("Europe/London"), ZoneInfo("UTC")
    assert difference(zone, home, now=NOVEMBER) is None
    assert difference(zone, home, now=JULY).ahead == datetime.timedelta(hours=1)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "1\xa0hour, 30\xa0minutes"), ("id", "1\xa0jam, 30\xa0menit")]
)
def test_the_difference_is_said_in_the_readers_language(language, words):
    found = difference(ZoneInfo("Asia/Kolkata"), ZoneInfo("Asia/Jakarta"), now=NOVEMBER)
    with override(language):
        assert found.duration == words
