"""What an entry says of itself beside its name: to be compared, and filled in from others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst

#: What every entry has, and what is derived.
_NO_FACTS = frozenset({"id", "site", "slug", "name", "merged_into", "translation_meta"})
#: Columns that are one fact: half of another's position is no position.
_TOGETHER = (("latitude", "longitude"),)


@dataclass(frozen=True)
class Fact:
    """A fact of several entries side by side, in their order, as words.

    `differs` where two of them say different things, `taken_from` is which of them the first one
    is given it from, None where it has it or nobody does.
    """

    label: str
    values: Sequence[str]
    differs: bool
    taken_from: int | None


def facts_of(entry: Any) -> dict[str, Any]:
    """Map the columns of an entry that are facts to their values, as a log keeps them. No query."""
    return {name: _stored(entry, name) for names in _facts(type(entry)) for name in names}


def side_by_side(entries: Sequence[Any]) -> list[Fact]:
    """Return what entries say, fact by fact; what nobody says is left out.

    The first is the one that would be left. A query for each relation that is not loaded.
    """
    found = []
    for names in _facts(type(entries[0])):
        values = [_shown(each, names) for each in entries]
        said = [value for value in values if value]
        if not said:
            continue
        lacks = not values[0]
        found.append(
            Fact(
                label=" · ".join(_label(entries[0], name) for name in names),
                values=values,
                differs=len(set(said)) > 1,
                taken_from=values.index(said[0]) if lacks else None,
            )
        )
    return found


def fill(survivor: Any, others: Iterable[Any]) -> dict[str, Any]:
    """Give an entry each fact that it lacks from the first of the others that has it, and save it.

    Returns what was filled in, by column, as `facts_of` does.
    """
    others = list(others)
    filled: dict[str, Any] = {}
    for names in _facts(type(survivor)):
        if _has(survivor, names):
            continue
        source = next((each for each in others if _has(each, names)), None)
        if source is None:
            continue
        for name in names:
            field: Any = survivor._meta.get_field(name)
            setattr(survivor, field.attname, getattr(source, field.attname))
            filled[name] = _stored(source, name)
    if filled:
        survivor.save(update_fields=list(filled))
    return filled


def _facts(model: type[models.Model]) -> list[tuple[str, ...]]:
    translated: Sequence[str] = getattr(model, "translated_fields", ())
    names = [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in _NO_FACTS and field.name not in translated
    ]
    groups = [group for group in _TOGETHER if set(group) <= set(names)]
    grouped = {name for group in groups for name in group}
    return [*((name,) for name in names if name not in grouped), *groups]


def _has(entry: Any, names: Sequence[str]) -> bool:
    return all(_stored(entry, name) not in (None, "") for name in names)


def _stored(entry: Any, name: str) -> Any:
    field = entry._meta.get_field(name)
    value = getattr(entry, field.attname)
    return value if value is None or isinstance(value, int | str) else str(value)


def _shown(entry: Any, names: Sequence[str]) -> str:
    if not _has(entry, names):
        return ""
    return ", ".join(str(getattr(entry, name)) for name in names)


def _label(entry: Any, name: str) -> str:
    return capfirst(str(entry._meta.get_field(name).verbose_name))
