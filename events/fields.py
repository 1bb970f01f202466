"""Model fields of the calendar."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .enums import Weekday


class WeekdaysField(models.JSONField):
    """Days of the week, as a sorted list of numbers (0 is Monday): boxes to tick in a form."""

    description = _("Days of the week")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: Any) -> None:
        """Raise ValidationError for what is no list of days of the week."""
        super().validate(value, model_instance)
        days = set(Weekday.values)
        if not isinstance(value, list) or any(each not in days for each in value):
            raise ValidationError(_("Choose days of the week."))

    def clean(self, value: Any, model_instance: Any) -> list[int]:
        return sorted(set(super().clean(value, model_instance)))

    def formfield(self, **kwargs: Any) -> Any:
        return forms.TypedMultipleChoiceField(
            choices=Weekday.choices,
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=kwargs.get("label") or self.verbose_name,
            help_text=self.help_text,
            initial=list,
        )
