from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from wagtail import hooks
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from . import redirects
from .actions import RegionPublishMenuItem, RegionUnpublishMenuItem, is_by_region
from .scope import FILES, narrow


# Before Wagtail's own, which have the same addresses.
@hooks.register("register_admin_urls", order=-1)
def redirect_addresses() -> list[URLPattern]:
    return redirects.addresses()


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return narrow(pages, request.user)


class OwnFiles:
    """An endpoint of the admin's API that knows the files of the user's own collections."""

    def get_queryset(self) -> QuerySet:
        files = super().get_queryset()  # type: ignore[misc]
        user = self.request.user  # type: ignore[attr-defined]
        mine = policy_registry.get_by_type(files.model).instances_user_has_any_permission_for(
            user, FILES
        )
        return files.filter(pk__in=mine.values("pk"))


class OwnImagesAPIViewSet(OwnFiles, ImagesAdminAPIViewSet):
    pass


class OwnDocumentsAPIViewSet(OwnFiles, DocumentsAdminAPIViewSet):
    pass


# After Wagtail's own of the same names: the last one counts.
@hooks.register("construct_admin_api", order=1)
def admin_api(router: Any) -> None:
    router.register_endpoint("images", OwnImagesAPIViewSet)
    router.register_endpoint("documents", OwnDocumentsAPIViewSet)


@hooks.register("construct_reports_menu")
def reports_menu(request: HttpRequest, items: list[Any]) -> None:
    """Leave out the report that counts over all regions."""
    if not request.user.is_superuser:
        items[:] = [each for each in items if each.name != "page-types-usage"]


@hooks.register("register_snippet_action_menu_item")
def publish_item(model: type) -> RegionPublishMenuItem | None:
    return RegionPublishMenuItem(order=30) if is_by_region(model) else None


@hooks.register("register_snippet_action_menu_item")
def unpublish_item(model: type) -> RegionUnpublishMenuItem | None:
    return RegionUnpublishMenuItem(order=20) if is_by_region(model) else None
