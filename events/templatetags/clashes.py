"""Clashes in the admin's templates."""

from typing import Any

from django import template

from events.clashing.values import Clash

register = template.Library()


@register.filter
def is_about(form: Any, clash: Clash) -> bool:
    """Whether a form that was refused is about this clash: ``{{ refused|is_about:clash }}``."""
    return bool(form) and (form.data.get("key"), form.data.get("days")) == (clash.key, clash.days)
