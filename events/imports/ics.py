"""Reads iCalendar (RFC 5545), however badly written: event by event, each on its own. Pure."""

import datetime
import zoneinfo
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from events.enums import DateKind, EventStatus, Hours
from events.plan import DAY, Plan, Run, Times
from events.recurrence import MOST_DATES
from events.schedule import Change, Dates
from translations import languages

from . import expansion, rules
from .clocks import Clocks
from .expansion import Parsed
from .items import MOST_LETTERS, Item, Refused, RefusedError, tentative
from .raw import decoded
from .vevents import Block, blocks_of, check, parsed, sequence_of, status_of, text_of

#: What may be written of a name or a place beside the field's own length: the rest is cut.
MOST_VENUE, MOST_SUMMARY = 160, 300
_LONGEST = 366


def read(data: bytes, zone: zoneinfo.ZoneInfo) -> Iterator[Item | Refused]:
    """Yield what is in a calendar, times by the clocks of a zone.

    Several calendars in one file are read as one. Raises UnreadableError for what is none.
    """
    blocks, zones = blocks_of(decoded(data, folds=True))
    groups: dict[str, list[Block]] = {}
    for block in blocks:
        if not block.is_whole:
            yield block.refused("END:VEVENT", _("The event does not end."))
        elif not block.uid:
            yield block.refused("UID", _("It has none, so it could not be found again."))
        elif len(block.uid) > MOST_LETTERS:
            yield block.refused(
                "UID", _("It has %(number)s letters at most.") % {"number": MOST_LETTERS}
            )
        else:
            groups.setdefault(block.uid, []).append(block)
    for group in groups.values():
        yield from _items(group, zones, zone)


# --- Blocks of one UID to an item ---


def _items(
    group: list[Block], zones: list[str], zone: zoneinfo.ZoneInfo
) -> Iterator[Item | Refused]:
    """Yield the item of one UID, or why there is none. Whatever happens here, the rest goes on."""
    first = group[0]
    try:
        yield _Reading(group, zones, zone).item()
    except RefusedError as error:
        yield first.refused(error.field, error.message)
    except Exception as error:  # noqa: BLE001 (what others have written may break any parser)
        yield first.refused("VEVENT", _("It cannot be read: %(error)s") % {"error": error})


class _Reading:
    """The events of one UID: the one that says when it is, and the changes of single dates."""

    def __init__(self, group: list[Block], zones: list[str], zone: zoneinfo.ZoneInfo) -> None:
        self.clocks = Clocks(zone)
        self.number = group[0].number
        events = [parsed(block, zones) for block in group]
        masters = [each for each in events if "RECURRENCE-ID" not in each]
        self.overrides = [each for each in events if "RECURRENCE-ID" in each]
        # A higher number is a newer version of the same event.
        self.master = max(masters, key=sequence_of) if masters else None
        self.uid = group[0].uid

    def item(self) -> Item:
        event = self.master or self.overrides[0]
        for each in (event, *self.overrides):
            check(each)
        plan, changes = tentative(*self._dates())
        return Item(
            number=self.number,
            uid=self.uid,
            name=self._name(event),
            plan=plan,
            changes=changes,
            **self._said(event),
        )

    def _name(self, event: Parsed) -> str:
        name = text_of(event, "SUMMARY")
        if not name:
            raise RefusedError("SUMMARY", _("It has no name."))
        if len(name) > MOST_LETTERS:
            raise RefusedError(
                "SUMMARY", _("It has %(number)s letters at most.") % {"number": MOST_LETTERS}
            )
        return name

    def _said(self, event: Parsed) -> dict[str, Any]:
        facts, hints = {}, {}
        if venue := text_of(event, "LOCATION")[:MOST_VENUE].strip():
            facts["venue"] = venue
        given = event.get("CATEGORIES") or []
        categories = [
            str(name).strip()
            for each in (given if isinstance(given, list) else [given])
            for name in getattr(each, "cats", [each])
        ]
        if any(categories):
            hints["category"] = tuple(filter(None, categories))
        summary = text_of(event, "DESCRIPTION", lines=True)
        texts = {"summary": {languages.SOURCE: _cut(summary)}} if summary else {}
        return {"facts": facts, "hints": hints, "texts": texts}

    # --- When ---

    def _dates(self) -> tuple[Plan, list[Change]]:
        master = self.master
        if master is None:
            return self._listed(self.overrides)
        for each in self.overrides:
            if str(each["RECURRENCE-ID"].params.get("RANGE", "")).upper() == "THISANDFUTURE":
                raise RefusedError(
                    "RECURRENCE-ID", _("It changes all later dates. Make two events of it.")
                )
        given = master.get("RRULE")
        many = isinstance(given, list)
        if not given and not expansion.further(master):
            plan = self._single(master)
        elif given and not many and (rule := self._rule(master, given)) is not None:
            plan = rule
        else:
            for each in (given if many else [given]) if given else []:
                rules.check(each)
                if rules.is_endless(each):
                    raise RefusedError("RRULE", self._never_ends(master))
            return self._listed(expansion.expanded(master, self.overrides), master)
        plan, changes = self._changed(plan)
        return plan, [*_of_all(master), *changes]

    def _single(self, event: Parsed) -> Plan:
        dates = self.clocks.span(event)
        plan = _plan_of(dates)
        return replace(plan, left_out=tuple(self._left_out(event, {dates.starts_on})))

    def _rule(self, master: Parsed, given: Any) -> Plan | None:
        """Return the plan of a rule that we have, None where it must be written out."""
        rules.check(given)
        dates = self.clocks.span(master)
        if (dates.ends_on - dates.starts_on).days >= _LONGEST:
            return None
        if not self.clocks.keeps_days(master["DTSTART"].dt):
            return None
        until = (given.get("UNTIL") or [None])[0]
        last = self.clocks.last_day(until, dates) if until is not None else None
        rule = rules.rule_of(given, dates.starts_on, until=last)
        if rule is None:
            return None
        further = [self._further(day, dates) for day in expansion.further(master)]
        return Plan(
            rule.kind,
            dates.starts_on.year,
            rule=rule,
            lasts=(dates.ends_on - dates.starts_on).days + 1,
            hours=dates.hours,
            times=Times(dates.starts_at, dates.ends_at),
            also=tuple(further),
            left_out=tuple(self._left_out(master)),
        )

    def _never_ends(self, master: Parsed) -> str:
        begins = master["DTSTART"].dt
        if isinstance(begins, datetime.datetime) and not self.clocks.keeps_days(begins):
            return _(
                "It repeats without an end by the clocks of another zone (%(zone)s). Give it an "
                "end, or the times of %(ours)s."
            ) % {
                "zone": getattr(begins.tzinfo, "key", begins.tzname()),
                "ours": self.clocks.zone.key,
            }
        return _(
            "It repeats without an end, in a way that no rule here can say. Give it an end, or a "
            "rule by week, month or year."
        )

    def _further(self, day: datetime.date, dates: Dates) -> Run:
        length = dates.ends_on - dates.starts_on
        if not isinstance(day, datetime.datetime):
            return Run(day, day + length)
        local = self.clocks.local(day)
        times = Times(local.time().replace(second=0, microsecond=0), dates.ends_at)
        same = times.starts_at == dates.starts_at or dates.starts_at is None
        return Run(local.date(), local.date() + length, times=None if same else times)

    def _left_out(
        self, event: Parsed, days: set[datetime.date] | None = None
    ) -> Iterator[datetime.date]:
        given = event.get("EXDATE", [])
        found = set()
        for each in given if isinstance(given, list) else [given]:
            for one in each.dts:
                found.add(self.clocks.day(one.dt))
        if days is not None and days <= found:
            raise RefusedError("EXDATE", _("All of its dates are left out."))
        yield from sorted(found if days is None else found & days)

    def _changed(self, plan: Plan) -> tuple[Plan, list[Change]]:
        """Return a plan with what became of single dates of it, and what was called off."""
        changes, moved, left_out = [], list(plan.also), set(plan.left_out)
        lasts = (plan.run.ends_on - plan.run.starts_on).days + 1 if plan.run else plan.lasts
        for each in self.overrides:
            planned = self.clocks.day(each["RECURRENCE-ID"].dt)
            if status_of(each) == EventStatus.CANCELLED:
                changes.append(Change(0, planned, EventStatus.CANCELLED))
                continue
            dates = self.clocks.span(each)
            if (dates.hours == Hours.TIMES) != (plan.hours == Hours.TIMES):
                raise RefusedError("DTSTART", _mixed())
            usual = Dates(
                planned,
                planned + (lasts - 1) * DAY,
                plan.hours,
                plan.times.starts_at,
                plan.times.ends_at,
            )
            if dates == usual:
                continue
            left_out.add(planned)
            times = Times(dates.starts_at, dates.ends_at)
            moved.append(
                Run(
                    dates.starts_on,
                    dates.ends_on,
                    times=times if dates.starts_at and times != plan.times else None,
                )
            )
        if len(moved) > MOST_DATES:
            raise RefusedError("RECURRENCE-ID", expansion.too_many())
        return replace(plan, also=tuple(moved), left_out=tuple(sorted(left_out))), changes

    def _listed(
        self, events: Sequence[Parsed], master: Parsed | None = None
    ) -> tuple[Plan, list[Change]]:
        """Return the plan of dates one by one, soonest first; what was called off stays planned."""
        spans = sorted(
            ((self.clocks.span(each), status_of(each)) for each in events),
            key=lambda pair: (pair[0].starts_on, pair[0].starts_at or datetime.time()),
        )
        if len({dates.hours for dates, _status_ in spans}) > 1:
            raise RefusedError("DTSTART", _mixed())
        if len(spans) > MOST_DATES:
            raise RefusedError("RRULE", expansion.too_many())
        head = spans[0][0]
        plan = _plan_of(head)
        usual = plan.times
        also = []
        for dates, _state in spans[1:]:
            times = Times(dates.starts_at, dates.ends_at)
            own = times if dates.starts_at and times != usual else None
            also.append(Run(dates.starts_on, dates.ends_on, times=own))
        if master is not None and status_of(master) == EventStatus.CANCELLED:
            return replace(plan, also=tuple(also)), _of_all(master)
        off = [
            Change(0, dates.starts_on, EventStatus.CANCELLED, at=dates.starts_at)
            for dates, status in spans
            if status == EventStatus.CANCELLED
        ]
        if off and len(off) == len(spans):
            off = [Change(0, None, EventStatus.CANCELLED)]
        return replace(plan, also=tuple(also)), [*(_of_all(master) if master else []), *off]


def _plan_of(dates: Dates) -> Plan:
    return Plan(
        DateKind.FIXED,
        dates.starts_on.year,
        run=Run(dates.starts_on, dates.ends_on),
        hours=dates.hours,
        times=Times(dates.starts_at, dates.ends_at),
    )


def _mixed() -> str:
    return _("Some of its dates have hours and others none. Make two events of it.")


def _of_all(event: Parsed) -> list[Change]:
    status = status_of(event)
    return [] if status == EventStatus.SCHEDULED else [Change(0, None, status)]


def _cut(text: str) -> str:
    """Return a text as a summary: its first words, as many as a summary may have."""
    flat = " ".join(text.split())
    if len(flat) <= MOST_SUMMARY:
        return flat
    return flat[: MOST_SUMMARY - 1].rpartition(" ")[0] + "…"
