from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from regions.viewsets import RegionSnippetViewSet

from .models import District, PlaceCategory


class PlaceCategoryViewSet(RegionSnippetViewSet):
    model = PlaceCategory
    icon = "tag"
    list_display = ("__str__", "slug", "site")
    list_filter = ("site",)
    search_fields = ("slug",)


class DistrictViewSet(RegionSnippetViewSet):
    model = District
    icon = "site"
    list_display = ("name", "slug", "site")
    list_filter = ("site",)


class DestinationsViewSetGroup(SnippetViewSetGroup):
    items = (PlaceCategoryViewSet, DistrictViewSet)
    menu_icon = "site"
    menu_label = _("Destinations")
    menu_name = "destinations"
    menu_order = 200


register_snippet(DestinationsViewSetGroup)
