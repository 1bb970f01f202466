"""Pages and editions of items, in memory, held to the rules that the admin's forms hold them to."""

import json
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from events.models import Edition, Festival
from events.plan import Plan
from events.validators import RESERVED

from .items import RefusedError

#: A page's address may have so many letters, a number behind it included.
_MOST_SLUG = 60


class Slugs:
    """Addresses below a section: those that are taken, and the next free ones."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = {*taken, *RESERVED}

    def free(self, name: str) -> str:
        """Return an address for a name, and take it."""
        base = slugify(name)[:_MOST_SLUG].strip("-") or "festival"
        if base.isdigit():
            base = f"festival-{base}"
        slug, number = base, 1
        while slug in self.taken:
            number += 1
            slug = f"{base}-{number}"
        self.taken.add(slug)
        return slug


def festival_of(name: str, columns: dict[str, Any], *, parent: Page, slug: str) -> Festival:
    """Return a festival below a section that is not saved. No query once sites are cached.

    Raises RefusedError for what our own forms would refuse.
    """
    festival = Festival(
        title=name,
        draft_title=name,
        slug=slug,
        url_path=f"{parent.url_path}{slug}/",
        depth=parent.depth + 1,
        locale_id=parent.locale_id,
        content_type=ContentType.objects.get_for_model(Festival),
        **columns,
    )
    # Nothing hangs on it yet: nobody has to look.
    for relation in get_all_child_relations(Festival):
        setattr(festival, relation.get_accessor_name(), [])
    for relation in get_all_child_m2m_relations(Festival):
        setattr(festival, relation.name, [])
    clean(festival, {"title", *columns})
    festival.record_sources(None)
    return festival


def edition_of(plan: Plan, festival: Festival, *, season: str) -> Edition:
    """Return an edition that is not saved. No query. Raises RefusedError as `festival_of` does."""
    edition = Edition(festival=festival, season=season, **fields_of(plan))
    clean(edition)
    return edition


def clean(thing: Any, changed: Collection[str] | None = None) -> None:
    """Hold something to its model's rules, field by field and together. No query.

    Relations are left out: what they lead to was looked up in the region itself. Of a page only
    what has `changed` is looked at, by names of columns: all else is as it was.
    """
    left_out = {
        each.name
        for each in thing._meta.concrete_fields
        if each.is_relation or (changed is not None and each.name not in changed)
    }
    try:
        thing.clean_fields(exclude=left_out - {"admission", "price_from", "price_to"})
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise RefusedError(name, messages[0]) from error


def fields_of(plan: Plan) -> dict[str, Any]:
    """Return a plan as fields of an edition. Each further run has a key that follows from it."""
    found: dict[str, Any] = {
        "date_kind": plan.kind,
        "year": plan.year,
        "month": plan.month,
        "hours": plan.hours,
        "starts_at": plan.times.starts_at,
        "ends_at": plan.times.ends_at,
        "lasts": plan.lasts,
        "more_dates": _more_dates(plan),
    }
    if plan.run is not None:
        found |= {"starts_on": plan.run.starts_on, "ends_on": plan.run.ends_on}
    if (rule := plan.rule) is not None:
        names = ("interval", "day_of", "day", "ordinal", "weekday", "until", "count")
        found |= {name: getattr(rule, name) for name in names}
        found |= {"starts_on": rule.first, "ends_on": None, "weekdays": list(rule.weekdays)}
    return found


def _more_dates(plan: Plan) -> str:
    blocks: list[dict[str, Any]] = [
        {
            "type": "also",
            "id": run.key or _key(run),
            "value": {
                "starts_on": run.starts_on.isoformat(),
                "ends_on": None if run.ends_on == run.starts_on else run.ends_on.isoformat(),
                "starts_at": _time(run.times.starts_at if run.times else None),
                "ends_at": _time(run.times.ends_at if run.times else None),
            },
        }
        for run in plan.also
    ]
    blocks += [
        {"type": "left_out", "id": _key(day), "value": day.isoformat()} for day in plan.left_out
    ]
    blocks += [
        {
            "type": "session",
            "id": _key(times),
            "value": {"starts_at": _time(times.starts_at), "ends_at": _time(times.ends_at)},
        }
        for times in plan.sessions
    ]
    return json.dumps(blocks)


def _key(said: Any) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, repr(said)))


def _time(time: Any) -> str | None:
    return time.isoformat() if time else None
