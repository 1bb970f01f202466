"""What of a region a proposal already names: organiser, place, venue, roads; and its twins."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from wagtail.models import Page

from destinations.models import Place
from events.models import Festival, Organiser, Road, Submission, Venue
from events.registry.names import key_of

#: From which likeness on two names are told to the officer.
_ALIKE = 0.7
_BETWEEN_ROADS = re.compile(r"[,;\n،、，]+")


def alike(name: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1; one that holds the other is nearly the same.

    Pure.
    """
    first, second = key_of(name), key_of(other)
    if not first or not second:
        return 0
    if first in second or second in first:
        return max(0.9, SequenceMatcher(None, first, second).ratio())
    return SequenceMatcher(None, first, second).ratio()


def roads_in(text: str) -> list[str]:
    """Return the names in a list of roads, each once. Pure."""
    names = [" ".join(each.split()) for each in _BETWEEN_ROADS.split(text)]
    return list({key_of(each): each for each in names if key_of(each)}.values())


@dataclass(frozen=True)
class Known:
    """What a proposal names that the region has already; None and missing for what is new."""

    organiser: Organiser | None = None
    place: Place | None = None
    venue: Venue | None = None
    roads: dict[str, Road] = field(default_factory=dict)


class Registry:
    """The names of a region. Four queries when it is made, none after."""

    def __init__(self, root: Page) -> None:
        here = {"site__root_page__path__startswith": root.path}
        self._organisers = _by_name(Organiser.objects.filter(**here).select_related("merged_into"))
        self._venues = _by_name(Venue.objects.filter(**here).select_related("merged_into"))
        self._roads = _by_name(Road.objects.filter(**here).select_related("merged_into"))
        places = Place.objects.live().descendant_of(root)
        self._places = {
            key_of(each.title): each
            for each in places.only("title", "path", "latitude", "longitude", "district")
        }

    def known(self, submission: Submission) -> Known:
        """Return what of a proposal is there, by the same name."""
        place = self._places.get(key_of(submission.venue_name))
        return Known(
            organiser=self._organisers.get(key_of(submission.organiser_name)),
            place=place,
            venue=None if place else self._venues.get(key_of(submission.venue_name)),
            roads={
                name: road
                for name in roads_in(submission.road_names)
                if (road := self._roads.get(key_of(name)))
            },
        )


def _by_name(entries: Iterable[Any]) -> dict[str, Any]:
    return {key_of(each.name): each.survivor for each in entries}


def twins(submission: Submission, root: Page) -> list[Festival]:
    """Return festivals of the region with a name like the proposal's, the most alike first. One
    query."""
    festivals = Festival.objects.descendant_of(root).only("title", "path", "live")
    found = [(alike(submission.name, each.title), each) for each in festivals]
    found.sort(key=lambda pair: (-pair[0], pair[1].title))
    return [festival for likeness, festival in found if likeness >= _ALIKE][:5]


def like_it(submission: Submission) -> list[Submission]:
    """Return other proposals of the region for the same year with a name like it. One query."""
    others = Submission.objects.filter(site=submission.site_id, year=submission.year)
    return [
        each
        for each in others.exclude(pk=submission.pk)
        if alike(submission.name, each.name) >= _ALIKE
    ][:5]
