"""Carries out what was decided of items, chunk by chunk, within one transaction."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from events.enums import ImportOutcome
from events.models import (
    DateChange,
    Edition,
    Festival,
    ImportedEvent,
    Organiser,
    Venue,
)
from events.occurrences import list_parts, rebuild, write_first
from events.plan_fields import fields_of
from events.registry.names import key_of
from events.schedule import Change
from events.slugs import festival_slug, slug_of

from .building import clean, edition_of, festival_of
from .items import Item, RefusedError
from .known import Known
from .matching import Decision, Matcher, refusal
from .pages import add_editions, add_festivals


@dataclass(eq=False)
class Work:
    """A decision with what it makes or changes, checked already; `before` is how to go back."""

    decision: Decision
    festival: Festival | None = None
    edition: Edition | None = None
    before: dict[str, Any] = field(default_factory=dict)

    @property
    def item(self) -> Item:
        assert isinstance(self.decision.item, Item)  # noqa: S101 (what was refused has no work)
        return self.decision.item


class Writer:
    """Prepares decisions, which is all that a dry run does, and writes them.

    `parent` is the section that new festivals stand below.
    """

    def __init__(
        self,
        known: Known,
        matcher: Matcher,
        parent: Page,
        *,
        by: Any,
        now: datetime.datetime,
        publish: bool,
    ) -> None:
        self.known = known
        self.matcher = matcher
        self.parent = parent
        self.by, self.now, self.publish = by, now, publish
        self._slugs = set(Page.objects.child_of(parent).values_list("slug", flat=True))
        self._entry_slugs: dict[Any, set[str]] = {}

    # --- Preparing ---

    def prepare(self, decisions: Iterable[Decision]) -> list[Work]:
        """Return the work of each decision, checked by our own rules; nothing is written.

        What these rules refuse becomes a refusal. Two queries, if anything is to be changed.
        """
        decisions = list(decisions)
        festivals, editions = self._existing(decisions)
        found = []
        for decision in decisions:
            work = Work(decision)
            if decision.outcome in (ImportOutcome.NEW, ImportOutcome.CHANGED):
                try:
                    self._build(work, festivals, editions)
                except RefusedError as error:
                    self.matcher.forget(decision)
                    work = Work(refusal(work.item, error.field, error.message))
            found.append(work)
        return found

    def _existing(
        self, decisions: Sequence[Decision]
    ) -> tuple[dict[int, Festival], dict[int, Edition]]:
        festivals = {each.festival.pk for each in decisions if each.festival and each.festival.pk}
        editions = {
            each.edition.pk
            for each in decisions
            if each.edition and each.edition.pk and each.outcome == ImportOutcome.CHANGED
        }
        return (
            Festival.objects.select_related("latest_revision").in_bulk(festivals),
            Edition.objects.select_related("latest_revision", "festival").in_bulk(editions),
        )

    def _build(
        self, work: Work, festivals: dict[int, Festival], editions: dict[int, Edition]
    ) -> None:
        decision = work.decision
        known = decision.festival
        assert known is not None  # noqa: S101 (decided so)
        if decision.is_new_festival:
            work.festival = festival_of(
                work.item.name,
                decision.columns,
                parent=self.parent,
                slug=self._page_slug(work.item.name),
            )
            known.page = work.festival
        elif known.pk:
            work.festival = known.page = festivals[known.pk]
            if decision.columns:
                work.festival = _drafted(work.festival, decision.columns)
        else:
            # The file itself has it already; a dry run has not kept the page.
            known.page = known.page or Festival(title=work.item.name)
            self._complete(known.page, decision.columns)
        if decision.outcome == ImportOutcome.NEW and decision.plan:
            work.edition = edition_of(decision.plan, known.page, season=decision.season)
        elif decision.edition and decision.edition.pk:
            row = editions[decision.edition.pk]
            work.edition = row
            if decision.plan:
                work.edition = _drafted(row, fields_of(decision.plan))

    @staticmethod
    def _complete(festival: Any, columns: dict[str, Any]) -> None:
        for name, value in columns.items():
            setattr(festival, name, value)
        if columns:
            clean(festival, columns)

    # --- Writing ---

    def write(self, works: Sequence[Work]) -> None:
        """Write what was prepared, within a transaction, and note how to go back."""
        active = [
            each
            for each in works
            if each.decision.outcome in (ImportOutcome.NEW, ImportOutcome.CHANGED)
        ]
        for work in active:
            self._enter(work)
        new = [each for each in active if each.decision.outcome == ImportOutcome.NEW]
        self._add(new)
        for work in active:
            if work.decision.outcome == ImportOutcome.CHANGED:
                self._change(work)
            elif not work.decision.is_new_festival and work.decision.columns:
                self._change_festival(work)
        self._remember(works)

    def _add(self, works: Sequence[Work]) -> None:
        options = {"by": self.by, "now": self.now, "publish": self.publish}
        pages = [each for each in works if each.decision.is_new_festival]
        add_festivals([each.festival for each in pages if each.festival], self.parent, **options)
        for work in pages:
            known, festival = work.decision.festival, work.festival
            if known is not None and festival is not None:
                known.pk = festival.pk
                self.known.festivals[festival.pk] = known
                work.before["made_festival"] = festival.latest_revision_id
        for work in works:
            if work.edition is not None and work.decision.festival is not None:
                work.edition.festival = work.decision.festival.page
        editions = [each.edition for each in works if each.edition]
        add_editions(editions, **options)
        changes: dict[int, list[Change]] = {}
        for work in works:
            if work.edition is None or work.decision.edition is None:
                continue
            work.decision.edition.pk = work.edition.pk
            work.before["made_edition"] = work.edition.latest_revision_id
            if said := self._announce(work):
                changes[work.edition.pk] = said
        write_first(editions, changes, today=self.now.date())
        for festival in {
            each.decision.festival.pk: each.decision.festival.page
            for each in works
            if each.decision.festival and not each.decision.is_new_festival
        }.values():
            list_parts(festival)

    def _announce(self, work: Work) -> list[Change]:
        rows = [
            DateChange(
                edition=work.edition,
                on=each.on,
                at=each.at,
                status=each.status,
                made_by=self.by,
                made_at=self.now,
            )
            for each in work.decision.changes
        ]
        if rows:
            DateChange.objects.bulk_create(rows)
            work.before["changes"] = [each.pk for each in rows]
        return [Change(each.pk, each.on, each.status, at=each.at) for each in rows]

    def _change(self, work: Work) -> None:
        decision = work.decision
        if decision.columns:
            self._change_festival(work)
        if work.edition is None:
            return
        said = self._announce(work)
        if decision.plan:
            work.before["edition"] = self._save(work.edition)
        if said and work.edition.live:
            rebuild(work.edition, today=self.now.date())

    def _change_festival(self, work: Work) -> None:
        if work.festival is not None:
            work.before["festival"] = self._save(work.festival)

    def _save(self, draft: Any) -> dict[str, Any]:
        """Save a draft, and publish it where readers see the one before; return how to go back.

        Where somebody else's draft is not public yet, this one is not either.
        """
        earlier = draft.latest_revision_id
        publish = self.publish and draft.live and not draft.has_unpublished_changes
        if earlier is None:
            stored = type(draft)._default_manager.get(pk=draft.pk)
            earlier = stored.save_revision(user=self.by, clean=False, changed=False).pk
        revision = draft.save_revision(user=self.by, log_action=True, clean=False)
        if publish:
            revision.publish(user=self.by, skip_permission_checks=True)
        return {"from": earlier, "to": revision.pk, "published": publish}

    @staticmethod
    def done(works: Iterable[Work]) -> None:
        """Let go of pages, so that a long file needs no more memory than a short one."""
        for work in works:
            if work.decision.festival is not None:
                work.decision.festival.page = None

    # --- Names ---

    def _enter(self, work: Work) -> None:
        """Enter the venue and the organiser that nobody has entered yet."""
        for column, name in work.decision.new.items():
            names = self.known.names
            known = names.venues if column == "venue_id" else names.organisers
            pk = known.get(key_of(name))
            if pk is None:
                model: Any = Venue if column == "venue_id" else Organiser
                pk = model.objects.create(
                    site=self.known.site, name=name, slug=self._slug(model, name)
                ).pk
                names.entered(column, name, pk)
                work.before.setdefault("entered", []).append([column, pk])
            work.decision.columns[column] = pk
            festival = work.festival or (work.decision.festival and work.decision.festival.page)
            setattr(festival, column, pk)

    def _slug(self, model: Any, name: str) -> str:
        taken = self._entry_slugs.get(model)
        if taken is None:
            taken = set(model.objects.filter(site=self.known.site).values_list("slug", flat=True))
            self._entry_slugs[model] = taken
        slug = slug_of(name, taken, otherwise=model._meta.model_name)
        taken.add(slug)
        return slug

    def _page_slug(self, name: str) -> str:
        slug = festival_slug(name, self._slugs)
        self._slugs.add(slug)
        return slug

    def _remember(self, works: Sequence[Work]) -> None:
        """Keep by which UIDs a file knows what."""
        rows = {}
        for work in works:
            decision, item = work.decision, work.decision.item
            if not isinstance(item, Item) or not item.uid or not decision.edition:
                continue
            if decision.edition.pk is None or self.known.own_uid(item.uid):
                continue
            _edition, digest = self.known.by_uid.get(item.uid, (None, None))
            is_new = decision.outcome == ImportOutcome.NEW or digest is None
            if not is_new and digest == item.digest:
                continue
            work.before["uid"] = None if is_new else digest
            self.known.by_uid[item.uid] = decision.edition, item.digest
            rows[item.uid] = ImportedEvent(
                site=self.known.site,
                uid=item.uid,
                edition_id=decision.edition.pk,
                digest=item.digest,
            )
        ImportedEvent.objects.bulk_create(
            rows.values(),
            update_conflicts=True,
            unique_fields=["site", "uid"],
            update_fields=["edition", "digest"],
            batch_size=500,
        )


def _drafted(row: Any, values: dict[str, Any]) -> Any:
    """Return the latest draft of something with new values. Raises RefusedError as `clean` does."""
    draft = row.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    clean(draft, values if isinstance(row, Festival) else None)
    return draft
