"""The forms of imports and exports: the file, what its columns mean, what is to go out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import ImportSource
from events.recurrence import FIRST_YEAR, LAST_YEAR

from . import mapping, reading, tables
from .exports import FORMATS
from .items import UnreadableError, label


class UploadForm(forms.Form):
    """A file, whose it is, and whether what is new is published at once."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A calendar (ICS) or a table (CSV, XLSX), 10 MB and 20 000 rows at most."),
        widget=forms.FileInput(attrs={"accept": ".ics,.csv,.tsv,.txt,.xlsx"}),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=80,
        required=False,
        help_text=_("Who made it. Its columns are remembered for the next file of this source."),
        widget=forms.TextInput(attrs={"list": "import-sources", "autocomplete": "off"}),
    )
    publish = forms.BooleanField(
        label=_("Publish at once"),
        required=False,
        help_text=_("Else what is new are drafts, and so is what changes."),
    )

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["publish"]
        #: The file's bytes, and the table in it, None for a calendar; once it is clean.
        self.data_of_file = b""
        self.table: tables.Table | None = None

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            reading.check_size(file.size)
            self.data_of_file = file.read()
            self.table = reading.table_of(self.data_of_file)
        except UnreadableError as error:
            raise ValidationError(str(error)) from error
        return file

    def clean_source(self) -> str:
        return " ".join(self.cleaned_data["source"].split())


class ColumnsForm(forms.Form):
    """Which heading each field has, with what stands below it first."""

    def __init__(
        self, *args: Any, table: tables.Table, source: ImportSource | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = mapping.remembered(source.mapping if source else {}, table.headings)
        choices = [("", "–")] + [
            (heading, _heading(heading, tables.sample(table, heading)))
            for heading in table.headings
        ]
        for name in mapping.fields():
            self.fields[name] = forms.ChoiceField(
                label=label(name),
                choices=choices,
                required=name == "name",
                initial=known.get(name, ""),
            )

    def clean(self) -> dict[str, str]:
        cleaned: dict[str, str] = super().clean() or {}
        if "starts_on" in mapping.lacks(cleaned):
            self.add_error("starts_on", _("Choose the column of the first day, or of the month."))
        return cleaned

    @property
    def main_columns(self) -> list[Any]:
        return [self[name] for name in ("name", "starts_on", "ends_on", "starts_at", "venue")]

    @property
    def other_columns(self) -> list[Any]:
        shown = {each.name for each in self.main_columns}
        return [each for each in self if each.name not in shown]


def _heading(heading: str, sample: str) -> str:
    return f"{heading} ({sample})" if sample else heading


class ExportForm(forms.Form):
    """What kind of file, of which year, and whether drafts are in it."""

    format = forms.ChoiceField(
        label=_("Kind of file"),
        choices=[
            ("xlsx", _("Table for spreadsheets (XLSX)")),
            ("csv", _("Table as text (CSV)")),
            ("ics", _("Calendar (ICS)")),
        ],
    )
    year = forms.IntegerField(
        label=pgettext_lazy("of an export", "Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        help_text=_("Left empty: all years."),
    )
    drafts = forms.BooleanField(
        label=_("With drafts"),
        required=False,
        help_text=_("Everything by its latest draft. Else what readers see."),
    )

    def clean_format(self) -> str:
        kind: str = self.cleaned_data["format"]
        if kind not in FORMATS:
            raise ValidationError(_("Choose among what is offered."))
        return kind
