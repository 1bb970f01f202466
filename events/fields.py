"""Model fields of the calendar."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .enums import Weekday


class ChoicesField(models.JSONField):
    """Some of a set of choices, as a sorted list of their values: boxes to tick in a form."""

    description = _("Some of a set of choices")

    def __init__(
        self, choices_of: type[models.Choices] | None = None, *args: Any, **kwargs: Any
    ) -> None:
        self.choices_of = choices_of
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: Any) -> None:
        """Raise ValidationError for what is no list of these choices."""
        super().validate(value, model_instance)
        known = self.choices_of.values if self.choices_of else []
        if not isinstance(value, list) or any(each not in known for each in value):
            raise ValidationError(_("Choose among what is offered."))

    def clean(self, value: Any, model_instance: Any) -> list[Any]:
        return sorted(set(super().clean(value, model_instance)))

    def formfield(self, **kwargs: Any) -> Any:
        choices: Any = self.choices_of.choices if self.choices_of else []
        coerce: Any = type(choices[0][0]) if choices else str
        return forms.TypedMultipleChoiceField(
            choices=choices,
            coerce=coerce,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=kwargs.get("label") or self.verbose_name,
            help_text=self.help_text,
            initial=list,
        )


class WeekdaysField(ChoicesField):
    """Days of the week, as a sorted list of numbers (0 is Monday)."""

    description = _("Days of the week")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Weekday, *args, **kwargs)
