"""Telephone numbers in templates: regions.telephones has the rule, notices.whatsapp the links."""

from django import template
from django.core.exceptions import ValidationError

from notices import whatsapp as links
from regions import telephones

register = template.Library()


@register.filter
def tel(number: str, country: str = "") -> str:
    """Return the address that rings a number: ``+62 333 425001`` → ``tel:+62333425001``.

    `country` is the region's: ``{{ region.telephone|tel:region.country }}``.
    """
    return telephones.link(number, country=country)


@register.filter
def telephone(number: str, country: str = "") -> str:
    """Return a number as people read it: ``+62333425001`` → ``+62 333 425001``."""
    return telephones.readable(number, country=country)


@register.filter
def whatsapp(number: str) -> str:
    """Return the address of a chat: ``+6281234567890`` → ``https://wa.me/6281234567890``.

    Empty for what is no number with a country code, as a draft may hold.
    """
    try:
        return links.link(number=telephones.normalized(number))
    except (ValidationError, ValueError):
        return ""
