"""The forms of a year's programme: keeping it back, and what became of an edition."""

import datetime
from typing import Any

from django import forms
from django.core.validators import MinValueValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.enums import Held
from events.form_fields import DayField
from events.models import Outcome

from .outcomes import Said


class EmbargoForm(forms.Form):
    """The launch day, and a tick where readers would lose what they see.

    `seen` is how many dates of the year are public.
    """

    launches_on = DayField(
        label=gettext_lazy("Launch day"),
        required=False,
        help_text=gettext_lazy(
            "For officers to know; nothing is launched by itself. Left empty: not known yet."
        ),
    )
    take_away = forms.BooleanField(
        label=gettext_lazy("Take these dates away from readers"), required=False
    )

    def __init__(self, *args: Any, seen: int, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.seen = seen
        if not seen:
            del self.fields["take_away"]

    def clean_launches_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["launches_on"]
        if day and day < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or a later day."))
        return day

    def clean_take_away(self) -> bool:
        if not self.cleaned_data["take_away"]:
            raise forms.ValidationError(
                _("Readers see dates of this year. Tick this if they are to go, or leave the page.")
            )
        return True


class OutcomeForm(forms.Form):
    """What became of an edition: whether it was held, and how many came by whose count."""

    held = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        choices=Held.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what became of it.")},
    )
    attendance = forms.IntegerField(
        label=gettext_lazy("How many came"),
        required=False,
        validators=[MinValueValidator(1)],
        max_value=2_147_483_647,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": "1"}),
        help_text=gettext_lazy("Left empty where nobody has counted."),
    )
    attendance_source = forms.CharField(
        label=gettext_lazy("Who says so"),
        required=False,
        max_length=Outcome._meta.get_field("attendance_source").max_length,
        validators=[ProhibitNullCharactersValidator()],
        help_text=gettext_lazy(
            "Readers see it beside the number, e.g. tickets sold, counted by the police."
        ),
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        required=False,
        max_length=4000,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For officers alone."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        number, source = cleaned.get("attendance"), cleaned.get("attendance_source")
        if number is not None and not source and "attendance_source" not in self.errors:
            self.add_error("attendance_source", _("Say where the number comes from."))
        if source and number is None and "attendance" not in self.errors:
            self.add_error("attendance", _("Give the number, or empty its source."))
        if number is not None and cleaned.get("held") == Held.NOT_HELD:
            self.add_error("attendance", _("It was not held: nobody came. Empty the number."))
        return cleaned

    @property
    def said(self) -> Said:
        """What was filled in, once the form is clean."""
        data = self.cleaned_data
        return Said(data["held"], data["attendance"], data["attendance_source"], data["notes"])
