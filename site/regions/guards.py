"""Addresses of Wagtail's admin that ask nobody which region a thing belongs to.

Each guard stands before one view, by the name of its address, and raises PermissionDenied or
Http404 for what is foreign. They are here, and not in views of our own, because these addresses
cannot be taken over; `roles/tests/matrix.txt` shows that none is missing.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from taggit.models import Tag
from wagtail.admin.auth import permission_denied
from wagtail.models import Page, Task
from wagtail.permissions import page_permission_policy, policy_registry

from .permissions import LOOKING
from .scope import FILES, narrow

Guard = Callable[[HttpRequest, Mapping[str, Any]], HttpResponse | None]

#: What a listing of tags shows at most; Wagtail's own number.
_TAGS = 10


class RegionGuards:
    """Middleware: the guards of the admin. Nothing elsewhere, and nothing for superusers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        guard = GUARDS.get(match.view_name) if match else None
        user: Any = request.user if guard else AnonymousUser()
        if guard is None or not user.is_authenticated or user.is_superuser:
            return None
        try:
            return guard(request, kwargs)
        except PermissionDenied:
            return permission_denied(request)


def page_to_move(request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
    """Refuse to show a page that the user may not move, or the place that it would go to."""
    page = get_object_or_404(Page, pk=kwargs["page_to_move_id"]).specific
    if not page.permissions_for_user(request.user).can_move():
        raise PermissionDenied
    _all_among(narrow(Page.objects.all(), request.user), [kwargs["destination_id"]])


def page_in_workflow(request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
    """Refuse to say where in which workflow a page is that the user cannot look at."""
    _all_among(page_permission_policy.explorable_instances(request.user), [kwargs["page_id"]])


def page_to_choose_under(request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
    """Refuse to browse below a page of another region."""
    _all_among(narrow(Page.objects.all(), request.user), [kwargs["parent_page_id"]])


def chosen_pages(request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
    """Refuse a choice with a page of another region in it."""
    _all_among(narrow(Page.objects.all(), request.user), request.GET.getlist("id"))


def things_at_once(request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
    """Refuse an action on several things when one of them is foreign: Wagtail would name it.

    "All" comes to mean all that the user may know of.
    """
    try:
        model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError as error:
        raise Http404 from error
    mine = _known(model, request.user)
    asked = request.GET.getlist("id")
    if "all" in asked and not issubclass(model, Page):
        query = request.GET.copy()
        query.setlist("id", [str(pk) for pk in mine.values_list("pk", flat=True)])
        request.GET = query  # type: ignore[assignment]
        return
    _all_among(mine, [pk for pk in asked if pk != "all"])
    if "all" in asked:
        _all_among(mine, request.GET.getlist("childOf"))


def _known(model: type[Model], user: Any) -> QuerySet:
    if issubclass(model, Page):
        return page_permission_policy.explorable_instances(user)
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, {*LOOKING, *FILES})


def _all_among(queryset: QuerySet, asked: Iterable[Any]) -> None:
    """Raise PermissionDenied unless the queryset holds every primary key, Http404 for no key."""
    try:
        wanted = {int(pk) for pk in asked}
    except ValueError as error:
        raise Http404 from error
    if wanted - set(queryset.filter(pk__in=wanted).values_list("pk", flat=True)):
        raise PermissionDenied


def own_tags(request: HttpRequest, kwargs: Mapping[str, Any]) -> HttpResponse | None:
    """Answer in Wagtail's stead with tags of the user's own pictures and documents."""
    if (kwargs.get("app_name"), kwargs.get("model_name")) not in ((None, None), ("taggit", "tag")):
        return None
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return None
    term = request.GET.get("term", "")
    tags = narrow(Tag.objects.filter(name__istartswith=term), request.user) if term else []
    names = sorted({tag.name for tag in tags})[:_TAGS]
    return JsonResponse(names, safe=False)


def those_who_make_tasks(request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
    """Refuse the chooser of workflow tasks to whoever may neither make nor change any."""
    policy = policy_registry.get_by_type(Task)
    if not policy.user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied


def superusers(request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
    """Refuse what is about all regions at once."""
    raise PermissionDenied


GUARDS: Mapping[str, Guard] = {
    "wagtailadmin_choose_page_child": page_to_choose_under,
    "wagtailadmin_choose_page_chosen_multiple": chosen_pages,
    "wagtailadmin_pages:move_confirm": page_to_move,
    "wagtailadmin_pages:confirm_workflow_cancellation": page_in_workflow,
    "wagtail_bulk_action": things_at_once,
    "wagtailadmin_tag_autocomplete": own_tags,
    "wagtailadmin_tag_model_autocomplete": own_tags,
    "wagtailadmin_workflows:task_chooser": those_who_make_tasks,
    "wagtailadmin_workflows:task_chooser_results": those_who_make_tasks,
    "wagtailadmin_workflows:task_chooser_create": those_who_make_tasks,
    "wagtailadmin_workflows:task_chosen": those_who_make_tasks,
    "wagtailadmin_reports:page_types_usage": superusers,
    "wagtailadmin_reports:page_types_usage_results": superusers,
    "wagtailredirects:start_import": superusers,
    "wagtailredirects:process_import": superusers,
    "wagtailadmin_error_test": superusers,
}
