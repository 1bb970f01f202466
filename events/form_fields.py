"""Fields of forms that ask for days."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .calendar_range import held_years, holds


class DayField(forms.DateField):
    """A day that the site's calendar holds, chosen in the browser's own calendar."""

    default_error_messages = {"invalid": _("Write the day like this: 2027-10-24.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(**{"widget": widget, **kwargs})

    def validate(self, value: Any) -> None:
        """Raise ValidationError for a day of a year that the calendar does not hold."""
        super().validate(value)
        if value and not holds(value):
            raise ValidationError(held_years())
