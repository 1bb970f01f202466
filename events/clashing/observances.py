"""The days of the year that an office has entered, read for `occasions.py`."""

import datetime

from django.utils import translation
from wagtail.models import Site

from events.models import Observance

from . import occasions
from .occasions import Observed
from .values import Occasion


def of_site(
    site: Site, first: datetime.date, last: datetime.date, *, country: str
) -> list[Occasion]:
    """Return the occasions of a region that touch the days from first to last, soonest first.

    Named in the active language. One query.
    """
    observed = [
        Observed(
            key=f"observance {each.pk}",
            name=each.name,
            effect=each.effect,
            severity=each.severity,
            holiday=each.holiday,
            hijri_month=each.hijri_month,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            days_before=each.days_before,
            days_after=each.days_after,
        )
        for each in Observance.objects.filter(site=site)
    ]
    language = translation.get_language() or ""
    return occasions.of_span(first, last, country=country, observed=observed, language=language)
