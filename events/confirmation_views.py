"""The admin's confirming of estimated dates: the form, what was confirmed, and the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView, View

from . import confirmations
from .enums import EventStatus
from .forms import ConfirmationForm
from .models import Occurrence
from .views import ANNOUNCE, CHECK, NowView, rights_of


class ConfirmView(NowView, TemplateView):
    """The form that makes an estimated date certain."""

    template_name = "events/admin/confirm.html"
    page_title = gettext_lazy("Confirm a date")

    @cached_property
    def occurrence(self) -> Occurrence:
        return get_object_or_404(
            self.occurrences().filter(status=EventStatus.ESTIMATED), pk=self.kwargs["pk"]
        )

    def get_page_title(self) -> str:
        return self.occurrence.festival.title

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ConfirmationForm(occurrence=self.occurrence)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ConfirmationForm(request.POST, occurrence=self.occurrence)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        made = confirmations.confirm(
            self.occurrence, form.certain, by=request.user, now=timezone.now()
        )
        messages.success(request, gettext("Confirmed: readers see the date now."))
        return HttpResponseRedirect(reverse("events_now:confirmed", args=[made.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, occurrence=self.occurrence, kind=self.occurrence.edition.date_kind
        )


class ConfirmedView(NowView, TemplateView):
    """What was confirmed, and the way back."""

    template_name = "events/admin/confirmed.html"
    page_title = gettext_lazy("Confirmed date")
    needed = (ANNOUNCE, CHECK)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        confirmation = get_object_or_404(self.confirmations(), pk=self.kwargs["pk"])
        return super().get_context_data(
            **kwargs, confirmation=confirmation, may=rights_of(self.request.user)
        )


class UnconfirmView(NowView, View):
    """Takes a confirmation back: only by POST, and twice does nothing the second time."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        confirmation = get_object_or_404(self.confirmations(), pk=pk)
        if confirmations.take_back(confirmation, by=request.user, now=timezone.now()):
            messages.success(request, gettext("Taken back: the date is estimated again."))
        else:
            messages.success(request, gettext("It was taken back already."))
        return HttpResponseRedirect(reverse("events_now:confirmed", args=[pk]))
