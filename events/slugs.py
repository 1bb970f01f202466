"""Addresses that follow from names: a name, and the addresses that are taken, in. Pure."""

import re
from collections.abc import Collection

from django.utils.text import slugify

from .validators import RESERVED

MOST_LETTERS = 60
_DIGITS = re.compile(r"\d+")


def slug_of(name: str, taken: Collection[str], *, otherwise: str) -> str:
    """Return an address for a name that none of the taken ones is.

    `otherwise` is what a name is called that has no Latin letter.
    """
    begin = slugify(name)[:MOST_LETTERS].strip("-") or otherwise
    slug, number = begin, 1
    while slug in taken:
        number += 1
        end = f"-{number}"
        slug = f"{begin[: MOST_LETTERS - len(end)]}{end}"
    return slug


def festival_slug(name: str, taken: Collection[str]) -> str:
    """Return an address for a festival below its section, which keeps some for itself."""
    begin = slugify(name)[:MOST_LETTERS].strip("-")
    if _DIGITS.fullmatch(begin) or begin in RESERVED:
        name = f"festival-{begin}"
    return slug_of(name, taken, otherwise="festival")
