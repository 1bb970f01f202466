"""The admin of things that belong to a region: each office sees its own and nothing else."""

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.permissions import policy_registry, register_permission_policy
from wagtail.snippets.views import chooser
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from .choices import RegionChoicesMixin
from .permissions import LOOKING, RegionPermissionPolicy
from .rights import rights_form


class OwnRegionOnly:
    """Mixed into every view of one object: a foreign region's is not there at all.

    In one's own region Wagtail's question is asked again for this very object: the right may be
    held in another region than the one that it is needed in.
    """

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if found is None or found.pk is None:
            # A new one: its form says where it may be.
            return found
        user = self.request.user  # type: ignore[attr-defined]
        policy = policy_registry.get_by_type(type(found))
        if not policy.user_has_any_permission_for_instance(user, LOOKING, found):
            raise Http404
        required = getattr(self, "permission_required", None)
        # Who copies adds; what is copied need only be seen.
        if required not in (None, "add") and not policy.user_has_permission_for_instance(
            user, required, found
        ):
            raise PermissionDenied
        return found

    def user_has_permission(self, permission: str) -> bool:
        """Whether the user may do it to the object at hand, once there is one."""
        found = getattr(self, "object", None)
        if found is None or found.pk is None:
            return super().user_has_permission(permission)  # type: ignore[misc]
        policy = policy_registry.get_by_type(type(found))
        user = self.request.user  # type: ignore[attr-defined]
        return policy.user_has_permission_for_instance(user, permission, found)


class _OwnRegionsChoices:
    """Mixed into the views of a chooser."""

    model_class: Any
    request: HttpRequest

    def _own(self) -> QuerySet:
        policy = policy_registry.get_by_type(self.model_class)
        return policy.instances_user_has_any_permission_for(self.request.user, LOOKING)

    def get_object_list(self) -> QuerySet:
        return self._own()

    def get_object(self, pk: Any) -> Any:
        return self._own().get(pk=pk)

    def get_objects(self, pks: list[Any]) -> QuerySet:
        return self._own().filter(pk__in=pks)


class ChooseView(_OwnRegionsChoices, chooser.ChooseView):
    pass


class ChooseResultsView(_OwnRegionsChoices, chooser.ChooseResultsView):
    pass


class ChosenView(_OwnRegionsChoices, chooser.SnippetChosenView):
    pass


class ChosenMultipleView(_OwnRegionsChoices, chooser.SnippetChosenMultipleView):
    pass


class RegionChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView

    def get_urlpatterns(self) -> list[Any]:
        """Leave out Wagtail's address for making one in the chooser: it has no form for it."""
        return [each for each in super().get_urlpatterns() if each.name != "create"]


class RegionSnippetViewSet(SnippetViewSet):
    """Wagtail's viewset of a snippet whose instances each belong to one region.

    `region_path` is what `RegionPermissionPolicy` takes. Listing, filters, choosers, bulk actions
    and every view of one object keep to the regions in which a group gives the user a right; rights
    are handed out by region, by `make_roles` or in the group's form.
    """

    region_path = "site"
    chooser_viewset_class = RegionChooserViewSet

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        policy = policy_registry.get_by_type(self.model)
        return policy.instances_user_has_any_permission_for(request.user, LOOKING)

    def get_edit_handler(self) -> Any:
        handler = super().get_edit_handler()
        base = handler.base_form_class or WagtailAdminModelForm
        handler.base_form_class = type(base.__name__, (RegionChoicesMixin, base), {})
        return handler

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        if hasattr(view_class, "get_object"):
            view_class = type(view_class.__name__, (OwnRegionOnly, view_class), {})
        return super().construct_view(view_class, **kwargs)

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """Offer no rights over all regions at once in the group's form."""
        return Permission.objects.none()

    def on_register(self) -> None:
        model: type[Model] = self.model
        register_permission_policy(model, RegionPermissionPolicy(model, self.region_path))
        hooks.register("register_group_permission_panel", lambda: rights_form(model, self.icon))
        super().on_register()
