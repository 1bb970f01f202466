"""What is open to everybody: not behind a view restriction of its own or of a page above it."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.db.models.expressions import Combinable
from wagtail.models import PageViewRestriction


def open_to_everybody(path: str = "path") -> Combinable:
    """Return a condition on the tree path of pages: none at or above it is restricted.

    ``Place.objects.filter(open_to_everybody())``; for rows that point at a page,
    ``open_to_everybody("page__path")``. Part of the query it stands in: Wagtail's own `public()`
    asks the database once more each time it is called.
    """
    asked = ExpressionWrapper(OuterRef(path), output_field=CharField())
    at_or_above = PageViewRestriction.objects.annotate(asked=asked)
    return ~Exists(at_or_above.filter(asked__startswith=F("page__path")))
