"""The calendar's screen that begins an edition on a day."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Page

from events.models import Edition

from .creating import NewEditionForm, section_for
from .screens import CalendarScreen


class AddView(CalendarScreen, TemplateView):
    """Asks for a festival and its days, and leads on to the edition's own form. `?on=` is a day."""

    template_name = "events/desk/add.html"
    page_title = gettext_lazy("Add a date")
    needed = (Edition, ("add",))

    @cached_property
    def section(self) -> Page | None:
        return section_for(self.request.user, self.site)

    def form(self, *args: Any, **kwargs: Any) -> NewEditionForm:
        return NewEditionForm(*args, site=self.site, section=self.section, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(initial={"starts_on": request.GET.get("on", "")})
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid():
            try:
                return self.begun(form.save(by=request.user))
            except ValidationError as error:
                form.add_error("festival", error.messages)
        return self.render_to_response(self.get_context_data(form=form))

    def begun(self, edition: Edition) -> HttpResponse:
        messages.success(
            self.request,
            _("%(edition)s is begun as a draft. Readers see it once it is published.")
            % {"edition": edition},
            buttons=[messages.button(self.here(), _("Back to the calendar"))],
        )
        return HttpResponseRedirect(
            reverse("wagtailsnippets_events_edition:edit", args=[edition.pk])
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form: NewEditionForm = kwargs["form"]
        url = "wagtailsnippets_events_edition:edit"
        return super().get_context_data(
            **kwargs,
            existing_url=reverse(url, args=[form.existing.pk]) if form.existing else "",
            full_url=reverse("wagtailsnippets_events_edition:add"),
        )
