"""What an import has read: items, and what it could not take. Pure.

No database, no clock. Days and times are the region's own wall-clock time.
"""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.calendar_feed import beginning, ending, is_timed
from events.enums import OFF, SERIES, DateKind, EventStatus, Hours
from events.plan import DAY, Plan, planned
from events.recurrence import END
from events.schedule import Change, Dates, scheduled
from translations import languages

#: What kinds of things a row may say of a festival, beside its name and its dates.
FACTS = (
    "venue",
    "district",
    "organiser",
    "category",
    "admission",
    "price_from",
    "price_to",
    "ticket_url",
)
#: And of its dates. `rule` is an RRULE (RFC 5545), lists have their parts separated by semicolons.
DATES = (
    "starts_on",
    "ends_on",
    "starts_at",
    "ends_at",
    "hours",
    "month",
    "rule",
    "further",
    "left_out",
    "cancelled",
    "status",
)
#: Longest UID and name, and how far rules without an end are compared.
MOST_LETTERS = 255
COMPARED = 12 * 366 * DAY

LABELS: dict[str, Any] = {
    "uid": gettext_lazy("UID"),
    "name": gettext_lazy("Name"),
    "starts_on": gettext_lazy("First day"),
    "ends_on": gettext_lazy("Last day"),
    "starts_at": gettext_lazy("Begins at"),
    "ends_at": gettext_lazy("Ends at"),
    "hours": gettext_lazy("Hours"),
    "month": gettext_lazy("Month"),
    "rule": gettext_lazy("Rule"),
    "further": gettext_lazy("Further dates"),
    "left_out": gettext_lazy("Left out"),
    "cancelled": gettext_lazy("Cancelled dates"),
    "status": gettext_lazy("Status"),
    "venue": gettext_lazy("Venue"),
    "district": gettext_lazy("District"),
    "organiser": gettext_lazy("Organiser"),
    "category": gettext_lazy("Category"),
    "admission": gettext_lazy("Admission"),
    "price_from": gettext_lazy("Lowest price"),
    "price_to": gettext_lazy("Highest price"),
    "ticket_url": gettext_lazy("Tickets"),
    "heading": gettext_lazy("Name"),
    "summary": gettext_lazy("Summary"),
    "is_off": gettext_lazy("Status"),
}


def label(name: str) -> str:
    """Return what people call a field; a text's with its language: "Summary (English)".

    What is no field of ours, such as iCalendar's DTSTART, is called as it is.
    """
    base, _dash, code = name.partition("_")
    if base in ("heading", "summary") and code in languages.codes():
        return f"{LABELS[base]} ({languages.name(code)})"
    return str(LABELS.get(name, name))


@dataclass(frozen=True)
class Item:
    """An event of a calendar or a row of a table.

    `number` is its place in the file, the first being 1. `changes` are what is to be announced of
    its dates: cancelled ones, and that all are tentative. `facts` are to hold afterwards, `hints`
    only fill what is empty, and so do `texts`, by language: {"summary": {"en": …}}. Where
    `says_hours` is false, a date without a time says nothing of its hours.
    """

    number: int
    uid: str
    name: str
    plan: Plan
    changes: tuple[Change, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    hints: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    says_hours: bool = False
    is_row: bool = False

    @property
    def digest(self) -> str:
        """A hash of all that it says, to know it again."""
        plan = (self.plan, self.changes, self.says_hours)
        said = (self.name, plan, sorted(self.facts.items()), sorted(self.hints.items()))
        texts = sorted((name, sorted(each.items())) for name, each in self.texts.items())
        return hashlib.sha256(repr((said, texts)).encode()).hexdigest()

    @property
    def says_days_alone(self) -> bool:
        """Whether it says nothing of hours, so that those that are known stay."""
        return not self.says_hours and self.plan.hours != Hours.TIMES


@dataclass(frozen=True)
class Refused:
    """An event or row that cannot be taken, and why: `message` says what is wrong with `field`."""

    number: int
    uid: str
    name: str
    field: str
    message: str
    is_row: bool = False

    @property
    def reason(self) -> str:
        return at(self.number, self.field, self.message, is_row=self.is_row)


class RefusedError(Exception):
    """Raised while one item is read: it is refused, and the rest goes on."""

    def __init__(self, field: str, message: Any) -> None:
        super().__init__(str(message))
        self.field = field
        self.message = str(message)


class UnreadableError(Exception):
    """The whole file cannot be read; the message says why, in the active language."""


def at(number: int, field: str, message: str, *, is_row: bool) -> str:
    """Return a message with the row or event and the field that it is about."""
    shape = (
        _("Row %(number)s, %(field)s: %(message)s")
        if is_row
        else _("Event %(number)s, %(field)s: %(message)s")
    )
    return shape % {"number": number, "field": label(field), "message": message}


# --- What dates come to ---


def tentative(plan: Plan, changes: Iterable[Change]) -> tuple[Plan, tuple[Change, ...]]:
    """Return a plan and what is to be announced, where days of its own that are tentative are
    estimated ones: the office confirms them, and announces nothing."""
    changes = tuple(changes)
    said = [each for each in changes if each.on is None and each.status == EventStatus.ESTIMATED]
    if plan.kind != DateKind.FIXED or not said:
        return plan, changes
    rest = tuple(each for each in changes if each not in said)
    return replace(plan, is_estimated=True), rest


Sign = tuple[Any, ...]


def first_of(plan: Plan) -> Dates | None:
    """Return the first date of a plan, None where it has none within a hundred years."""
    start = plan.rule.first if plan.kind in SERIES and plan.rule else None
    before = min(start + 10 * 366 * DAY, END) if start else END
    return next(iter(planned(plan, before=before)), None)


def is_endless(plan: Plan) -> bool:
    rule = plan.rule if plan.kind in SERIES else None
    return rule is not None and rule.until is None and rule.count is None


def signs(
    plan: Plan,
    changes: Iterable[Change] = (),
    *,
    detail: str = "",
    key: str | None = None,
    **options: Any,
) -> frozenset[Sign]:
    """Return what a calendar would tell of each date of a plan as it stands.

    Two plans that come to the same have the same signs, however they say it: a rule and the list
    of its days, a last day with no hour and the midnight after it. `detail` is what `sign` takes,
    and `key` keeps the dates that have it. Without an end: those of twelve years. Takes what
    `planned` takes.
    """
    if is_endless(plan):
        options.setdefault("before", plan.rule.first + COMPARED)  # type: ignore[union-attr]
    found = scheduled(planned(plan, **options), changes)
    return frozenset(
        sign(each.dates, each.status, detail=detail)
        for each in found
        if key is None or each.planned.key == key
    )


def sign(dates: Dates, status: str = EventStatus.SCHEDULED, *, detail: str = "") -> Sign:
    """Return what a calendar would tell of a date.

    With "hours" that tells "all day" from "to be announced", too; "days" tells of days alone.
    """
    is_off = status in OFF
    if is_timed(dates) and detail != "days":
        return beginning(dates), ending(dates), is_off
    known = str(dates.hours) if detail == "hours" and not dates.is_month_only else ""
    return dates.starts_on, dates.ends_on, is_off, dates.is_month_only, known


def says_the_same(item: Item, plan: Plan, changes: Iterable[Change] = (), **options: Any) -> bool:
    """Whether an item tells nothing new of dates that are known already. Takes what `signs` takes.

    Also where it knows less: a month whose day is known here, a day whose hour is, or nothing of
    what was announced since. An import takes no announcement back.
    """
    key = options.get("key")
    of_rule = key is None or key not in {run.key for run in plan.also}
    if is_endless(item.plan) != (is_endless(plan) and of_rule):
        return False
    detail = "hours" if item.says_hours else "days" if item.says_days_alone else ""
    ours, theirs = {**options, "detail": detail}, {"detail": detail}
    if is_endless(plan):
        starts = [each.rule.first for each in (item.plan, plan) if each.rule]
        starts += [run.starts_on for run in plan.also]
        ours["before"] = theirs["before"] = max(starts) + COMPARED  # type: ignore[assignment]
    if item.plan.kind == DateKind.MONTH_ONLY and plan.kind != DateKind.MONTH_ONLY:
        known = {(each[0].year, each[0].month) for each in signs(plan, changes, **ours)}
        return (item.plan.year, item.plan.month) in known
    told = signs(item.plan, item.changes, **theirs)
    if told == signs(plan, changes, **ours):
        return True
    is_plain = all(each.status == EventStatus.ESTIMATED for each in item.changes)
    return is_plain and told == signs(plan, (), **ours)


def span_of(begins: datetime.datetime, ends: datetime.datetime | None) -> Dates:
    """Return the date from one moment to another, by the region's clocks.

    What ends at midnight, days after it began, ends on the day before, and nobody knows when.
    """
    first, starts_at = begins.date(), begins.time().replace(second=0, microsecond=0, tzinfo=None)
    if ends is None or ends <= begins:
        return Dates(first, first, Hours.TIMES, starts_at)
    last = ends.date()
    ends_at: datetime.time | None = ends.time().replace(second=0, microsecond=0, tzinfo=None)
    if ends_at == datetime.time() and last - first > DAY:
        last, ends_at = last - DAY, None
    if last == first and ends_at is not None and ends_at <= starts_at:
        ends_at = None
    return Dates(first, last, Hours.TIMES, starts_at, ends_at)
