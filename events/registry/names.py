"""Names of a registry's entries: which are the same, which are nearly so, and their addresses.

No database.
"""

import difflib
import unicodedata
from collections.abc import Collection, Mapping

from django.utils.text import slugify

#: How like each other two names are that may be one, of 1.
_ALIKE = 0.88
#: How far apart they may stand in the order of all names, read forwards and backwards.
_NEIGHBOURS = 4
_LONGEST_SLUG = 60


def plain(name: str) -> str:
    """Return a name without case, accents and spaces that say nothing, to be compared."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(letters.split())


def same(name: str) -> str:
    """Return what two names share that are one name: case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


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


def slug_of(name: str, taken: Collection[str], *, otherwise: str) -> str:
    """Return an address for a name that none of the taken ones is.

    `otherwise` is what a name is called that has no Latin letter.
    """
    begin = slugify(name)[:_LONGEST_SLUG].strip("-") or otherwise
    slug, number = begin, 1
    while slug in taken:
        number += 1
        end = f"-{number}"
        slug = f"{begin[: _LONGEST_SLUG - len(end)]}{end}"
    return slug
