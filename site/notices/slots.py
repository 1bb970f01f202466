"""The slots of a ready sentence: ``{festival} is postponed to {new_date}.`` Pure.

Each slot stands for a fact that is filled in when the sentence is said.
"""

import re
from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Slot(models.TextChoices):
    """Every slot that there is."""

    FESTIVAL = "festival", _("the festival’s name")
    PLACE = "place", _("the place")
    DATE = "date", _("the planned date")
    TIME = "time", _("the planned time")
    NEW_PLACE = "new_place", _("the new place")
    NEW_DATE = "new_date", _("the new date")
    NEW_TIME = "new_time", _("the new time")


class EmptySlotError(ValueError):
    """A sentence needs facts that are not there; `slots` names them."""

    def __init__(self, slots: list[Slot]) -> None:
        self.slots = slots
        super().__init__(", ".join(slots))


_SLOT = re.compile(r"\{([^{}]*)\}")
_BRACES = re.compile(r"[{}]")


def slots_in(text: str) -> list[Slot]:
    """Return the slots of a text, each once, in the order of `Slot`.

    Raises ValueError for a name that is none, and for a brace without its counterpart; its
    argument is what is wrong.
    """
    names = set(_SLOT.findall(text))
    for name in sorted(names):
        if name not in Slot.values:
            raise ValueError(f"{{{name}}}")
    if stray := _BRACES.search(_SLOT.sub("", text)):
        raise ValueError(stray.group())
    return [slot for slot in Slot if slot.value in names]


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Return the text with its slots filled.

    `facts` maps names of slots to words in the text's own language; what is filled in is never
    read as a slot itself. Raises EmptySlotError where a fact is missing or blank, and ValueError
    as `slots_in` does.
    """
    needed = slots_in(text)
    empty = [slot for slot in needed if not facts.get(slot.value, "").strip()]
    if empty:
        raise EmptySlotError(empty)
    return _SLOT.sub(lambda match: facts[match.group(1)], text)
