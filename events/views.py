"""The admin's "publish now": dates ahead, the form for one of them, what was said, and the log."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from notices.whatsapp import link as whatsapp_link
from regions.models import RegionSettings
from translations import languages

from . import announcements
from .forms import AnnouncementForm
from .models import Confirmation, DateChange, Occurrence

PER_PAGE = 30
ANNOUNCE, CHECK = "events.add_datechange", "events.check_datechange"


def festivals_of(user: Any) -> QuerySet:
    """Return the pages that a user may work on: their own regions'. No query by itself."""
    return page_permission_policy.instances_user_has_any_permission_for(user, {"change", "publish"})


def a_day_ago() -> datetime.date:
    """Return the day before the server's: it may still be yesterday where a region is."""
    return (timezone.now() - datetime.timedelta(days=1)).date()


def may_look(user: Any) -> bool:
    return user.has_perm(ANNOUNCE) or user.has_perm(CHECK)


class NowView(WagtailAdminTemplateMixin):
    """What the views share: who may, and the trail."""

    _show_breadcrumbs = True
    header_icon = "calendar-alt"
    needed: tuple[str, ...] = (ANNOUNCE,)
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not any(request.user.has_perm(name) for name in self.needed):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.get_page_title()}
        if isinstance(self, AheadView):
            return [*self.breadcrumbs_items, here]
        ahead = {"url": reverse("events_now:ahead"), "label": AheadView.page_title}
        return [*self.breadcrumbs_items, ahead, here]

    def occurrences(self) -> Any:
        return Occurrence.objects.filter(
            festival__in=festivals_of(self.request.user).values("pk"), festival__live=True
        ).select_related(
            "festival", "festival__venue_place", "festival__venue", "edition", "change"
        )

    def confirmations(self) -> Any:
        return Confirmation.objects.filter(
            edition__festival__in=festivals_of(self.request.user).values("pk")
        ).select_related("edition__festival", "made_by", "withdrawn_by")

    def changes(self) -> Any:
        return DateChange.objects.filter(
            edition__festival__in=festivals_of(self.request.user).values("pk")
        ).select_related("edition__festival", "made_by", "checked_by", "withdrawn_by")


class AheadView(NowView, TemplateView):
    """The dates ahead, the nearest first, each leading to the form."""

    template_name = "events/admin/ahead.html"
    page_title = gettext_lazy("Publish now")
    needed = (ANNOUNCE, CHECK)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").replace("\0", "").strip()
        dates = self.occurrences().upcoming(a_day_ago()).soonest_first()
        if words:
            dates = dates.filter(festival__title__icontains=words)
        page = Paginator(dates, PER_PAGE).get_page(self.request.GET.get("p"))
        unchecked = self.changes().filter(checked_at=None, withdrawn_at=None).count()
        return super().get_context_data(
            **kwargs, page=page, words=words, unchecked=unchecked, may=rights_of(self.request.user)
        )


class AnnounceView(NowView, TemplateView):
    """The form for one date: read it in every language, then publish it."""

    template_name = "events/admin/announce.html"
    page_title = gettext_lazy("Publish now")

    @cached_property
    def occurrence(self) -> Occurrence:
        return get_object_or_404(self.occurrences(), pk=self.kwargs["pk"])

    @cached_property
    def region(self) -> RegionSettings:
        region = RegionSettings.of_page(self.occurrence.festival)
        if region is None:
            raise PermissionDenied
        return region

    def get_page_title(self) -> str:
        return self.occurrence.festival.title

    def form(self, data: Any = None) -> AnnouncementForm:
        today = timezone.now().astimezone(self.region.zone).date()
        return AnnouncementForm(data, occurrence=self.occurrence, region=self.region, today=today)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid() or "publish" not in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        change = announcements.announce(
            self.occurrence,
            self.region,
            form.cleaned_data["sentence"],
            form.news,
            by=request.user,
            now=timezone.now(),
        )
        return HttpResponseRedirect(reverse("events_now:said", args=[change.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = kwargs["form"].messages
        return super().get_context_data(
            **kwargs,
            occurrence=self.occurrence,
            region=self.region,
            messages_said=[_spoken(code, text) for code, text in said.items()],
        )


class SaidView(NowView, TemplateView):
    """What was said: ready to copy and to send in each language, to be taken back or checked."""

    template_name = "events/admin/said.html"
    page_title = gettext_lazy("What was said")
    needed = (ANNOUNCE, CHECK)

    @cached_property
    def change(self) -> DateChange:
        return get_object_or_404(self.changes(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        change = self.change
        festival = change.edition.festival
        said = []
        for code in languages.codes():
            if text := getattr(change, languages.localized("message", code)):
                said.append(_spoken(code, text) | {"whatsapp": whatsapp_link(text)})
        return super().get_context_data(
            **kwargs,
            change=change,
            festival=festival,
            messages_said=said,
            may=rights_of(self.request.user),
            is_own=change.made_by_id == self.request.user.pk,
        )


class LogView(NowView, TemplateView):
    """Everything that was announced, the newest first; `?unchecked=1` keeps what nobody checked."""

    template_name = "events/admin/log.html"
    page_title = gettext_lazy("Announcements")
    needed = (ANNOUNCE, CHECK)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes = self.changes()
        only_unchecked = self.request.GET.get("unchecked") == "1"
        if only_unchecked:
            changes = changes.filter(checked_at=None, withdrawn_at=None)
        page = Paginator(changes, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs, page=page, only_unchecked=only_unchecked)


class _ButtonView(NowView, View):
    """A button of `SaidView`: only by POST, and doing it twice does nothing the second time."""

    http_method_names = ["post"]
    #: What is done (announcements.py), and what is said of it the first time and any other.
    act: Callable[..., bool]
    done: Any
    done_already: Any

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        change = get_object_or_404(self.changes(), pk=pk)
        self.refuse(change)
        is_new = self.act(change, by=request.user, now=timezone.now())
        messages.success(request, self.done if is_new else self.done_already)
        return HttpResponseRedirect(reverse("events_now:said", args=[pk]))

    def refuse(self, change: DateChange) -> None:
        """Raise PermissionDenied where this user may not do it to this one."""


class TakeBackView(_ButtonView):
    act = staticmethod(announcements.take_back)
    done = gettext_lazy("Taken back: the date is as it was before.")
    done_already = gettext_lazy("It was taken back already.")


class CheckView(_ButtonView):
    needed = (CHECK,)
    act = staticmethod(announcements.check)
    done = gettext_lazy("Checked. Thank you.")
    done_already = gettext_lazy("Somebody had checked it already.")

    def refuse(self, change: DateChange) -> None:
        """Nobody checks what they said themselves."""
        if change.made_by_id == self.request.user.pk:
            raise PermissionDenied


def rights_of(user: Any) -> dict[str, bool]:
    return {"announce": user.has_perm(ANNOUNCE), "check": user.has_perm(CHECK)}


def _spoken(code: str, text: str) -> dict[str, str]:
    return {
        "code": code,
        "name": languages.name(code),
        "direction": languages.direction(code),
        "text": text,
    }
