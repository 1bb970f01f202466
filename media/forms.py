"""The officer's form of a picture, and the translator's."""

from typing import Any

from django.db import transaction
from django.forms import Field
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.images.forms import BaseImageForm

from translations.forms import LanguagePermissionMixin
from translations.languages import SOURCE, codes, direction, localized, name

from .fields import PictureFileField


class PictureForm(LanguagePermissionMixin, BaseImageForm):
    """Wagtail's form, with checked uploads and texts in each language that the user may write.

    Used wherever Wagtail takes or changes pictures: single and multiple upload, choosers, edit.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Declared on the class it would also be in the forms that leave the file out.
            self.fields["file"] = _checking(self.fields["file"])
        if "licence" in self.fields:
            # Wagtail's multiple upload sends a title and a file, and asks for the rest later.
            self.fields["licence"].required = False
        for code in codes():
            for field_name in self._meta.model.translated_fields:
                field = self.fields.get(localized(field_name, code))
                if field is not None:
                    self._speak(field, field_name, code)

    def _speak(self, field: Field, field_name: str, code: str) -> None:
        """Tell the browser the field's language; put the source text under a translation."""
        field.widget.attrs.update({"lang": code, "dir": direction(code)})
        source = getattr(self.instance, localized(field_name, SOURCE))
        if code != SOURCE and source:
            field.help_text = format_html(
                '{}: <span lang="{}" dir="{}">{}</span>',
                _("In %(language)s") % {"language": name(SOURCE)},
                SOURCE,
                direction(SOURCE),
                source,
            )

    def clean_licence(self) -> str:
        return self.cleaned_data["licence"] or self.instance.licence

    def save(self, commit: bool = True) -> Any:
        """Save; in one transaction, so that renditions are made after the old ones are gone."""
        with transaction.atomic():
            return super().save(commit=commit)


def _checking(field: Field) -> PictureFileField:
    return PictureFileField(label=field.label, required=field.required, widget=field.widget)
