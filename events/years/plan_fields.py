"""A plan written back as the fields of an edition. Pure: no database, no clock."""

from typing import Any

from events.enums import RITUAL, DateKind
from events.plan import Plan


def fields_of(plan: Plan) -> dict[str, Any]:
    """Return a plan as an edition's fields; what its kind does not use is left out."""
    fields: dict[str, Any] = {
        "date_kind": plan.kind,
        "hours": plan.hours,
        "starts_at": plan.times.starts_at,
        "ends_at": plan.times.ends_at,
        "is_estimated": plan.is_estimated,
        "more_dates": [*_sessions(plan), *_further(plan)],
    }
    if plan.kind == DateKind.MONTH_ONLY:
        return fields | {"month": plan.month}
    if plan.kind == DateKind.FIXED and plan.run is not None:
        return fields | {"starts_on": plan.run.starts_on, "ends_on": plan.run.ends_on}
    rule: Any = plan.ritual if plan.kind in RITUAL else plan.rule
    names = ["day_of", "day", "ordinal", "weekday"]
    if plan.kind in RITUAL:
        names += ["pasaran", "windu_year", "offset"]
        fields |= {f"{plan.kind}_month": rule.month, "uncertainty": plan.uncertainty}
    else:
        names += ["interval", "until", "count"]
        fields |= {"starts_on": rule.first, "weekdays": list(rule.weekdays)}
    return fields | {"lasts": plan.lasts} | {name: getattr(rule, name) for name in names}


def _sessions(plan: Plan) -> list[tuple[str, Any]]:
    return [
        ("session", {"starts_at": each.starts_at, "ends_at": each.ends_at})
        for each in plan.sessions
    ]


def _further(plan: Plan) -> list[tuple[str, Any]]:
    return [
        (
            "also",
            {
                "starts_on": each.starts_on,
                "ends_on": each.ends_on,
                "starts_at": each.times.starts_at if each.times else None,
                "ends_at": each.times.ends_at if each.times else None,
            },
        )
        for each in plan.also
    ]
