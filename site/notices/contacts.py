"""How to reach somebody or something: one set of fields for whatever can be reached."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator, URLValidator
from django.db import models
from django.forms import URLField as URLFormField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from regions import telephones
from regions.fields import TelephoneField

_HOW_TO_WRITE_AN_ADDRESS = _("Write it as a browser shows it, e.g. https://example.org/.")


class WhatsAppField(TelephoneField):
    """A telephone number that can have WhatsApp: with its country code and without an extension."""

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        number = super().clean(value, model_instance)
        if number and (not number.startswith("+") or ";" in number):
            country = model_instance.telephone_country() if model_instance else ""  # type: ignore[attr-defined]
            raise ValidationError(
                _("WhatsApp needs a whole number without an extension, e.g. %(example)s."),
                code="telephone",
                params={"example": telephones.example(country)},
            )
        return number


class WebAddressFormField(URLFormField):
    default_error_messages = {"invalid": _HOW_TO_WRITE_AN_ADDRESS}
    default_validators = [URLValidator(schemes=["http", "https"], message=_HOW_TO_WRITE_AN_ADDRESS)]


class WebAddressField(models.URLField):
    """A page on the web, http or https and nothing else; https where no scheme is typed."""

    default_validators = [
        *WebAddressFormField.default_validators,
        ProhibitNullCharactersValidator(),
    ]

    def formfield(self, **kwargs: Any) -> Any:
        defaults = {"form_class": WebAddressFormField, "assume_scheme": "https"}
        return super().formfield(**{**defaults, **kwargs})


class Contacts(models.Model):
    """Something that can be reached. Everything here is public: readers see it.

    Numbers are cleaned into the form that they are kept in, so show them with the filters of
    `telephones`; components/contacts.html shows them all.
    """

    telephone = TelephoneField(
        _("telephone"),
        blank=True,
        help_text=_("With the country code, e.g. +62 812-345-678. Readers see it."),
    )
    whatsapp = WhatsAppField(
        _("WhatsApp"),
        blank=True,
        help_text=_("The number that answers on WhatsApp, if there is one. Readers see it."),
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Readers see it."))
    website = WebAddressField(
        _("web address"), blank=True, help_text=_("The official one, e.g. https://example.org/.")
    )

    contact_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("telephone"), FieldPanel("whatsapp")]),
                FieldRowPanel([FieldPanel("email"), FieldPanel("website")]),
            ],
            heading=_("Contacts"),
        )
    ]

    class Meta:
        abstract = True

    def telephone_country(self) -> str:
        """Return the country whose national numbers are understood, as ISO 3166-1 alpha-2.

        Empty where it is not known: then numbers begin with + and a country code.
        """
        return ""

    @property
    def can_be_reached(self) -> bool:
        return bool(self.telephone or self.whatsapp or self.email or self.website)

    @property
    def website_name(self) -> str:
        """The web address as people read it: ``www.example.org/boats``."""
        parts = urlsplit(self.website)
        return f"{parts.netloc}{parts.path}".rstrip("/")
