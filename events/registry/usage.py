"""Which festivals use which entry: by what readers see, and by the latest draft.

Wagtail's index of references knows no roads (many to many), and of a page it knows what was saved
last, draft or not. So this looks itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from events.models import Festival, Organiser, Registered, Road, Venue

#: The relation by which a festival uses an entry of each kind.
RELATIONS: dict[type[Registered], str] = {
    Venue: "venue",
    Organiser: "organiser",
    Road: "roads",
}


def relation_of(model: Any) -> str:
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

    A use of an entry that was merged is one of the entry that is left. Three queries.
    """

    def __init__(self, model: Any, sites: Iterable[Any]) -> None:
        name = relation_of(model)
        self._merged = dict(
            model.objects.exclude(merged_into=None).values_list("pk", "merged_into")
        )
        festivals: Any = _festivals(sites)
        drafted = dict(
            festivals.filter(has_unpublished_changes=True).values_list(
                "pk", f"latest_revision__content__{name}"
            )
        )
        seen: dict[tuple[int, str, bool], list[Any]] = {}
        rows = festivals.order_by("title", "pk").values_list("pk", "title", "live", name)
        for pk, title, live, entry in rows:
            seen.setdefault((pk, title, live), []).append(entry)
        self._uses: dict[int, list[Use]] = {}
        for (pk, title, live), entries in seen.items():
            of_row = self._entries(entries)
            in_draft = drafted.get(pk)
            of_draft = self._entries(in_draft if isinstance(in_draft, list) else [in_draft])
            for entry in sorted(of_row | of_draft):
                use = Use(pk, title, live, in_draft_only=entry not in of_row)
                self._uses.setdefault(entry, []).append(use)

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
