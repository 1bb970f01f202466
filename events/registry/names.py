"""Names of festivals and of a registry's entries: which are the same, and which nearly so. Pure."""

import difflib
import unicodedata
from collections.abc import Mapping

#: How like each other two names are that may be one, of 1.
_ALIKE = 0.88
#: How far apart they may stand in the order of all names, read forwards and backwards.
_NEIGHBOURS = 4


def plain(name: str) -> str:
    """Return a name without case, accents and spaces that say nothing, to be compared."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(letters.split())


def key_of(name: str) -> str:
    """Return what two names share that are one name: case, signs and spaces do not count.

    A name of signs alone is known by them.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    letters = "".join(each if each.isalnum() else " " for each in folded)
    return " ".join(letters.split()) or folded.strip()


def rank(name: str, query: str) -> int | None:
    """Return how well a name answers what was typed: 0 is best, None not at all.

    First what begins with it, then what has a word that does, then what has it anywhere.
    """
    name, query = plain(name), plain(query)
    if name.startswith(query):
        return 0
    if f" {query}" in name:
        return 1
    return 2 if query in name else None


def twins(names: Mapping[int, str]) -> list[tuple[int, int]]:
    """Return pairs of keys whose names may be one, in the order of the names.

    Names are held against their neighbours in the order of all, read from either end, so a slip of
    the pen is found wherever it is in a name but for one at both ends. About n log n.
    """
    known = {key: plain(name) for key, name in names.items()}
    found: dict[frozenset[int], tuple[int, int]] = {}
    for spelled in (known, {key: name[::-1] for key, name in known.items()}):
        ordered = sorted(spelled, key=lambda key: spelled[key])
        for place, key in enumerate(ordered):
            for other in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
                if _alike(known[key], known[other]):
                    pair = sorted((key, other), key=lambda each: known[each])
                    found.setdefault(frozenset(pair), (pair[0], pair[1]))
    return sorted(found.values(), key=lambda pair: known[pair[0]])


def _alike(one: str, other: str) -> bool:
    # Numbers tell things apart: Road 1 and Road 2 are two roads.
    if _digits(one) != _digits(other):
        return False
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _digits(name: str) -> str:
    return "".join(each for each in name if each.isdigit())
