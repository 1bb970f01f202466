"""The officer's forms of pictures and documents, and the translator's."""

from typing import Any

from django.db import transaction
from django.forms import Field
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from translations.forms import LanguagePermissionMixin
from translations.languages import SOURCE, codes, direction, localized, name

from .fields import DocumentFileField, PictureFileField


class _LibraryForm(LanguagePermissionMixin):
    """A form with checked uploads, and with texts in each language that the user may write."""

    #: The field that takes the upload.
    file_field: type[Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Declared on the class it would also be in the forms that leave the file out.
            field = self.fields["file"]
            self.fields["file"] = self.file_field(
                label=field.label, required=field.required, widget=field.widget
            )
        if "licence" in self.fields:
            # Wagtail's multiple upload sends a title and a file, and asks for the rest later.
            self.fields["licence"].required = False
        for code in codes():
            for field_name in self._meta.model.translated_fields:
                column = self.fields.get(localized(field_name, code))
                if column is not None:
                    self._speak(column, field_name, code)

    def _speak(self, field: Field, field_name: str, code: str) -> None:
        """Tell the browser the field's language; put the source text under a translation."""
        field.widget.attrs.update({"lang": code, "dir": direction(code)})
        source = getattr(self.instance, self.instance.source_columns()[field_name])
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


class PictureForm(_LibraryForm, BaseImageForm):
    """Wagtail's form of pictures.

    Used wherever Wagtail takes or changes them: single and multiple upload, choosers, edit.
    """

    file_field = PictureFileField


class DocumentForm(_LibraryForm, BaseDocumentForm):
    """Wagtail's form of documents, used wherever Wagtail takes or changes them."""

    file_field = DocumentFileField
