"""Model fields whose values depend on the region that they belong to."""

from typing import Any

from django.db import models

from . import telephones


class TelephoneField(models.CharField):
    """A telephone number, cleaned into the form that it is kept in (regions.telephones).

    The model says through ``telephone_country()`` which country's national numbers are understood,
    an ISO 3166-1 alpha-2 code or an empty text. django-phonenumber-field knows one country for the
    whole project, and here each region has its own.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", telephones.MAX_LENGTH)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        """Return the number as it is kept. Raises ValidationError that says what to write."""
        typed = super().clean(value, model_instance)
        country = model_instance.telephone_country() if model_instance else ""  # type: ignore[attr-defined]
        return telephones.normalized(typed, country=country)
