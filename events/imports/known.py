"""What a region has already, as an import looks at it: festivals and editions by latest draft."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Prefetch
from wagtail.models import Site

from events.bookings import draft_of
from events.enums import RITUAL, DateKind
from events.models import Confirmation, DateChange, Edition, Festival, ImportedEvent
from events.plan import Confirmed, Plan
from events.registry.names import key_of
from events.schedule import Change
from translations import languages

from .items import first_of
from .names import Names

#: Columns of a festival that an import may set.
COLUMNS = (
    "category_id",
    "organiser_id",
    "venue_id",
    "venue_place_id",
    "district_id",
    "admission",
    "price_from",
    "price_to",
    "ticket_url",
)


@dataclass(eq=False)
class KnownFestival:
    """A festival: its page's key, None until it is written; names; and what its draft says."""

    pk: int | None
    names: set[str]
    columns: dict[str, Any] = field(default_factory=dict)
    #: Keys of where it is held, as it may be called.
    where: set[str] = field(default_factory=set)
    seasons: set[tuple[int, str]] = field(default_factory=set)
    #: The page itself, while it is worked on (writing.py).
    page: Any = None


@dataclass(eq=False)
class KnownEdition:
    """An edition: its key, None until it is written, and what is known of its dates."""

    pk: int | None
    festival: KnownFestival
    plan: Plan
    changes: list[Change] = field(default_factory=list)
    confirmed: dict[int, Confirmed] = field(default_factory=dict)
    is_public: bool = False
    #: What our feeds know it by, how often it has changed, and when.
    uid: str = ""
    sequence: int = 0
    changed_at: datetime.datetime | None = None
    #: Where it is said to be after an announcement, as keys of names.
    announced_at: set[str] = field(default_factory=set)

    @property
    def is_ritual(self) -> bool:
        return self.plan.kind in RITUAL

    @property
    def has_several(self) -> bool:
        """Whether feeds know it by several UIDs."""
        return bool(self.is_ritual or self.plan.sessions or self.plan.also)


Start = tuple[Any, ...]


def start_of(plan: Plan) -> Start | None:
    """Return what tells by its beginning whether two events of one name are the same."""
    if plan.kind == DateKind.MONTH_ONLY:
        return plan.year, plan.month
    first = first_of(plan)
    return (first.starts_on,) if first else None


class Known:
    """Everything of one region that an item may be. Twelve queries, however much there is.

    By the latest drafts, or with `drafts` false as readers have it.
    """

    def __init__(self, site: Site, *, drafts: bool = True) -> None:
        self.site = site
        self.host = site.hostname
        self.names = Names(site)
        self.festivals: dict[int, KnownFestival] = {}
        self.by_name: dict[str, list[KnownFestival]] = {}
        self.by_start: dict[tuple[str, Start], list[KnownEdition]] = {}
        self.by_entry: dict[str, KnownEdition] = {}
        self.by_uid: dict[str, tuple[KnownEdition, str]] = {}
        path = site.root_page.path
        for each in _festivals(path, self.names, drafts=drafts):
            self.add_festival(each)
        editions: dict[int, KnownEdition] = {}
        for edition in _editions(path, self.festivals, drafts=drafts):
            editions[edition.pk or 0] = edition
            self.add_edition(edition)
            if edition.uid:
                self.by_entry[edition.uid] = edition
        imported = ImportedEvent.objects.filter(site=site)
        for uid, edition_id, digest in imported.values_list("uid", "edition", "digest"):
            if edition_id in editions:
                self.by_uid[uid] = editions[edition_id], digest

    def add_festival(self, festival: KnownFestival) -> None:
        if festival.pk:
            self.festivals[festival.pk] = festival
        for name in festival.names:
            self.by_name.setdefault(name, []).append(festival)

    def add_edition(self, edition: KnownEdition) -> None:
        start = start_of(edition.plan) if not edition.is_ritual else None
        if start is not None:
            for name in edition.festival.names:
                self.by_start.setdefault((name, start), []).append(edition)

    def remove_festival(self, festival: KnownFestival) -> None:
        for name in festival.names:
            self.by_name[name].remove(festival)

    def remove_edition(self, edition: KnownEdition) -> None:
        for found in self.by_start.values():
            if edition in found:
                found.remove(edition)

    def own_uid(self, uid: str) -> tuple[KnownEdition, str] | None:
        """Return the edition that our own feeds know by a UID, and the key of its date in it."""
        known, _at, host = uid.rpartition("@")
        if host != self.host:
            return None
        # A UUID has 36 letters; what follows it is the key of a date.
        edition, key = self.by_entry.get(known[:36]), known[36:].removeprefix("-")
        return (edition, key) if edition else None


def _festivals(path: str, names: Names, *, drafts: bool) -> Iterator[KnownFestival]:
    headings = [languages.localized("heading", code) for code in languages.targets()]
    summaries = [languages.localized("summary", code) for code in languages.codes()]
    texts = ["title", *headings, *summaries]
    below = Festival.objects.filter(path__startswith=path)
    if not drafts:
        below = below.filter(live=True)
    rows = {row["pk"]: row for row in below.values("pk", *texts, *COLUMNS)}
    kept = {pk: {row[name] for name in ("title", *headings)} for pk, row in rows.items()}
    drafted = {
        f"drafted_{name}": F(f"latest_revision__content__{name.removesuffix('_id')}")
        for name in (*texts, *COLUMNS)
    }
    # What is drafted counts, where it is not what readers see.
    others = below.filter(has_unpublished_changes=True).exclude(latest_revision=None)
    for row in others.annotate(**drafted).values("pk", *drafted) if drafts else ():
        pk = row.pop("pk")
        if row["drafted_title"]:
            rows[pk] = {name.removeprefix("drafted_"): value for name, value in row.items()}
            kept[pk] |= {rows[pk][name] for name in ("title", *headings)}
    for pk, row in rows.items():
        where = set(names.place_names.get(row["venue_place_id"] or 0, ()))
        where |= names.venue_names.get(row["venue_id"] or 0, set())
        known = {key_of(name) for name in kept[pk] if name}
        yield KnownFestival(pk, known, {name: row[name] for name in row if name != "pk"}, where)


def _editions(
    path: str, festivals: dict[int, KnownFestival], *, drafts: bool
) -> Iterator[KnownEdition]:
    rows = (
        Edition.objects.filter(festival__path__startswith=path)
        .select_related("latest_revision", "entry")
        .prefetch_related(
            Prefetch("date_changes", DateChange.objects.in_force()),
            Prefetch("confirmations", Confirmation.objects.in_force()),
        )
        .order_by("pk")
    )
    if not drafts:
        rows = rows.filter(live=True)
    for row in rows.iterator(chunk_size=1000):
        festival = festivals.get(row.festival_id)
        if festival is None:
            continue
        draft = draft_of(row) if drafts else row
        festival.seasons |= {(row.year, row.season), (draft.year, draft.season)}
        changes = list(row.date_changes.all())
        entry = getattr(row, "entry", None)
        known = KnownEdition(
            row.pk,
            festival,
            draft.plan(draft.year),
            [each.as_change for each in changes],
            {each.number: each.as_confirmed for each in row.confirmations.all()},
            is_public=row.live,
            announced_at={key_of(each.new_venue) for each in changes if each.new_venue},
        )
        if entry is not None:
            known.uid, known.sequence = entry.uid, entry.sequence
            known.changed_at = entry.changed_at
        yield known
