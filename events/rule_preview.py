"""What a date rule comes to, said back to whoever types it: in words, as the next ten dates, and
with what they clash with."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.models import Site
from wagtail.permissions import policy_registry

from .calendar_range import OutsideCalendarError
from .enums import RITUAL
from .ritual_words import ritual_day, weekday_with_pasaran
from .rituals import next_days
from .rule_words import exceptions_in_words, in_words
from .schedule import Dates

if TYPE_CHECKING:
    from .models import Edition, Submission

SHOWN = 10


@dataclass(frozen=True)
class Preview:
    """What is shown below the rule: words, dates, or what is wrong, by field."""

    words: str = ""
    beside: Sequence[str] = ()
    dates: Sequence[dict[str, Any]] = ()
    later: Sequence[dict[str, Any]] = ()
    errors: Sequence[str] = field(default_factory=list)

    @classmethod
    def of(
        cls, edition: "Edition | Submission", *, today: datetime.date | None = None
    ) -> "Preview":
        """Return what the fields of an edition come to. No query.

        The dates are those from today on, or the first ones where all are over. Of a ritual those
        of other years are shown too: they tell whether the rule is the right one.
        """
        errors = edition.field_errors() if edition.year else {}
        if errors:
            return cls(errors=[str(each) for each in errors.values()])
        plan = edition.plan(edition.year or 0)
        today = today or timezone.now().date()
        found = _soonest(edition, today) if edition.year else []
        later = []
        if plan.kind in RITUAL and plan.ritual is not None and found:
            after = max(found[-1].starts_on, datetime.date(plan.year, 12, 31))
            later = [_shown(plan.kind, Dates(day, day)) for day in _in_later_years(plan, after)]
        return cls(
            words=in_words(plan),
            beside=exceptions_in_words(plan),
            dates=[_shown(plan.kind, each) for each in found],
            later=later,
        )


def _soonest(edition: "Edition | Submission", today: datetime.date) -> list[Dates]:
    try:
        planned = edition.planned()
    except OutsideCalendarError:
        return []
    ahead = list(islice((each for each in planned if each.ends_on >= today), SHOWN))
    return ahead or planned[:SHOWN]


def _in_later_years(plan: Any, after: datetime.date) -> list[datetime.date]:
    return next_days(plan.ritual, after, 3)


def _shown(kind: str, dates: Dates) -> dict[str, Any]:
    if kind not in RITUAL:
        return {"dates": dates, "ritual": ""}
    return {
        "dates": dates,
        "ritual": ritual_day(dates.starts_on, kind),
        "weekday": weekday_with_pasaran(dates.starts_on),
    }


def clashes_of(edition: "Edition", user: Any) -> dict[str, Any]:
    """Return what a template shows of the clashes of an edition, as it is given, saved or not.

    What somebody accepted is silent. Nothing where its dates are not known yet, or where it belongs
    to a region that is not the user's. 26 queries at most.
    """
    from .clashing import reading
    from .clashing.words import told

    policy: Any = policy_registry.get_by_type(type(edition))
    site_id = policy.site_id_of_instance(edition)
    may = policy.user_has_any_permission_for_instance(user, ["add", "change"], edition)
    if not may or site_id is None or not edition.year or edition.field_errors():
        return {}
    site = Site.objects.select_related("root_page").get(pk=site_id)
    today = timezone.now().date()
    found = [
        each for each in reading.of_edition(edition, site, today=today) if not each.is_accepted
    ]
    may_accept = edition.pk and policy.user_has_permission_for_instance(user, "publish", edition)
    report = f"{reverse('events_clashes:report')}?site={site_id}&edition={edition.pk}"
    return {
        "clashes": told(found, reading.roads_of(found)),
        "own_edition": edition.pk,
        "report_url": report if may_accept else "",
    }


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Answer with the preview of what is typed: the edition's form, posted as it stands.

    Reads the festival and the fields of the rule, and keeps nothing. `?edition=` is the one that is
    being changed. Fields that are wrong by themselves are named by their own messages.
    """
    from .models import Edition
    from .models.when import When

    policy = policy_registry.get_by_type(Edition)
    if not policy.user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied
    if "more_dates-count" not in request.POST:
        return HttpResponseBadRequest()
    names = [each.name for each in When._meta.get_fields()] + ["year"]
    form_class = Edition.edit_handler.bind_to_model(Edition).get_form_class()
    asked = request.GET.get("edition", "")
    form = form_class(request.POST, instance=Edition(), for_user=request.user)
    form.full_clean()
    if asked.isascii() and asked.isdigit() and len(asked) <= 9:
        mine = policy.instances_user_has_any_permission_for(request.user, ["add", "change"])
        form.instance.pk = get_object_or_404(mine, pk=int(asked)).pk
    wrong = [
        f"{form.fields[name].label}: {message}"
        for name in names
        if name in form.errors and name in form.fields
        for message in form.errors[name]
    ]
    shown = Preview(errors=wrong) if wrong else Preview.of(form.instance)
    clashes = clashes_of(form.instance, request.user) if shown.dates else {}
    return render(request, "events/admin/rule_preview.html", {"preview": shown, **clashes})
