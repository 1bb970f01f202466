"""The abstract base of everything with translated fields."""

from typing import Any, ClassVar

from django.db import models
from modelcluster.models import get_all_child_relations

from . import languages, sources
from .emptiness import is_empty


class Translated(models.Model):
    """Something whose `translated_fields` have one column a language.

    Subclasses name their fields; registration with modeltranslation follows by itself
    (translations.translation). `source_columns` tells where the source text of a field stands,
    where that is not the field's own source column.
    """

    translated_fields: ClassVar[tuple[str, ...]] = ()

    translation_meta = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def source_columns(cls) -> dict[str, str]:
        """Map each translated field to the column that holds its source text."""
        return {name: languages.localized(name, languages.SOURCE) for name in cls.translated_fields}

    def language_shown(self, field_name: str) -> str:
        """Return the language in which this field speaks to a reader of the active language.

        The reader's own where it has text, else the first fallback that does, else the source.
        """
        for code in languages.fallbacks(languages.active()):
            column = (
                self.source_columns()[field_name]
                if code == languages.SOURCE
                else languages.localized(field_name, code)
            )
            if not is_empty(getattr(self, column)):
                return code
        return languages.SOURCE

    def record_sources(self, before: dict[str, Any] | None) -> None:
        """Note which source text each translation was made from; see `sources.record`.

        `before` is the serialized object at the start of the editing session, or None. Inline
        children that are translated are noted too, matched by primary key. Costs no query where
        the children are in memory.
        """
        after = column_values(self)
        self.translation_meta = sources.record(
            source_columns=self.source_columns(), before=before, after=after
        )
        for accessor in translated_relations(type(self)):
            earlier = {row["pk"]: row for row in (before or {}).get(accessor, []) if row.get("pk")}
            # The manager's own list, not a query's: it is what a revision serializes.
            for child in getattr(self, accessor).get_object_list():
                child.record_sources(earlier.get(child.pk))


class TranslatedSnippet(Translated):
    """Something translated that has no revisions: its sources are noted whenever it is saved."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, noting the sources. One query more than a plain save for what exists already."""
        before = None
        if not self._state.adding:
            stored = type(self)._base_manager.filter(pk=self.pk).first()
            before = column_values(stored) if stored else None
        self.record_sources(before)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "translation_meta"}
        super().save(*args, **kwargs)


def column_values(instance: models.Model) -> dict[str, Any]:
    """Return an object's columns as revisions serialize them, children left out. No query."""
    values: dict[str, Any] = {"pk": instance.pk}
    for field in instance._meta.concrete_fields:
        value = field.value_from_object(instance)
        values[field.name] = (
            field.get_prep_value(value) if hasattr(value, "stream_block") else value
        )
    return values


def translated_relations(model: type[models.Model]) -> list[str]:
    """Return the accessors of a model's inline children that are themselves translated."""
    return [
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if issubclass(relation.related_model, Translated)
    ]
