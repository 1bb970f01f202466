"""From a row of a table to an item, by the mapping of its columns. Pure."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from icalendar import vRecur

from events.enums import Admission, DateKind, EventStatus, Hours
from events.plan import DAY, Plan, Run, Times
from events.recurrence import MOST_DATES
from events.schedule import Change
from translations import languages

from . import rules
from .days import Days, NotUnderstoodError, days_and_times_of, days_of, time_of, times_of
from .items import MOST_LETTERS, Item, Refused, RefusedError, tentative
from .tables import Row, Table

_LENGTHS = {
    "uid": MOST_LETTERS,
    "name": MOST_LETTERS,
    "venue": 160,
    "organiser": 160,
    "ticket_url": 200,
    "heading": MOST_LETTERS,
    "summary": 300,
}
_TEXTS = ("venue", "district", "organiser", "category", "ticket_url")
_STATUSES: dict[str, str] = {
    **{value: value for value in EventStatus.values},
    **dict.fromkeys(("batal", "dibatalkan", "canceled"), EventStatus.CANCELLED),
    **dict.fromkeys(("ditunda", "tunda", "ditangguhkan"), EventStatus.POSTPONED),
    **dict.fromkeys(("tentative", "tentatif", "perkiraan"), EventStatus.ESTIMATED),
    **dict.fromkeys(("confirmed", "pasti", "jadi", "terjadwal", "sesuai rencana"),
                    EventStatus.SCHEDULED),
}  # fmt: skip
_HOURS: dict[str, str] = {
    **{value: value for value in Hours.values},
    **dict.fromkeys(("all day", "sepanjang hari", "sehari penuh"), Hours.ALL_DAY),
    **dict.fromkeys(("to be announced", "menyusul", "tba"), Hours.TO_BE_ANNOUNCED),
}
_CENTS = re.compile(r"[.,](\d{1,2})$")
_ADMISSIONS: dict[str, str] = {
    **dict.fromkeys(("free", "gratis", "percuma", "tidak dipungut biaya"), Admission.FREE),
    **dict.fromkeys(("paid", "berbayar", "bayar", "bertiket"), Admission.PAID),
}


def items(table: Table, mapping: Mapping[str, str]) -> Iterator[Item | Refused]:
    """Yield an item for each row, or why there is none."""
    for row in table.rows:
        reading = _Reading(row, mapping)
        try:
            yield reading.item()
        except RefusedError as error:
            yield Refused(
                row.number,
                reading.plain("uid")[:MOST_LETTERS],
                reading.plain("name")[:MOST_LETTERS],
                error.field,
                error.message,
                is_row=True,
            )


class _Reading:
    def __init__(self, row: Row, mapping: Mapping[str, str]) -> None:
        self.row = row
        self.mapping = mapping

    def cell(self, name: str) -> Any:
        """Return what a field has in this row. Raises RefusedError for a formula without value."""
        heading = self.mapping.get(name, "")
        value = self.row.cells.get(heading)
        is_text = isinstance(value, str)
        if heading in self.row.formulas and (value is None or (is_text and value[:1] == "=")):
            raise RefusedError(
                name, _("It begins with “=” like a formula. Write the value itself.")
            )
        return value

    def plain(self, name: str) -> str:
        """Return the text of a field on one line, whatever it is."""
        value = self.row.cells.get(self.mapping.get(name, ""))
        return " ".join(str("" if value is None else value).split())

    def text(self, name: str) -> str:
        """Return the text of a field. Raises RefusedError for one that is too long."""
        self.cell(name)
        text = self.plain(name)
        most = _LENGTHS.get(name, _LENGTHS.get(name.partition("_")[0], MOST_LETTERS))
        if len(text) > most:
            raise RefusedError(name, _("It has %(number)s letters at most.") % {"number": most})
        return text

    def item(self) -> Item:
        name = self.text("name")
        if not name:
            raise RefusedError("name", _("It has no name."))
        planned, says_hours = self._plan()
        plan, changes = tentative(planned, self._changes())
        return Item(
            number=self.row.number,
            uid=self.text("uid"),
            name=name,
            plan=plan,
            changes=changes,
            facts=self._facts(),
            texts=self._texts(),
            says_hours=says_hours,
            is_row=True,
        )

    # --- When ---

    def _plan(self) -> tuple[Plan, bool]:
        days = self._days()
        if days.is_month_only:
            return Plan(DateKind.MONTH_ONLY, days.first.year, month=days.first.month), True
        hours, times = self._hours(days)
        plan = Plan(
            DateKind.FIXED,
            days.first.year,
            run=Run(days.first, days.last),
            hours=hours or Hours.TO_BE_ANNOUNCED,
            times=times,
        )
        if rule := self.text("rule"):
            plan = self._repeating(plan, rule, days)
        also = self._further(plan)
        left_out = [each.first for each in self._list("left_out")]
        if plan.kind == DateKind.FIXED and days.first in left_out:
            raise RefusedError("left_out", _("This is the first day itself."))
        if len(also) > MOST_DATES:
            raise RefusedError(
                "further", _("It has more than %(number)s dates.") % {"number": MOST_DATES}
            )
        return replace(plan, also=tuple(also), left_out=tuple(sorted(left_out))), bool(hours)

    def _days(self) -> Days:
        first, last, month = (self._day(name) for name in ("starts_on", "ends_on", "month"))
        if first is None:
            return month or self._only_month()
        if first.is_month_only or last is None:
            return first
        if last.last < first.first:
            raise RefusedError("ends_on", _("The last day is before the first."))
        return Days(first.first, last.last)

    def _only_month(self) -> Days:
        raise RefusedError("starts_on", _("Give the first day, or the month alone."))

    def _day(self, name: str) -> Days | None:
        try:
            return days_of(self.cell(name))
        except NotUnderstoodError as error:
            raise RefusedError(name, error) from error

    def _list(self, name: str) -> list[Days]:
        """Return the days that a cell lists, separated by semicolons or on lines of their own."""
        try:
            found = [days_of(part) for part in self._parts(name)]
        except NotUnderstoodError as error:
            raise RefusedError(name, error) from error
        return [each for each in found if each is not None]

    def _further(self, plan: Plan) -> list[Run]:
        found = []
        for part in self._parts("further"):
            try:
                days, *hours = days_and_times_of(str(part))
            except NotUnderstoodError as error:
                raise RefusedError("further", error) from error
            if days is None:
                continue
            times = Times(*hours)
            is_own = times.starts_at is not None and times != plan.times
            found.append(Run(days.first, days.last, times=times if is_own else None))
        return found

    def _parts(self, name: str) -> list[Any]:
        value = self.cell(name)
        return value.replace("\n", ";").split(";") if isinstance(value, str) else [value or ""]

    def _hours(self, days: Days) -> tuple[str, Times]:
        """Return what the row says of hours; nothing where it says nothing."""
        (starts_at, until), (ends_at, _none) = self._time("starts_at"), self._time("ends_at")
        ends_at = ends_at or until
        if starts_at is None:
            if self._has_time_in_day():
                value = self.cell("starts_on")
                return Hours.TIMES, Times(time_of(value), ends_at)
            if ends_at is not None:
                raise RefusedError("starts_at", _("Give the time when it begins."))
            said = self.plain("hours").casefold()
            if said and said not in _HOURS:
                raise RefusedError("hours", _one_of(Hours.values))
            return _HOURS.get(said, ""), Times()
        is_one_day = days.first == days.last
        if is_one_day and ends_at is not None and ends_at <= starts_at:
            raise RefusedError(
                "ends_at",
                _("It ends before it begins. What goes on past midnight ends on the next day."),
            )
        return Hours.TIMES, Times(starts_at, ends_at)

    def _has_time_in_day(self) -> bool:
        value = self.cell("starts_on")
        return isinstance(value, datetime.datetime) and value.time() != datetime.time()

    def _time(self, name: str) -> tuple[datetime.time | None, datetime.time | None]:
        try:
            return times_of(self.cell(name))
        except NotUnderstoodError as error:
            raise RefusedError(name, error) from error

    def _repeating(self, plan: Plan, text: str, days: Days) -> Plan:
        try:
            parts = vRecur.from_ical(text.upper().removeprefix("RRULE:"))
        except ValueError as error:
            raise RefusedError(
                "rule", _("The rule cannot be read. Write it as FREQ=WEEKLY;BYDAY=SA.")
            ) from error
        try:
            rules.check(parts)
        except RefusedError as error:
            raise RefusedError("rule", error.message) from error
        until = (parts.get("UNTIL") or [None])[0]
        last = until.date() if isinstance(until, datetime.datetime) else until
        found = rules.rule_of(parts, days.first, until=last)
        if found is None:
            raise RefusedError(
                "rule",
                _("No rule here can say this, or its first day is not one that it finds."),
            )
        lasts = (days.last - days.first) // DAY + 1
        return replace(plan, kind=found.kind, run=None, rule=found, lasts=lasts)

    def _changes(self) -> Iterator[Change]:
        said = self.plain("status").casefold()
        labels = {str(each.label).casefold(): each.value for each in EventStatus}
        status = _STATUSES.get(said) or labels.get(said, "")
        if said and not status:
            raise RefusedError("status", _one_of(EventStatus.values))
        if status not in ("", EventStatus.SCHEDULED, EventStatus.RESCHEDULED):
            yield Change(0, None, status)
        for each in self._list("cancelled"):
            yield Change(0, each.first, EventStatus.CANCELLED)

    # --- What else ---

    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = {name: text for name in _TEXTS if (text := self.text(name))}
        low, high = self._price("price_from"), self._price("price_to")
        said = self.plain("admission").casefold()
        labels = {str(each.label).casefold(): each.value for each in Admission}
        admission = _ADMISSIONS.get(said) or labels.get(said, "")
        if said and not admission:
            raise RefusedError("admission", _one_of([each for each in Admission.values if each]))
        if low == 0 and high is None and admission != Admission.PAID:
            admission, low = Admission.FREE, None
        if low is not None:
            admission = admission or Admission.PAID
        facts |= {
            name: value
            for name, value in (("price_from", low), ("price_to", high))
            if value is not None
        }
        return facts | ({"admission": admission} if admission else {})

    def _price(self, name: str) -> Decimal | None:
        value = self.cell(name)
        if isinstance(value, str):
            text = value.casefold().replace("rp", "").replace("idr", "").strip(" .-,")
            if text in _ADMISSIONS:
                return Decimal(0)
            # 25.000 and 25,000 are thousands, 25000.00 and 25000,5 are not.
            whole, cents = text, ""
            if match := _CENTS.search(text):
                whole, cents = text[: match.start()], match[1]
            value = re.sub(r"[., ]", "", whole) + (f".{cents}" if cents else "")
        if value is None or value == "":
            return None
        try:
            price = Decimal(str(value))
        except InvalidOperation as error:
            raise RefusedError(name, _("This is no price. Write 25000.")) from error
        if not price.is_finite() or not 0 <= price < 10**10:
            raise RefusedError(name, _("This is no price. Write 25000."))
        return price.quantize(Decimal("0.01"))

    def _texts(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name in ("heading", "summary"):
            for code in languages.codes():
                if text := self.text(f"{name}_{code}"):
                    found.setdefault(name, {})[code] = text
        return found


def _one_of(values: Sequence[Any]) -> str:
    return _("Write one of these: %(values)s.") % {"values": ", ".join(map(str, values))}
