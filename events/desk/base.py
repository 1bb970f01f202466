"""What all screens of the calendar desk share: whose region, who may, and the trail."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, Site
from wagtail.permissions import policy_registry

from events.models import Edition
from regions.models import RegionSettings


class DeskView(WagtailAdminTemplateMixin):
    """A screen of one region. `needed` is what its user has to hold there: a model and actions.

    Who works in several regions chooses by `?site=`; else it is the region of the host, or the
    first of one's own. Another region is a 404, none at all a 403. `parents` are the screens above
    this one, as names of addresses and labels.
    """

    _show_breadcrumbs = True
    header_icon = "calendar-alt"
    needed: tuple[Any, tuple[str, ...]] = (Edition, ("add", "change", "view"))
    parents: tuple[tuple[str, Any], ...] = ()
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.sites:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def sites(self) -> list[Site]:
        """The regions in which the user may do what is needed here. Two queries."""
        return sites_of(self.request.user, *self.needed)

    @cached_property
    def site(self) -> Site:
        """The region at hand. Raises Http404 for one that is not the user's."""
        asked = self.request.GET.get("site", "")
        if asked:
            for each in self.sites:
                if str(each.pk) == asked:
                    return each
            raise Http404
        here = RegionSettings.for_request(self.request).site_id
        return next((each for each in self.sites if each.pk == here), self.sites[0])

    @cached_property
    def region(self) -> RegionSettings:
        here = RegionSettings.for_request(self.request)
        return here if here.site_id == self.site.pk else RegionSettings.for_site(self.site)

    @property
    def root(self) -> Page:
        """The page that the region's tree begins at. No query."""
        return self.site.root_page

    def may(self, model: Any, *actions: str) -> bool:
        """Whether the user holds one of these rights over a model in this region."""
        return self.site in sites_of(self.request.user, model, actions)

    def address(self, name: str, *args: Any) -> str:
        """Return an address of the desk that stays in this region."""
        found = reverse(name, args=args)
        return f"{found}?site={self.site.pk}" if len(self.sites) > 1 else found

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [{"url": self.address(name), "label": label} for name, label in self.parents]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, site=self.site, region=self.region, sites=self.sites
        )


def sites_of(user: Any, model: Any, actions: tuple[str, ...]) -> list[Site]:
    """Return the sites in which a user may do any of these to a model's things.

    Two queries for everything that is asked of a user, whatever the model.
    """
    policy: Any = policy_registry.get_by_type(model)
    return [
        site
        for site in _all_sites(user)
        if policy.user_has_any_permission_for_instance(user, actions, site)
    ]


def _all_sites(user: Any) -> list[Site]:
    """Return every site with its root page, kept with the user for as long as a request lasts."""
    if not hasattr(user, "_sites_of_the_desk"):
        user._sites_of_the_desk = list(Site.objects.select_related("root_page"))
    found: list[Site] = user._sites_of_the_desk
    return found
