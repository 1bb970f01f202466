"""What names in a file mean in a region: its venues, places, organisers, categories, districts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Site

from destinations.models import District, Place
from events.models import FestivalCategory, Organiser, Venue
from events.registry.names import key_of
from translations import languages

from .items import Item, RefusedError


@dataclass(frozen=True)
class Resolved:
    """The columns of a festival that an item gives, and names that nobody has entered yet.

    `columns` are to hold afterwards, `hints` fill what is empty; `new` has the names of a venue and
    of an organiser that are to be entered, by column.
    """

    columns: Mapping[str, Any] = field(default_factory=dict)
    hints: Mapping[str, Any] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)


class Names:
    """The names of one region, each with its key. Five queries."""

    def __init__(self, site: Site) -> None:
        self.site = site
        headings = [languages.localized("heading", code) for code in languages.targets()]
        self.venues = _registered(Venue.objects.filter(site=site))
        self.organisers = _registered(Organiser.objects.filter(site=site))
        self.categories = _named(FestivalCategory.objects.filter(site=site))
        self.districts: dict[str, int] = {}
        for pk, slug, name in District.objects.filter(site=site).values_list("pk", "slug", "name"):
            self.districts |= {key_of(slug): pk, key_of(name): pk}
        self.places: dict[str, int] = {}
        #: And by key, under which names something is known.
        self.place_names: dict[int, set[str]] = {}
        places = Place.objects.filter(path__startswith=site.root_page.path).order_by("pk")
        for pk, *names in places.values_list("pk", "title", *headings):
            keys = {key_of(name) for name in names if name}
            self.place_names[pk] = keys
            for key in keys:
                self.places.setdefault(key, pk)
        self.venue_names = _reversed(self.venues)
        self.organiser_names = _reversed(self.organisers)

    def resolved(self, item: Item) -> Resolved:
        """Return what an item's names mean here. No query.

        Raises RefusedError for a category or a district that the region does not have: those are
        the office's own order. Venues and organisers are entered as they come.
        """
        columns: dict[str, Any] = {}
        new: dict[str, str] = {}
        facts = item.facts
        if venue := facts.get("venue"):
            columns |= self._where(venue, new)
        if organiser := facts.get("organiser"):
            pk = self.organisers.get(key_of(organiser))
            columns["organiser_id"] = pk
            if pk is None:
                new["organiser_id"] = organiser
        for name, known in (("category", self.categories), ("district", self.districts)):
            if name in facts:
                columns[f"{name}_id"] = _found(known, name, facts[name])
        for name in ("admission", "price_from", "price_to", "ticket_url"):
            if name in facts:
                columns[name] = facts[name]
        if facts.get("admission") == "free":
            columns |= {"price_from": None, "price_to": None}
        hints = {}
        for name in item.hints.get("category", ()):
            if pk := self.categories.get(key_of(name)):
                hints["category_id"] = pk
                break
        return Resolved(columns, hints, new)

    def _where(self, name: str, new: dict[str, str]) -> dict[str, Any]:
        key = key_of(name)
        if key in self.venues:
            return {"venue_id": self.venues[key], "venue_place_id": None}
        if key in self.places:
            return {"venue_id": None, "venue_place_id": self.places[key]}
        new["venue_id"] = name
        return {"venue_id": None, "venue_place_id": None}

    def entered(self, column: str, name: str, pk: int) -> None:
        """Know a venue or an organiser that was entered meanwhile."""
        known, names = (
            (self.venues, self.venue_names)
            if column == "venue_id"
            else (self.organisers, self.organiser_names)
        )
        known[key_of(name)] = pk
        names.setdefault(pk, set()).add(key_of(name))


def _registered(rows: Any) -> dict[str, int]:
    """Return the entries of a registry by name; what was merged leads to the one that is left."""
    found: dict[str, int] = {}
    for pk, name, merged_into in rows.order_by("pk").values_list("pk", "name", "merged_into"):
        if merged_into is None:
            found[key_of(name)] = pk
    for name, merged_into in rows.exclude(merged_into=None).values_list("name", "merged_into"):
        found.setdefault(key_of(name), merged_into)
    return found


def _named(rows: Any) -> dict[str, int]:
    """Return categories by slug and by name in any language."""
    columns = [languages.localized("name", code) for code in languages.codes()]
    found: dict[str, int] = {}
    for pk, slug, *names in rows.order_by("pk").values_list("pk", "slug", *columns):
        for name in (slug, *names):
            if name:
                found.setdefault(key_of(name), pk)
    return found


def _reversed(known: dict[str, int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for key, pk in known.items():
        found.setdefault(pk, set()).add(key)
    return found


def _found(known: dict[str, int], name: str, text: str) -> int:
    pk = known.get(key_of(text))
    if pk is None:
        raise RefusedError(
            name, _("This region has none that is called “%(name)s”.") % {"name": text}
        )
    return pk
