"""Which festivals use which entry: by what readers see, and by the latest draft.

Wagtail's index of references knows no roads (many to many), and of a page it knows what was saved
last, draft or not. So this looks itself.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, JSONField, Q, QuerySet, When

from events.models import Festival, Organiser, Registered, Road, Venue

#: The relation by which a festival uses an entry of each kind.
RELATIONS: dict[type[Registered], str] = {
    Venue: "venue",
    Organiser: "organiser",
    Road: "roads",
}


def relation_of(model: type[Registered]) -> str:
    return RELATIONS[model]


@dataclass(frozen=True)
class Use:
    """A festival that uses an entry, where readers see it, in its latest draft, or both."""

    festival: int
    title: str
    is_live: bool
    in_draft_only: bool


class Usage:
    """The uses of all entries of a kind in some regions, by the entry's key.

    A use of an entry that was merged is one of the entry that is left. Two queries, three for
    roads.
    """

    def __init__(self, model: type[Registered], sites: Iterable[Any]) -> None:
        name = relation_of(model)
        self._merged = dict(
            model.objects.exclude(merged_into=None).values_list("pk", "merged_into")
        )
        festivals = _festivals(sites)
        seen = _seen(festivals, name)
        self._uses: dict[int, list[Use]] = defaultdict(list)
        drafted = Case(
            When(has_unpublished_changes=True, then=F(f"latest_revision__content__{name}")),
            output_field=JSONField(),
        )
        rows = festivals.annotate(drafted=drafted).order_by("title", "pk")
        for pk, title, live, in_draft in rows.values_list("pk", "title", "live", "drafted"):
            of_row = self._entries(seen.get(pk, ()))
            of_draft = self._entries(in_draft if isinstance(in_draft, list) else [in_draft])
            for entry in of_row | of_draft:
                self._uses[entry].append(Use(pk, title, live, entry not in of_row))

    def _entries(self, keys: Iterable[Any]) -> set[int]:
        return {self._merged.get(key, key) for key in keys if isinstance(key, int)}

    def of(self, entry: Any) -> list[Use]:
        """Return the uses of an entry, or of a key, by the festivals' titles. No query."""
        return self._uses.get(getattr(entry, "pk", entry), [])

    def number(self, entry: Any) -> int:
        return len(self.of(entry))

    @property
    def used(self) -> list[int]:
        """The keys of all entries that are used. No query."""
        return list(self._uses)


def _festivals(sites: Iterable[Any]) -> QuerySet:
    below = Q(pk__in=[])
    for path in {site.root_page.path for site in sites}:
        below |= Q(path__startswith=path)
    return Festival.objects.filter(below)


def _seen(festivals: QuerySet, name: str) -> dict[int, list[int]]:
    """Return the entries that readers see of each festival."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = festivals.exclude(**{name: None}).order_by().values_list("pk", name)
    for festival, entry in rows:
        found[festival].append(entry)
    return found
