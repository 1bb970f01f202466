"""The editor's panels: one tab a language, the source text beside each translation."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import TextField
from django.urls import reverse
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
    get_form_for_model,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks import BlockField, StreamValue
from wagtail.rich_text import RichText, expand_db_html

from . import languages, sources
from .emptiness import is_empty
from .fields import column_values
from .forms import TranslatedChildFormSet, TranslatedModelForm, TranslatedPageForm


class TranslatedFieldPanel(FieldPanel):
    """One translated field in one language, with the source text beside it.

    `field` is the field's own name, `language` the language of this panel's column.
    """

    def __init__(self, field: str, language: str, **kwargs: Any) -> None:
        kwargs.pop("field_name", None)
        super().__init__(languages.localized(field, language), **kwargs)
        self.field = field
        self.language = language

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "field": self.field, "language": self.language}

    def on_model_bound(self) -> None:
        super().on_model_bound()
        original = self.model._meta.get_field(self.field)
        if type(original) is TextField and self.widget is None:
            # Wagtail gives it to TextField alone, and a translated twin is a class of its own.
            self.widget: Any = AdminAutoHeightTextInput
        if not self.heading:
            self.heading: Any = capfirst(self.model._meta.get_field(self.field).verbose_name)

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "translations/panels/translated_field_panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.bound_field is not None:
                self.bound_field.field.widget.attrs.update(self.language_attributes)

        @property
        def language_attributes(self) -> dict[str, str]:
            """For what is typed in the language, never for the labels around it."""
            return _language_attributes(self.panel.language)

        @property
        def is_body(self) -> bool:
            """Whether the field is an editor of blocks, which passes attributes to none of them."""
            return isinstance(self.bound_field.field, BlockField)

        @property
        def source_value(self) -> Any:
            column = type(self.instance).source_columns()[self.panel.field]
            return getattr(self.instance, column)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            if self.panel.language == languages.SOURCE or is_empty(self.source_value):
                return context
            page_id = self.instance.pk if hasattr(self.instance, "url_path") else None
            context.update(
                source=readable(self.source_value),
                source_is_long=isinstance(self.source_value, StreamValue),
                source_attributes=_language_attributes(languages.SOURCE),
                source_language=languages.name(languages.SOURCE),
                outdated=self._is_outdated(),
            )
            if page_id and context["outdated"]:
                context["mark_current_url"] = reverse(
                    "translations:mark_current",
                    args=[page_id, self.panel.language, self.panel.field],
                )
            if page_id and isinstance(self.source_value, StreamValue):
                context["copy_structure_url"] = reverse(
                    "translations:copy_structure",
                    args=[page_id, self.panel.language, self.panel.field],
                )
            return context

        def _is_outdated(self) -> bool:
            return sources.outdated(
                field_name=self.panel.field,
                language=self.panel.language,
                values=column_values(self.instance),
                source_column=type(self.instance).source_columns()[self.panel.field],
            )


class LanguageTab(ObjectList):
    """The tab that holds one language's texts."""

    def __init__(self, children: Sequence[Any] = (), *, language: str, **kwargs: Any) -> None:
        kwargs.setdefault("heading", languages.name(language))
        super().__init__(children, **kwargs)
        self.language = language

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "language": self.language}

    @property
    def clean_name(self) -> str:
        return f"language_{self.language.replace('-', '_')}"


class TranslatedInlinePanel(InlinePanel):
    """Inline children with translated fields: a translator fills in words and nothing else."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset["formset"] = TranslatedChildFormSet
        formset["inherit_kwargs"] = ["for_user", "languages_in_use"]
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        formset["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=TranslatedModelForm,
            defer_required_on_fields=deferred,
        )
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "translations/panels/translated_inline_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["is_for_translator"] = getattr(self.form, "is_for_translator", False)
            return context

        def is_shown(self) -> bool:
            # A translator sees nothing to add to an empty list.
            locked = getattr(self.form, "is_for_translator", False)
            return super().is_shown() and not (locked and not self.children)


def translated_panels(fields: Iterable[str]) -> list[Panel]:
    """Return one group a language for the translated fields of an inline child or a snippet."""
    fields = list(fields)
    return [
        MultiFieldPanel(
            [TranslatedFieldPanel(field, code) for field in fields],
            heading=languages.name(code),
            classname="" if code == languages.SOURCE else "collapsed",
        )
        for code in languages.codes()
    ]


def page_edit_handler(
    *, fields: Sequence[str], shared: Sequence[Panel], settings: Sequence[Panel]
) -> TabbedInterface:
    """Return the tabs of a page type: one a language, then what is shared, then settings.

    The source language's tab begins with the page's title. Languages that the region does not use
    and languages that the user may not write have no fields in the form, and so no tab.
    """
    tabs: list[Panel] = []
    for code in languages.codes():
        children: list[Panel] = [TitleFieldPanel("title")] if code == languages.SOURCE else []
        children += [
            TranslatedFieldPanel(field, code)
            for field in fields
            if not (field == "heading" and code == languages.SOURCE)
        ]
        tabs.append(LanguageTab(children, language=code))
    tabs.append(ObjectList(list(shared), heading=_("Facts and pictures")))
    tabs.append(ObjectList(list(settings), heading=_("Settings")))
    return TabbedInterface(tabs, base_form_class=TranslatedPageForm)


def snippet_edit_handler(
    *,
    fields: Sequence[str],
    shared: Sequence[Panel],
    base_form_class: type[TranslatedModelForm] = TranslatedModelForm,
) -> ObjectList:
    """Return the form of a translated snippet: what is shared, then a group a language."""
    return ObjectList([*shared, *translated_panels(fields)], base_form_class=base_form_class)


def readable(value: Any) -> SafeString:
    """Return a value of any translatable kind as HTML to read, never to edit."""
    if isinstance(value, StreamValue):
        return SafeString(value.render_as_block())
    if isinstance(value, RichText):
        return SafeString(expand_db_html(value.source))
    if isinstance(value, str) and value.startswith("<"):
        return SafeString(expand_db_html(value))
    return SafeString(linebreaks(str(value), autoescape=True)) if value else format_html("")


def _language_attributes(code: str) -> dict[str, str]:
    return {"lang": code, "dir": languages.direction(code)}
