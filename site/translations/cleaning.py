"""Rules that hold one field against another, for things whose form may lack some of the fields."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


class CleansTogether(models.Model):
    """Checks fields against each other while they are cleaned one by one.

    Not in `clean`: a translator's form has few of the fields, and Django has nowhere to show an
    error of a field that is not in the form. What the form leaves out is not the user's to mend, so
    it does not stop them.
    """

    class Meta:
        abstract = True

    def field_errors(self) -> dict[str, Any]:
        """Return what contradicts what, as messages by field. Subclasses say it."""
        return {}

    def clean_fields(self, exclude: Any = None) -> None:
        """Clean each field, and then hold them against each other. Costs what `field_errors` does.

        A field that is wrong by itself is told that alone. Raises ValidationError.
        """
        errors: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for name, message in self.field_errors().items():
            if name not in errors and name not in (exclude or ()):
                errors[name] = message
        if errors:
            raise ValidationError(errors)
