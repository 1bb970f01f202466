"""Pages and editions of items, in memory, held to the rules that the admin's forms hold them to."""

from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from events.models import Edition, Festival
from events.plan import Plan
from events.plan_fields import fields_of

from .items import RefusedError


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
