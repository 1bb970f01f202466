"""Making one entry of several that are one, and taking that back."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from events.models import Festival, Registered

from .facts import facts_of, fill
from .usage import relation_of

MERGED, SPLIT = "events.merge", "events.split"
#: How many entries are made one at once, at most.
MOST = 12


class NotMergeableError(ValueError):
    """These are not entries of one region's registry that still stand for themselves."""


@dataclass
class Moved:
    """What pointed at an entry that was merged: festivals by their row and by their latest draft,
    and what had been merged into it before."""

    entry: int
    name: str
    rows: list[int] = field(default_factory=list)
    drafts: list[int] = field(default_factory=list)
    signposts: list[int] = field(default_factory=list)


@dataclass
class Record:
    """A merging as the log keeps it, so that it can be taken back.

    `had_rows` and `had_drafts` are festivals that used the one that is left beforehand, `filled`
    the facts that it was given.
    """

    moved: list[Moved]
    had_rows: list[int]
    had_drafts: list[int]
    filled: dict[str, Any]

    @classmethod
    def of(cls, entry: ModelLogEntry) -> "Record":
        data = entry.data
        moved = [Moved(**each) for each in data["moved"]]
        return cls(moved, data["had_rows"], data["had_drafts"], data["filled"])


@transaction.atomic
def merge(survivor: Any, others: Iterable[Any], *, by: Any) -> Record:
    """Lead all that uses the others to the survivor; they stay as signposts to it.

    Rows of festivals and their latest drafts are rewritten; older drafts are led on when they are
    opened or published (signposts.py). The survivor gets the facts that it lacks. All or nothing,
    and logged. Raises NotMergeableError. About twelve queries, and one a draft that is rewritten.
    """
    model = type(survivor)
    keys = [survivor.pk, *(each.pk for each in others)]
    rows = model.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    locked = {each.pk: each for each in rows}
    entries = [locked[key] for key in dict.fromkeys(keys) if key in locked]
    if len(entries) < 2 or len(entries) != len(keys) or not is_mergeable(entries):
        raise NotMergeableError
    survivor, *rest = entries
    links = _Links(model)
    had_rows, had_drafts = links.rows(survivor.pk), links.drafts(survivor)
    moved = [
        Moved(
            entry=each.pk,
            name=each.name,
            rows=links.rows(each.pk),
            drafts=links.drafts(each),
            signposts=list(each.merged.values_list("pk", flat=True)),
        )
        for each in rest
    ]
    gone = {each.entry for each in moved}
    links.move_rows({pk for each in moved for pk in each.rows}, gone, {survivor.pk})
    links.move_drafts({pk for each in moved for pk in each.drafts}, gone, {survivor.pk})
    model.objects.filter(pk__in=gone).update(merged_into=survivor)
    model.objects.filter(merged_into__in=gone).update(merged_into=survivor)
    record = Record(moved, had_rows, had_drafts, fill(survivor, rest))
    log(instance=survivor, action=MERGED, user=by, data=asdict(record))
    return record


def is_mergeable(entries: Sequence[Registered]) -> bool:
    """Whether entries are of one kind and region, and none was merged before. No query."""
    kinds = {(type(each), each.site_id) for each in entries}
    return len(kinds) == 1 and not any(each.merged_into_id for each in entries)  # type: ignore[attr-defined]


# --- Taking it back ---


def splittable(survivor: Any) -> list[ModelLogEntry]:
    """Return the mergings into an entry that can be taken back, the latest first.

    Those whose entries are still signposts to it, and whose festivals nobody assigned anew since.
    Two queries without any merging, else about six, and two a merging.
    """
    logged = _logged(survivor)
    undone = {each.data["of"] for each in logged if each.action == SPLIT}
    mergings = [each for each in logged if each.action == MERGED and each.pk not in undone]
    return [each for each in mergings if _is_intact(survivor, Record.of(each))]


def _logged(survivor: Any) -> list[ModelLogEntry]:
    return list(
        ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(survivor, for_concrete_model=False),
            object_id=str(survivor.pk),
            action__in=(MERGED, SPLIT),
        ).order_by("-timestamp", "-pk")
    )


def _is_intact(survivor: Any, record: Record) -> bool:
    entries = {each.entry for each in record.moved}
    signposts = set(survivor.merged.values_list("pk", flat=True))
    if not entries <= signposts:
        return False
    links = _Links(type(survivor))
    rows = {pk for each in record.moved for pk in each.rows}
    drafts = {pk for each in record.moved for pk in each.drafts}
    return rows <= set(links.rows(survivor.pk)) and drafts <= set(links.drafts(survivor))


@transaction.atomic
def split(survivor: Any, merging: int, *, by: Any) -> bool:
    """Take a merging back, by the key of its log entry; False where that can no longer be done.

    Every festival uses again what it used before, the entries stand for themselves, and facts that
    were filled in go where nobody changed them since.
    """
    model = type(survivor)
    survivor = model.objects.select_for_update().get(pk=survivor.pk)
    found = next((each for each in splittable(survivor) if each.pk == merging), None)
    if found is None:
        return False
    record = Record.of(found)
    links = _Links(model)
    for pk in sorted({pk for each in record.moved for pk in each.rows}):
        before = {each.entry for each in record.moved if pk in each.rows}
        links.move_rows({pk}, set() if pk in record.had_rows else {survivor.pk}, before)
    for pk in sorted({pk for each in record.moved for pk in each.drafts}):
        before = {each.entry for each in record.moved if pk in each.drafts}
        links.move_drafts({pk}, set() if pk in record.had_drafts else {survivor.pk}, before)
    model.objects.filter(pk__in=[each.entry for each in record.moved]).update(merged_into=None)
    for each in record.moved:
        model.objects.filter(pk__in=each.signposts, merged_into=survivor).update(
            merged_into=each.entry
        )
    known = facts_of(survivor)
    emptied = [name for name, value in record.filled.items() if known[name] == value]
    for name in emptied:
        column: Any = model._meta.get_field(name)
        setattr(survivor, column.attname, None if column.null else "")
    if emptied:
        survivor.save(update_fields=emptied)
    log(
        instance=survivor,
        action=SPLIT,
        user=by,
        data={"of": found.pk, "names": [each.name for each in record.moved]},
    )
    return True


class _Links:
    """How festivals point at entries of a kind: a column or a table of pairs, and drafts."""

    def __init__(self, model: type[Any]) -> None:
        self.model = model
        self.name = relation_of(model)
        self.is_many = Festival._meta.get_field(self.name).many_to_many
        self.type = ContentType.objects.get_for_model(model)

    def rows(self, entry: int) -> list[int]:
        """Return the festivals whose row points at an entry. One query."""
        found = Festival.objects.filter(**{self.name: entry}).order_by("pk")
        return list(found.values_list("pk", flat=True))

    def drafts(self, entry: Any) -> list[int]:
        """Return the festivals whose latest draft points at an entry of this region. One query."""
        return [
            pk for pk, content in self._contents(entry) if entry.pk in _listed(content[self.name])
        ]

    def _contents(self, entry: Any) -> Iterable[tuple[int, dict[str, Any]]]:
        root = entry.site.root_page.path
        if not hasattr(self, "_known"):
            found = Festival.objects.filter(path__startswith=root).exclude(latest_revision=None)
            column = f"latest_revision__content__{self.name}"
            self._known = [
                (pk, {self.name: value}) for pk, value in found.values_list("pk", column)
            ]
        return self._known

    def move_rows(self, festivals: set[int], gone: set[int], there: set[int]) -> None:
        """Have these festivals point at others, and no longer at what is gone."""
        if not festivals:
            return
        if not self.is_many:
            (entry,) = there
            Festival.objects.filter(pk__in=festivals).update(**{self.name: entry})
            ReferenceIndex.objects.filter(
                to_content_type=self.type,
                to_object_id__in=[str(key) for key in gone],
                object_id__in=[str(key) for key in festivals],
                model_path=self.name,
            ).update(to_object_id=str(entry))
            return
        pairs: Any = Festival.roads.through
        pairs.objects.filter(festival__in=festivals, road__in=gone).delete()
        pairs.objects.bulk_create(
            [
                pairs(festival_id=festival, road_id=entry)
                for festival in sorted(festivals)
                for entry in sorted(there)
            ],
            ignore_conflicts=True,
        )

    def move_drafts(self, festivals: set[int], gone: set[int], there: set[int]) -> None:
        """The same in the festivals' latest drafts."""
        revisions = Revision.objects.filter(
            pk__in=Festival.objects.filter(pk__in=festivals).values("latest_revision")
        )
        for revision in revisions.select_for_update():
            content = revision.content
            kept = [key for key in _listed(content.get(self.name)) if key not in gone]
            now = [*kept, *sorted(there - set(kept))]
            content[self.name] = now if self.is_many else now[-1]
            Revision.objects.filter(pk=revision.pk).update(content=content)


def _listed(value: Any) -> list[int]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
