"""Which editions no reader sees yet: those of a year that waits for its launch in their region.

By the edition's own year: a season that goes on into a year that is kept back is told.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef

from events.models import Edition, YearPlan


def is_kept_back(edition: Edition) -> bool:
    """Whether an edition's year waits for its launch. One query."""
    return plan_over(edition) is not None


def plan_over(edition: Edition) -> YearPlan | None:
    """Return what keeps an edition back; None where nothing does. One query."""
    plans = YearPlan.objects.filter(year=edition.year, is_embargoed=True)
    for plan in plans.select_related("site__root_page"):
        if edition.festival.path.startswith(plan.site.root_page.path):
            return plan
    return None


def teller() -> Callable[[Edition], bool]:
    """Return what tells of each of many editions whether it is kept back. One query, made here."""
    waiting = list(
        YearPlan.objects.filter(is_embargoed=True).values_list("year", "site__root_page__path")
    )
    return lambda edition: any(
        edition.year == year and edition.festival.path.startswith(root) for year, root in waiting
    )


def kept_back() -> Any:
    """Return what notes of each of many editions whether it is kept back; no query more."""
    path = ExpressionWrapper(OuterRef("festival__path"), output_field=CharField())
    plans = YearPlan.objects.filter(year=OuterRef("year"), is_embargoed=True)
    return Exists(plans.alias(of=path).filter(of__startswith=F("site__root_page__path")))
