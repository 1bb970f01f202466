"""A plan written back as the fields of whatever says when it is (models.When). Pure.

No database, no clock.
"""

import json
import uuid
from typing import Any

from .enums import RITUAL, SERIES, DateKind
from .plan import Plan, Run, Times


def fields_of(plan: Plan) -> dict[str, Any]:
    """Return a plan as fields; what its kind does not use is left out.

    A further run keeps its key; one without gets a key that follows from what it says.
    """
    fields: dict[str, Any] = {
        "date_kind": plan.kind,
        "year": plan.year,
        "hours": plan.hours,
        "starts_at": plan.times.starts_at,
        "ends_at": plan.times.ends_at,
        "is_estimated": plan.is_estimated,
        "more_dates": json.dumps(_more_dates(plan)),
    }
    if plan.kind == DateKind.MONTH_ONLY:
        return fields | {"month": plan.month}
    if plan.kind in RITUAL and plan.ritual is not None:
        return fields | _ritual(plan, plan.ritual)
    if plan.kind in SERIES and plan.rule is not None:
        return fields | _series(plan, plan.rule)
    if plan.run is not None:
        fields |= {"starts_on": plan.run.starts_on, "ends_on": plan.run.ends_on}
    return fields


_DAY = ("day_of", "day", "ordinal", "weekday")


def _ritual(plan: Plan, rule: Any) -> dict[str, Any]:
    return {
        **{name: getattr(rule, name) for name in (*_DAY, "pasaran", "windu_year", "offset")},
        f"{plan.kind}_month": rule.month,
        "uncertainty": plan.uncertainty,
        "lasts": plan.lasts,
    }


def _series(plan: Plan, rule: Any) -> dict[str, Any]:
    return {
        **{name: getattr(rule, name) for name in (*_DAY, "interval", "until", "count")},
        "starts_on": rule.first,
        "ends_on": None,
        "weekdays": list(rule.weekdays),
        "lasts": plan.lasts,
    }


def _more_dates(plan: Plan) -> list[dict[str, Any]]:
    return [
        *({"type": "also", "id": run.key or _key(run), "value": _run(run)} for run in plan.also),
        *({"type": "left_out", "id": _key(day), "value": day.isoformat()} for day in plan.left_out),
        *({"type": "session", "id": _key(each), "value": _times(each)} for each in plan.sessions),
    ]


def _run(run: Run) -> dict[str, Any]:
    last = None if run.ends_on == run.starts_on else run.ends_on.isoformat()
    return {
        "starts_on": run.starts_on.isoformat(),
        "ends_on": last,
        **_times(run.times or Times()),
    }


def _times(times: Times) -> dict[str, Any]:
    return {
        "starts_at": times.starts_at.isoformat() if times.starts_at else None,
        "ends_at": times.ends_at.isoformat() if times.ends_at else None,
    }


def _key(said: Any) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, repr(said)))
