"""The launch of a year: everything of it goes live in one act, and can be taken back that day."""

import datetime
import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Site

from events.models import Edition, Festival, YearPlan
from events.occurrences import rebuild
from translations import languages

from .changed import Told
from .embargo import editions_of, note, public_dates, rebuild_all

#: The log's names of what was done (hooks.py).
LAUNCHED, LAUNCH_TAKEN_BACK = "events.launch_year", "events.take_back_launch"

_logger = logging.getLogger(__name__)


class NotLaunchedError(Exception):
    """A launch that did not happen: nothing has changed. Says in words why."""


def launch(
    site: Site,
    year: int,
    *,
    editions: Collection[int],
    pages: Collection[int],
    by: Any,
    now: datetime.datetime,
) -> YearPlan:
    """Publish the drafts of these editions and festivals, and show the year to readers.

    Keys of another region or year are none of these. All or nothing: raises NotLaunchedError, which
    names what cannot be published, or says that the year was not kept back. Costs some 30 queries
    for each draft and `rebuild` for each other edition.
    """
    with transaction.atomic():
        plan = YearPlan.objects.select_for_update().filter(site=site, year=year).first()
        if plan is None or not plan.is_embargoed:
            raise NotLaunchedError(_("%(year)s is public already.") % {"year": year})
        # Before anything is published, so that each edition's dates are written once.
        plan.is_embargoed = False
        plan.launched_at, plan.launched_by = now, by
        plan.save()
        root = site.root_page
        shown = [_publish_page(page, by=by) for page in _new_pages(root, year, pages)]
        for edition in editions_of(root, year).select_related("festival").order_by("pk"):
            with _named(str(edition)):
                if edition.pk in editions:
                    _publish_edition(edition, by=by)
                elif edition.live:
                    rebuild(edition)
        plan.as_launched = [each.as_json() for each in told(root, year)]
        plan.save()
        note(site, LAUNCHED, {"year": year, "pages": shown}, by=by)
    return plan


def may_take_back(plan: YearPlan | None, *, now: datetime.datetime) -> bool:
    """Whether a launch can still be taken back: on its own day, by the clock of `now`."""
    if plan is None or plan.launched_at is None:
        return False
    return plan.launched_at.astimezone(now.tzinfo).date() == now.date()


def take_back(site: Site, year: int, *, by: Any, now: datetime.datetime) -> None:
    """Keep a year back again, and the festivals that went along. All or nothing.

    What was published of editions stays ready. `now` is by the region's clocks. Raises
    NotLaunchedError on any other day than that of the launch.
    """
    with transaction.atomic():
        plan = YearPlan.objects.select_for_update().filter(site=site, year=year).first()
        if plan is None or not may_take_back(plan, now=now):
            raise NotLaunchedError(_("A launch can be taken back on its own day alone."))
        for page in _shown_by(site.root_page, year):
            page.unpublish(user=by)
        plan.is_embargoed = True
        plan.launched_at, plan.launched_by, plan.as_launched = None, None, []
        plan.save()
        rebuild_all(site.root_page, year)
        note(site, LAUNCH_TAKEN_BACK, {"year": year}, by=by)


def may_publish(page: Page, user: Any) -> bool:
    """Whether a user may publish a page as it is: it is not locked."""
    rights = page.permissions_for_user(user)
    return bool(rights.can_publish()) and not rights.page_locked()


def told(root: Page, year: int) -> list[Told]:
    """Return the dates of a year as readers see them, places in the source language. One query."""
    dates = public_dates(root, year).filter(starts_on__year__lte=year).with_festival()
    with translation.override(languages.SOURCE):
        return [
            Told(
                edition=each.edition_id,
                festival=each.festival_id,
                name=each.festival.title,
                planned_on=each.planned_on,
                planned_at=each.planned_at,
                starts_on=each.starts_on,
                ends_on=each.ends_on,
                starts_at=each.starts_at,
                is_month_only=each.is_month_only,
                is_series=each.is_series,
                status=each.status,
                place=(each.change.new_venue if each.change else "") or each.festival.where,
            )
            for each in dates
        ]


def _new_pages(root: Page, year: int, keys: Collection[int]) -> list[Festival]:
    """Return those of the pages that wait for the year, festivals before their parts."""
    waiting = Festival.objects.filter(
        pk__in=list(keys), path__startswith=root.path, editions__year=year, live=False
    )
    return list(waiting.distinct().order_by("path"))


def _publish_page(page: Festival, *, by: Any) -> int:
    with _named(page.title):
        if not may_publish(page, by):
            raise PermissionDenied
        revision = page.get_latest_revision() or page.save_revision(user=by)
        revision.as_object().full_clean()
        revision.publish(user=by)
    return page.pk


def _publish_edition(edition: Edition, *, by: Any) -> None:
    revision = edition.latest_revision or edition.save_revision(user=by)
    revision.as_object().full_clean()
    revision.publish(user=by)


def _shown_by(root: Page, year: int) -> list[Festival]:
    """Return the festivals that the year's last launch has published."""
    entries = PageLogEntry.objects.filter(action=LAUNCHED, page__path__startswith=root.path)
    for entry in entries.order_by("-timestamp", "-pk"):
        if entry.data.get("year") == year:
            found = Festival.objects.filter(pk__in=entry.data.get("pages", []), live=True)
            return list(found.filter(path__startswith=root.path))
    return []


@contextmanager
def _named(what: str) -> Iterator[None]:
    """Turn whatever goes wrong into a NotLaunchedError that names what it was about."""
    try:
        yield
    except ValidationError as error:
        raise NotLaunchedError(
            _("Nothing was launched: “%(what)s” cannot be published. %(why)s")
            % {"what": what, "why": " ".join(error.messages)}
        ) from error
    except PermissionDenied as error:
        raise NotLaunchedError(
            _("Nothing was launched: you may not publish “%(what)s”.") % {"what": what}
        ) from error
    except Exception as error:
        _logger.exception("The launch stopped at %s", what)
        raise NotLaunchedError(
            _("Nothing was launched: something went wrong with “%(what)s”.") % {"what": what}
        ) from error
