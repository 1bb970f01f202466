"""The part of a group's form in which an administrator hands out rights by region."""

from typing import Any

from django import forms
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import GroupSitePermission, Site

ACTIONS = {
    "add": gettext_lazy("add"),
    "change": gettext_lazy("change"),
    "delete": gettext_lazy("delete"),
    "view": gettext_lazy("look at and choose"),
}


class RegionRightsForm(forms.Form):
    """Ticks for what a group may do with one model, in which region. Subclassed for each model."""

    model: type[Model]
    icon: str

    rights = forms.MultipleChoiceField(
        label=gettext_lazy("By region"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, instance: Group | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", None)
        kwargs["prefix"] = kwargs["prefix"] or f"{self.model._meta.label_lower}_region_rights"
        self.instance = instance
        kwargs["initial"] = {"rights": [self._key(row) for row in self._held()]}
        super().__init__(*args, **kwargs)
        sites = list(Site.objects.order_by("pk"))
        self.fields["rights"].choices = [  # type: ignore[attr-defined]
            (f"{site.pk}:{action}", f"{site}: {label}")
            for site in sites
            for action, label in ACTIONS.items()
        ]

    def _held(self) -> list[GroupSitePermission]:
        if self.instance is None or self.instance.pk is None:
            return []
        return list(
            GroupSitePermission.objects.filter(
                group=self.instance, permission__in=self._permissions().values()
            ).select_related("permission")
        )

    def _permissions(self) -> dict[str, Permission]:
        codenames = {
            get_permission_codename(action, self.model._meta): action for action in ACTIONS
        }
        rows = Permission.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model), codename__in=codenames
        )
        return {codenames[row.codename]: row for row in rows}

    def _key(self, row: GroupSitePermission) -> str:
        return f"{row.site_id}:{row.permission.codename.split('_')[0]}"

    def as_admin_panel(self) -> str:
        name = str(self.model._meta.verbose_name_plural)
        return render_to_string(
            "wagtailsettings/permissions/includes/site_permission_form.html",
            {
                "heading": capfirst(_("%(things)s: rights by region") % {"things": name}),
                "form": self,
                "panel_id": f"{self.model._meta.label_lower.replace('.', '-')}-rights",
            },
        )

    def save(self) -> None:
        wanted = set(self.cleaned_data["rights"])
        held = {self._key(row): row for row in self._held()}
        permissions = self._permissions()
        for key in wanted - set(held):
            site_id, action = key.split(":")
            GroupSitePermission.objects.create(
                group=self.instance, site_id=int(site_id), permission=permissions[action]
            )
        gone = [row.pk for key, row in held.items() if key not in wanted]
        GroupSitePermission.objects.filter(pk__in=gone).delete()


def rights_form(model: type[Model], icon: str) -> type[RegionRightsForm]:
    """Return the form for one model."""
    return type(f"{model.__name__}RightsForm", (RegionRightsForm,), {"model": model, "icon": icon})
