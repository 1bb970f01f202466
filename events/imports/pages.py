"""Saves many new pages and editions at once, with all that follows from each of them.

Wagtail saves page by page, with some eighty queries for each: a calendar of five thousand would
take minutes. What it keeps for a page is kept here too: its place in the tree, its first revision,
the log, the index of references, search, and what is derived of its languages.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry, Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from events.models import Edition, Festival
from translations.receivers import refresh_progress, refresh_versions

_AT_ONCE = 200
_OF_PAGE = [each.attname for each in Page._meta.concrete_fields if each.name != "id"]


def add_festivals(
    festivals: Sequence[Festival], parent: Page, *, by: Any, now: datetime.datetime, publish: bool
) -> None:
    """Save new festivals below a section, as drafts or published; within a transaction.

    Some thirty queries for two hundred of them.
    """
    if not festivals:
        return
    parent = Page.objects.select_for_update(no_key=True).get(pk=parent.pk)
    last = parent.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    pages = []
    for festival in festivals:
        step += 1
        festival.path = Page._get_path(parent.path, parent.depth + 1, step)
        festival.owner = by
        _set_state(festival, now, publish=publish)
        pages.append(Page(**{name: getattr(festival, name) for name in _OF_PAGE}))
    Page._base_manager.bulk_create(pages, batch_size=_AT_ONCE)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    for festival, page in zip(festivals, pages, strict=True):
        festival.pk = festival.id = festival.page_ptr_id = page.pk
    _insert_below_pages(festivals)
    _add_revisions(festivals, Page, by=by, now=now, publish=publish)
    _log(festivals, PageLogEntry, by=by, now=now, publish=publish)
    refresh_versions(*festivals)
    refresh_progress(*festivals)
    _index_references(festivals)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Festival, festivals)


def add_editions(
    editions: Sequence[Edition], *, by: Any, now: datetime.datetime, publish: bool
) -> None:
    """Save new editions, as drafts or published; within a transaction. Ten queries for two hundred.

    Their dates are left to `occurrences.write_first`.
    """
    if not editions:
        return
    for edition in editions:
        edition.festival_id = edition.festival.pk
        _set_state(edition, now, publish=publish)
    Edition.objects.bulk_create(editions, batch_size=_AT_ONCE)
    _add_revisions(editions, Edition, by=by, now=now, publish=publish)
    _log(editions, ModelLogEntry, by=by, now=now, publish=publish)
    _index_references(editions)


def _set_state(thing: Any, now: datetime.datetime, *, publish: bool) -> None:
    thing.live, thing.has_unpublished_changes = publish, not publish
    if publish:
        thing.first_published_at = thing.last_published_at = now


def _add_revisions(
    things: Sequence[Any], model: Any, *, by: Any, now: datetime.datetime, publish: bool
) -> None:
    first = things[0]
    kinds = {
        "content_type": ContentType.objects.get_for_model(first),
        "base_content_type": first.get_base_content_type(),
    }
    revisions = [
        Revision(
            **kinds,
            object_id=str(thing.pk),
            created_at=now,
            user=by,
            object_str=str(thing),
            content=thing.serializable_data(),
        )
        for thing in things
    ]
    Revision.objects.bulk_create(revisions, batch_size=_AT_ONCE)
    for thing, revision in zip(things, revisions, strict=True):
        thing.latest_revision = revision
        thing.live_revision = revision if publish else None
    first_one = Revision.objects.filter(
        base_content_type=kinds["base_content_type"],
        object_id=Cast(OuterRef("pk"), CharField()),
    ).values("pk")[:1]
    columns: dict[str, Any] = {"latest_revision": Subquery(first_one)}
    if publish:
        columns["live_revision"] = Subquery(first_one)
    if model is Page:
        columns["latest_revision_created_at"] = now
    model._base_manager.filter(pk__in=[thing.pk for thing in things]).update(**columns)


def _log(
    things: Sequence[Any], model: Any, *, by: Any, now: datetime.datetime, publish: bool
) -> None:
    kind = ContentType.objects.get_for_model(things[0])
    actions = ["wagtail.create", *(["wagtail.publish"] if publish else [])]
    model.objects.bulk_create(
        (
            model(
                content_type=kind,
                label=str(thing)[:255],
                action=action,
                timestamp=now,
                user=by,
                revision=thing.latest_revision,
                content_changed=True,
                **({"page_id": thing.pk} if model is PageLogEntry else {"object_id": thing.pk}),
            )
            for thing in things
            for action in actions
        ),
        batch_size=_AT_ONCE,
    )


def _insert_below_pages(festivals: Sequence[Festival]) -> None:
    """Insert the festivals' own rows: those of their pages are there, and Django inserts many at
    once only where there is one table."""
    fields = Festival._meta.local_concrete_fields
    rows = Festival._base_manager.all()
    size = max(connections[rows.db].ops.bulk_batch_size(fields, festivals), 1)
    for at in range(0, len(festivals), size):
        rows._insert(festivals[at : at + size], fields=fields, using=rows.db)


def _index_references(things: Sequence[Any]) -> None:
    """Note what new things lead to, as ReferenceIndex does for one thing after the other."""
    kind = ContentType.objects.get_for_model(things[0])
    base = ContentType.objects.get_for_model((things[0]._meta.get_parent_list() or [things[0]])[-1])
    ReferenceIndex.objects.bulk_create(
        (
            ReferenceIndex(
                content_type=kind,
                base_content_type=base,
                object_id=thing.pk,
                to_content_type_id=to_kind,
                to_object_id=to,
                model_path=model_path,
                content_path=content_path,
                content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
            )
            for thing in things
            for to_kind, to, model_path, content_path in set(
                ReferenceIndex._extract_references_from_object(thing)
            )
        ),
        batch_size=_AT_ONCE,
    )
