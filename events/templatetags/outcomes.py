"""What became of past editions, in the reader's words."""

from typing import Any

from django import template
from django.utils import numberformat
from django.utils.formats import get_format

from events.models import Occurrence
from events.years.outcomes import newest

register = template.Library()


@register.inclusion_tag("events/outcome.html")
def outcome(occurrence: Occurrence) -> dict[str, Any]:
    """Show what became of the edition of a date: ``{% outcome occurrence %}``.

    Nothing where nothing is said, or where the outcomes were not fetched (`outcomes.in_force`). No
    query.
    """
    found = newest(occurrence.edition)
    number = whole_number(found.attendance) if found and found.attendance else ""
    return {"outcome": found, "number": number}


@register.filter
def whole_number(number: int) -> str:
    """Return a number in groups of three, as the active language writes it: "12.000", "12,000"."""
    return numberformat.format(
        number,
        get_format("DECIMAL_SEPARATOR"),
        grouping=3,
        thousand_sep=get_format("THOUSAND_SEPARATOR") or ",",
        force_grouping=True,
        use_l10n=False,
    )
