"""Keeping a year back from readers until its launch."""

import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Site

from events.models import Edition, FestivalIndexPage, Occurrence, YearPlan
from events.occurrences import rebuild

#: The log's name of what was done (hooks.py).
KEPT_BACK = "events.keep_year_back"


def plan_of(site: Site, year: int) -> YearPlan | None:
    """Return what the office has decided of a year; None where it is like any other. One query."""
    return YearPlan.objects.filter(site=site, year=year).first()


def editions_of(root: Page, year: int) -> Any:
    """Return the editions of a year below a page, drafts among them. No query by itself."""
    return Edition.objects.filter(year=year, festival__path__startswith=root.path)


def public_dates(root: Page, year: int) -> Any:
    """Return the dates of a year's editions that readers see, soonest first. No query by itself."""
    dates = Occurrence.objects.published().in_region(root).filter(edition__year=year)
    return dates.soonest_first()


def keep_back(
    site: Site,
    year: int,
    *,
    launches_on: datetime.date | None,
    by: Any,
) -> YearPlan:
    """Keep a year back, or change its launch day; return the plan.

    What readers see of the year goes at once: whoever calls this has asked. All or nothing. Costs
    `rebuild` for each live edition, once.
    """
    with transaction.atomic():
        plan, _made = YearPlan.objects.select_for_update().get_or_create(
            site=site, year=year, defaults={"is_embargoed": False}
        )
        was_public = not plan.is_embargoed
        plan.is_embargoed, plan.launches_on = True, launches_on
        plan.launched_at, plan.launched_by, plan.as_launched = None, None, []
        plan.save()
        if was_public:
            rebuild_all(site.root_page, year)
        note(site, KEPT_BACK, {"year": year, "launches_on": str(launches_on or "")}, by=by)
    return plan


def rebuild_all(root: Page, year: int) -> None:
    """Write the dates of a year's live editions anew. Costs `rebuild` for each."""
    for edition in editions_of(root, year).filter(live=True).order_by("pk"):
        rebuild(edition)


def note(site: Site, action: str, data: dict[str, Any], *, by: Any) -> None:
    """Log what was done with a year, at the region's section of festivals. Two queries."""
    root = site.root_page
    log(instance=FestivalIndexPage.of_region(root) or root, action=action, user=by, data=data)
