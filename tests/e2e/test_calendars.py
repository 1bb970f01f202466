"""Calendar feeds as programs read them that are not ours: ical.js, libical and khal."""

import ctypes
import datetime
import json
import subprocess
import sys
import urllib.request
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest

from events.calendar_feed import Entry, Overall, Text, to_ical
from events.enums import DateKind, DayOf, Hours
from events.plan import Plan, Times, planned
from events.recurrence import Rule
from events.schedule import Dates
from tests.e2e.pages import LANGUAGES, OF_THE_DEMO
from tests.house import ROOT

pytestmark = OF_THE_DEMO

D, T, M = datetime.date, datetime.time, datetime.datetime
DAY = datetime.timedelta(days=1)
EXPAND = ROOT / "tests" / "e2e" / "expand.mjs"
ZONES = ("Asia/Jakarta", "Europe/London", "America/New_York", "Australia/Lord_Howe")
#: How many dates of a series are compared, and up to which day: the zone that comes along with a
#: rule without an end is told for ten years.
MOST, BEFORE = 60, D(2034, 1, 1)

WEEKLY, MONTHLY, YEARLY = DateKind.WEEKLY, DateKind.MONTHLY, DateKind.YEARLY


def _by_weekday(
    kind: str, first: datetime.date, ordinal: int, weekday: int, every: int = 1
) -> Rule:
    return Rule(kind, first, every, day_of=DayOf.WEEKDAY, ordinal=ordinal, weekday=weekday)


#: Rules without their end.
RULES = {
    "weekly": Rule(WEEKLY, D(2026, 10, 3), weekdays=(5,)),
    "weekly-by-its-first-day": Rule(WEEKLY, D(2026, 10, 7)),
    "weekly-thrice": Rule(WEEKLY, D(2026, 10, 7), weekdays=(0, 2, 6)),
    "fortnightly": Rule(WEEKLY, D(2026, 10, 4), 2, weekdays=(6,)),
    "fortnightly-twice": Rule(WEEKLY, D(2026, 10, 7), 2, weekdays=(1, 6)),
    "monthly": Rule(MONTHLY, D(2026, 1, 10), day=10),
    "monthly-31": Rule(MONTHLY, D(2026, 1, 31), day=31),
    "monthly-last-day": Rule(MONTHLY, D(2026, 2, 1), day=-1),
    "monthly-second-saturday": _by_weekday(MONTHLY, D(2026, 3, 1), 2, 5),
    "monthly-fifth-sunday": _by_weekday(MONTHLY, D(2026, 3, 1), 5, 6),
    "monthly-last-sunday": _by_weekday(MONTHLY, D(2026, 3, 1), -1, 6),
    "quarterly-first-sunday": _by_weekday(MONTHLY, D(2026, 2, 1), 1, 6, 3),
    "yearly": Rule(YEARLY, D(2026, 12, 12)),
    "yearly-leap-day": Rule(YEARLY, D(2024, 2, 29)),
    "yearly-last-sunday-of-march": _by_weekday(YEARLY, D(2026, 3, 1), -1, 6),
    "every-other-year-second-sunday": _by_weekday(YEARLY, D(2025, 11, 1), 2, 6, 2),
}
#: What else is said of the dates of a rule. 01:30 and 02:30 are hours in which clocks change.
DAYS = {
    "all-day": {"hours": Hours.ALL_DAY},
    "three-days": {"lasts": 3},
    "evening": {"hours": Hours.TIMES, "times": Times(T(19), T(22))},
    "sessions": {
        "hours": Hours.TIMES,
        "times": Times(T(9, 30)),
        "sessions": (Times(T(14), T(15, 45)), Times(T(20))),
    },
    "over-night": {"hours": Hours.TIMES, "times": Times(T(21), T(4)), "lasts": 2},
}


@dataclass(frozen=True)
class Case:
    """A plan of something that repeats, in a zone."""

    name: str
    plan: Plan
    zone: str

    def feed(self) -> str:
        """Return the plan as our feed writes it."""
        moment = M(2026, 11, 20, tzinfo=datetime.UTC)
        entry = Entry("u", 1, moment, plan=self.plan, overall=(Overall(Text(self.name)),))
        zone = zoneinfo.ZoneInfo(self.zone)
        return to_ical([entry], zone=zone, host="x.example", name="x", language="en").decode()

    def expected(self) -> dict[str, list[list[str]]]:
        """Return the dates that the plan has, in the words of `expand.mjs`."""
        found: dict[str, list[list[str]]] = {}
        for dates in planned(self.plan, before=BEFORE):
            uid = f"u-{dates.key}@x.example" if dates.key else "u@x.example"
            found.setdefault(uid, []).append(_span(dates, zoneinfo.ZoneInfo(self.zone)))
        return {uid: spans[:MOST] for uid, spans in found.items()}


def _span(dates: Dates, zone: zoneinfo.ZoneInfo) -> list[str]:
    """Return beginning and end as a calendar has them: of whole days, the end is the day after; of
    an hour without an end, the same hour, and midnight after its last day where that is another."""
    if dates.starts_at is None:
        return [dates.starts_on.isoformat(), (dates.ends_on + DAY).isoformat()]
    begin = M.combine(dates.starts_on, dates.starts_at)
    if dates.ends_at is not None:
        end = M.combine(dates.ends_on, dates.ends_at)
    elif dates.ends_on > dates.starts_on:
        end = M.combine(dates.ends_on + DAY, T())
    else:
        end = begin
    return [each.replace(tzinfo=zone).isoformat(timespec="minutes") for each in (begin, end)]


def _ends(rule: Rule) -> Iterator[tuple[str, Rule, tuple[datetime.date, ...]]]:
    """Go through the ends and the exceptions that a rule may have."""
    days = [each.starts_on for each in planned(Plan(rule.kind, 2026, rule=rule), before=BEFORE)]
    last = days[min(20, len(days) - 1)]
    yield "endless", rule, ()
    yield "until", replace(rule, until=last + DAY), (days[1],)
    yield "until-its-day", replace(rule, until=last), ()
    yield "count", replace(rule, count=12), (days[0], days[-1], *days[2:4])


def cases() -> list[Case]:
    """Return every rule with every end; days and zones take turns, so that each meets each."""
    found = []
    for number, (name, rule) in enumerate(RULES.items()):
        for turn, (end, ended, left_out) in enumerate(_ends(rule)):
            for shift in range(len(ZONES)):
                days = list(DAYS)[(number + turn + shift) % len(DAYS)]
                zone = ZONES[(number + turn + shift) % len(ZONES)]
                plan = Plan(rule.kind, 2026, rule=ended, left_out=left_out, **DAYS[days])
                found.append(Case(f"{name} {end} {days} {zone}", plan, zone))
    return found


def _expanded(feeds: dict[str, str]) -> dict[str, dict[str, list[list[str]]]]:
    """Return what ical.js makes of calendars; AssertionError where it cannot read one."""
    result = subprocess.run(
        ["node", EXPAND, str(MOST), BEFORE.isoformat()],
        input=json.dumps(feeds),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    return json.loads(result.stdout)


# --- Rules ---


@pytest.fixture(scope="module")
def expanded() -> dict[str, dict[str, list[list[str]]]]:
    """What ical.js makes of every case. One start of node for all."""
    return _expanded({each.name: each.feed() for each in cases()})


def test_there_are_rules_of_every_sort_in_every_zone():
    found = cases()
    assert len({(each.plan.rule, each.plan.left_out) for each in found}) >= 60
    assert len({each.name for each in found}) == len(found)
    combined = {(days, zone) for each in found for *_, days, zone in [each.name.split()]}
    assert combined == set(product(DAYS, ZONES))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name.replace(" ", "-"))
def test_ical_js_finds_the_dates_of_the_plan(
    expanded: dict[str, dict[str, list[list[str]]]], case: Case
):
    assert expanded[case.name] == case.expected()


# --- The demo's feed ---


@pytest.fixture(scope="module")
def feeds(demo: str) -> dict[str, bytes]:
    """The demo's feed in every language."""
    found = {}
    for language in LANGUAGES:
        with urllib.request.urlopen(f"{demo}/{language}/events.ics", timeout=60) as answer:  # noqa: S310 (this machine)
            found[language] = answer.read()
    return found


def _uids(feed: bytes) -> set[str]:
    unfolded = feed.decode().replace("\r\n ", "").split("\r\n")
    return {line.removeprefix("UID:") for line in unfolded if line.startswith("UID:")}


def test_ical_js_reads_the_demo_in_every_language_and_finds_the_same_dates(
    feeds: dict[str, bytes],
):
    found = _expanded({language: feed.decode() for language, feed in feeds.items()})
    assert len(found["id"]) > 40
    assert any(len(dates) > 1 for dates in found["id"].values())
    for language in LANGUAGES:
        assert (language, found[language]) == (language, found["id"])
        assert set(found[language]) == _uids(feeds[language])


class _Libical:
    """Debian's libical3, which GNOME's and KDE's calendars read with."""

    def __init__(self) -> None:
        library = ctypes.CDLL("libical.so.3")
        for name, takes, returns in (
            ("icalparser_parse_string", ctypes.c_char_p, ctypes.c_void_p),
            ("icalrestriction_check", ctypes.c_void_p, ctypes.c_int),
            ("icalcomponent_count_errors", ctypes.c_void_p, ctypes.c_int),
            ("icalcomponent_as_ical_string", ctypes.c_void_p, ctypes.c_char_p),
            ("icalcomponent_free", ctypes.c_void_p, None),
        ):
            function = getattr(library, name)
            function.argtypes, function.restype = [takes], returns
        self._library = library

    def complaints(self, feed: bytes) -> list[str]:
        """Return what the library has against a calendar: it writes that into the calendar."""
        calendar = self._library.icalparser_parse_string(feed)
        if not calendar:
            return ["not a calendar"]
        try:
            is_allowed = self._library.icalrestriction_check(calendar)
            if is_allowed and not self._library.icalcomponent_count_errors(calendar):
                return []
            text = self._library.icalcomponent_as_ical_string(calendar).decode()
        finally:
            self._library.icalcomponent_free(calendar)
        lines = text.replace("\r\n ", "").split("\r\n")
        return [line for line in lines if line.startswith("X-LIC-ERROR")] or ["not allowed"]


@pytest.fixture(scope="module")
def libical() -> _Libical:
    try:
        return _Libical()
    except OSError:
        pytest.skip("libical is not here. On Debian and Ubuntu: apt install libical3")


def test_libical_has_nothing_against_the_demo(libical: _Libical, feeds: dict[str, bytes]):
    for language, feed in feeds.items():
        assert (language, libical.complaints(feed)) == (language, [])


def test_libical_has_nothing_against_any_rule(libical: _Libical):
    for case in cases():
        assert (case.name, libical.complaints(case.feed().encode())) == (case.name, [])


@pytest.mark.parametrize(
    ("ours", "wrong"),
    [
        (b"\r\nUID:", b"\r\nUID:another\r\nUID:"),
        (b"\r\nDTSTART;VALUE=DATE:2", b"\r\nDTSTART;VALUE=DATE:x"),
    ],
)
def test_libical_finds_what_is_wrong(
    libical: _Libical, feeds: dict[str, bytes], ours: bytes, wrong: bytes
):
    """So that its silence means something."""
    assert ours in feeds["en"]
    assert libical.complaints(feeds["en"].replace(ours, wrong, 1)) != []


_KHAL = """
[calendars]
[[feed]]
path = {folder}/calendar
[sqlite]
path = {folder}/database
[locale]
local_timezone = Asia/Jakarta
default_timezone = Asia/Jakarta
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_khal_imports_the_demo(feeds: dict[str, bytes], tmp_path: Path, language: str):
    (tmp_path / "calendar").mkdir()
    (tmp_path / "feed.ics").write_bytes(feeds[language])
    (tmp_path / "config").write_text(_KHAL.format(folder=tmp_path), encoding="utf-8")
    said = _khal(tmp_path, "import", "--batch", "-a", "feed", str(tmp_path / "feed.ics"))
    assert said == ""
    # It shows what lasts on each of its days, with the day on which it began.
    asked = ("--format", "{uid} {start-date}", "--day-format", "", "--notstarted")
    lines = _khal(tmp_path, "list", *asked, "2015-01-01", BEFORE.isoformat()).splitlines()
    found: dict[str, set[str]] = {}
    for line in lines:
        uid, day = line.split()
        found.setdefault(uid, set()).add(day)
    expected = _expanded({"x": feeds[language].decode()})["x"]
    assert found == {uid: {begin[:10] for begin, _end in dates} for uid, dates in expected.items()}


def _khal(folder: Path, *arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, "-m", "khal", "-c", str(folder / "config"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.strip()
