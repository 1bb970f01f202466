"""Registration with modeltranslation, which imports this module once every app is loaded.

Each concrete model that names `translated_fields` is registered; an abstract base alone would not
be enough. `checks.py` fails the system check for a page type that was forgotten.
"""

from django.apps import apps
from modeltranslation.translator import TranslationOptions, translator

from .fields import Translated

for model in apps.get_models():
    if issubclass(model, Translated) and model.translated_fields:
        options = type(
            f"{model.__name__}TranslationOptions",
            (TranslationOptions,),
            {"fields": model.translated_fields},
        )
        translator.register(model, options)
