"""Invariants of the languages, as system checks: `manage.py check` fails where one is broken."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from modeltranslation.translator import NotRegistered, translator
from wagtail.models import Page

from .fields import Translated
from .pages import TranslatedPage

#: Registering these would write migrations into site-packages and copy the source language into
#: empty translations: they live on Wagtail's own Page.
NEVER_TRANSLATED = ("title", "slug", "url_path", "seo_title", "search_description")


@register("translations")
def check_page_types(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Every page type speaks all languages; Wagtail's own Page is left alone."""
    return page_type_errors([model for model in apps.get_models() if issubclass(model, Page)])


def page_type_errors(page_types: list[type[Page]]) -> list[CheckMessage]:
    """Return what is wrong with the translation of these page types."""
    errors: list[CheckMessage] = []
    registered = set(translator.get_registered_models(abstract=False))
    if Page in registered:
        errors.append(
            Error("Wagtail's Page is registered for translation.", obj=Page, id="translations.E002")
        )
    for model in page_types:
        if model is Page:
            continue
        if not issubclass(model, TranslatedPage) or model not in registered:
            errors.append(
                Error(
                    "A page type without translation options.",
                    hint="Derive it from pages.models.SitePage and name its translated_fields.",
                    obj=model,
                    id="translations.E001",
                )
            )
            continue
        for name in set(_registered_fields(model)) & set(NEVER_TRANSLATED):
            errors.append(
                Error(
                    f"The field {name!r} must never be translated.",
                    obj=model,
                    id="translations.E003",
                )
            )
    return errors


@register("translations")
def check_registration(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Everything that names translated fields is registered with exactly those."""
    return [
        Error(
            "Named as translated, but not registered with modeltranslation.",
            hint="'modeltranslation' must stand before the project's apps in INSTALLED_APPS.",
            obj=model,
            id="translations.E004",
        )
        for model in apps.get_models()
        if issubclass(model, Translated)
        and set(_registered_fields(model)) != set(model.translated_fields)
    ]


def _registered_fields(model: type) -> list[str]:
    try:
        return list(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        return []
