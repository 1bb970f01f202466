from django import template

register = template.Library()


@register.filter
def tel(number: str) -> str:
    """Return a telephone number as a link's address: ``+62 333 425001`` → ``tel:+62333425001``."""
    digits = "".join(char for char in number if char.isdecimal() and char.isascii())
    return f"tel:{'+' if number.strip().startswith('+') else ''}{digits}"
