"""Wagtail's redirects, by region: an office writes its own, and those of all sites are not theirs.

The views are Wagtail's with another form and another list. Their addresses are registered before
Wagtail's and so take their place, with names of our own.
"""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from wagtail.admin.widgets.button import Button
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry, register_permission_policy

from .choices import RegionChoicesMixin
from .permissions import LOOKING, RegionPermissionPolicy
from .viewsets import OwnRegionOnly


class RegionRedirectForm(RegionChoicesMixin, RedirectForm):
    """Wagtail's form, for one's own sites and to one's own pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = kwargs.get("for_user")
        if "site" in self.fields and user is not None and not user.is_superuser:
            # "All sites" is no region.
            self.fields["site"].required = True

    def clean(self) -> dict[str, Any] | None:
        """Look for duplicates where Wagtail does, or in the one site that is no question."""
        if "site" in self.fields:
            return super().clean()
        return super(RedirectForm, self).clean()


class IndexView(views.IndexView):
    def get_base_queryset(self) -> QuerySet[Redirect]:
        mine = policy_registry.get_by_type(Redirect).instances_user_has_any_permission_for(
            self.request.user, LOOKING
        )
        return super().get_base_queryset().filter(pk__in=mine.values("pk"))

    @property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's; importing is for all sites at once, so it is a superuser's."""
        buttons = super().header_more_buttons
        if self.request.user.is_superuser:
            return buttons
        return [each for each in buttons if each.url != reverse("wagtailredirects:start_import")]


class CreateView(views.CreateView):
    form_class = RegionRedirectForm


class EditView(OwnRegionOnly, views.EditView):
    form_class = RegionRedirectForm


class DeleteView(OwnRegionOnly, views.DeleteView):
    pass


def register_policy() -> None:
    """Make all of Wagtail ask by region who may do what with a redirect; when apps are ready."""
    register_permission_policy(Redirect, RegionPermissionPolicy(Redirect), exact_class=True)


def addresses() -> list[URLPattern]:
    return [
        path("redirects/", IndexView.as_view(), name="region_redirects"),
        path(
            "redirects/results/",
            IndexView.as_view(results_only=True),
            name="region_redirects_results",
        ),
        path("redirects/add/", CreateView.as_view(), name="region_redirects_add"),
        path("redirects/<int:redirect_id>/", EditView.as_view(), name="region_redirects_edit"),
        path(
            "redirects/<int:redirect_id>/delete/",
            DeleteView.as_view(),
            name="region_redirects_delete",
        ),
    ]
