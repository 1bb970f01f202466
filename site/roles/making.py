"""Making the table of roles true in a region: groups, rights, collection, workflow.

Only what `make_roles` made before (models.py remembers it) is changed. Users, and groups and
workflows that somebody made by hand, are never touched.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from regions.models import RegionSettings
from regions.trees import pages_within
from translations import languages
from translations.permissions import codename

from .enums import Languages, RoleName, Step
from .models import Office, OfficeTask, RoleGroup
from .table import HOME, ROLES, Role


class Right(NamedTuple):
    """One right of a group: a permission, for the whole model or at one place of a kind."""

    permission: str
    kind: str = "model"
    place: int | None = None


@dataclass(frozen=True)
class Change:
    """One thing that was made, given or taken away. `what` is for people to read."""

    action: str
    about: str
    what: str

    def __str__(self) -> str:
        return f"{self.about}: {self.action} {self.what}" if self.what else self.about


#: The rows that hold each kind of right, and the field that says where.
_ROWS: Mapping[str, tuple[Any, str]] = {
    "page": (GroupPagePermission, "page_id"),
    "collection": (GroupCollectionPermission, "collection_id"),
    "site": (GroupSitePermission, "site_id"),
}


def make_roles(region: RegionSettings) -> list[Change]:
    """Make the groups, rights, collection and workflow of one region, exactly as the table says.

    Returns what changed, nothing when repeated; all or nothing. Names are in the source language.
    About ten queries a group.
    """
    with transaction.atomic(), override(languages.SOURCE):
        return _Maker(region).make()


class _Maker:
    def __init__(self, region: RegionSettings) -> None:
        self.region = region
        self.site: Site = region.site
        self.changes: list[Change] = []
        self.paths: dict[int | None, str] = {}
        self.permissions = {
            f"{row.content_type.app_label}.{row.codename}": row
            for row in Permission.objects.select_related("content_type")
        }

    def make(self) -> list[Change]:
        self.office, _created = Office.objects.get_or_create(site=self.site)
        self.collection = self._make_collection()
        self.groups: dict[tuple[RoleName, str], Group] = {}
        for role in ROLES:
            for language in self._languages_of(role):
                group = self._make_group(role, language)
                self.groups[role.name, language] = group
                self._make_exact(group, self._rights(role, language))
        self._strip_languages_not_in_use()
        self._make_workflow()
        return self.changes

    def _note(self, action: str, about: object, what: object = "") -> None:
        self.changes.append(Change(action, str(about), str(what)))

    # --- Collection ---

    def _make_collection(self) -> Collection:
        name = self.region.display_name
        found = self.office.collection
        if found is None:
            found = Collection.get_first_root_node().add_child(name=name)
            self.office.collection = found
            self.office.save()
            self._note("made", name, "collection")
        elif found.name != name:
            found.name = name
            found.save()
            self._note("renamed", name, "collection")
        return found

    # --- Groups and their rights ---

    def _languages_of(self, role: Role) -> list[str]:
        """Return the languages that the role has a group for, or one empty code."""
        if role.languages != Languages.OWN:
            return [""]
        return [code for code in self.region.languages_in_use if code != languages.SOURCE]

    def _make_group(self, role: Role, language: str) -> Group:
        row = (
            RoleGroup.objects.filter(site=self.site, role=role.name, language=language)
            .select_related("group")
            .first()
        )
        wanted = RoleGroup(role=role.name, language=language).title
        name = self._free_name(f"{self.region.display_name}: {wanted}", row.group_id if row else 0)
        if row is None:
            group = Group.objects.create(name=name)
            RoleGroup.objects.create(site=self.site, role=role.name, language=language, group=group)
            self._note("made", name, "group")
            return group
        if row.group.name != name:
            self._note("renamed", name, f"group, was {row.group.name}")
            row.group.name = name
            row.group.save()
        return row.group

    def _free_name(self, name: str, own_id: int) -> str:
        """Return the name, with the host where a group that is not ours has it already."""
        taken = Group.objects.filter(name=name).exclude(pk=own_id).exists()
        return f"{name} ({self.site.hostname}:{self.site.port})" if taken else name

    def _rights(self, role: Role, language: str) -> set[Right]:
        """Return every right that the table gives a role."""
        written = {
            Languages.NONE: [],
            Languages.OWN: [language],
            Languages.ALL: self.region.languages_in_use,
        }[role.languages]
        rights = {Right(each) for each in role.permissions}
        rights |= {Right(f"translations.{codename(code)}") for code in written}
        for place, actions in role.pages.items():
            for page_id in self._places(place):
                rights |= {
                    Right(f"wagtailcore.{action}_page", "page", page_id) for action in actions
                }
        for kind, place_id, given in (
            ("collection", self.collection.pk, role.library),
            ("site", self.site.pk, role.things),
        ):
            for model, actions in given.items():
                app_label, name = model.split(".")
                rights |= {
                    Right(f"{app_label}.{action}_{name}", kind, place_id) for action in actions
                }
        return rights

    def _places(self, place: str) -> list[int]:
        """Return the pages that a place of the table stands for: home, or the region's sections."""
        if place == HOME:
            return [self.site.root_page_id]
        model = apps.get_model(place)
        return list(model.objects.filter(pages_within([self.site])).values_list("pk", flat=True))

    def _make_exact(self, group: Group, wanted: set[Right]) -> None:
        held = self._held(group)
        missing = sorted(wanted - held, key=str)
        self._give(group, missing)
        for right in missing:
            self._note("gave", group, self._spoken(right))
        for right in sorted(held - wanted, key=str):
            self._take(group, right)
            self._note("took", group, self._spoken(right))

    def _held(self, group: Group) -> set[Right]:
        rights = {Right(name) for name in self._names(group.permissions.all())}
        for kind, (model, place) in _ROWS.items():
            rows = model.objects.filter(group=group).select_related("permission__content_type")
            rights |= {
                Right(name, kind, getattr(row, place))
                for row in rows
                for name in self._names([row.permission])
            }
        return rights

    @staticmethod
    def _names(permissions: Iterable[Permission]) -> list[str]:
        return [f"{row.content_type.app_label}.{row.codename}" for row in permissions]

    def _give(self, group: Group, rights: Iterable[Right]) -> None:
        named: dict[str, list[Right]] = {}
        for right in rights:
            named.setdefault(right.kind, []).append(right)
        group.permissions.add(
            *(self.permissions[each.permission] for each in named.pop("model", ()))
        )
        for kind, given in named.items():
            model, place = _ROWS[kind]
            model.objects.bulk_create(
                model(
                    group=group,
                    permission=self.permissions[each.permission],
                    **{place: each.place},
                )
                for each in given
            )

    def _take(self, group: Group, right: Right) -> None:
        permission = self.permissions[right.permission]
        if right.kind == "model":
            group.permissions.remove(permission)
        else:
            model, place = _ROWS[right.kind]
            model.objects.filter(
                group=group, permission=permission, **{place: right.place}
            ).delete()

    def _spoken(self, right: Right) -> str:
        if right.kind == "page":
            return f"{right.permission} at {self._path_of(right.place)}"
        if right.kind == "collection" and right.place != self.collection.pk:
            collection = Collection.objects.filter(pk=right.place).first()
            return f"{right.permission} in the collection {collection}"
        if right.kind == "site" and right.place != self.site.pk:
            return f"{right.permission} in {Site.objects.filter(pk=right.place).first()}"
        return right.permission if right.kind == "model" else f"{right.permission} in the region"

    def _path_of(self, page_id: int | None) -> str:
        if page_id not in self.paths:
            found = Page.objects.filter(pk=page_id).values_list("url_path", flat=True).first()
            self.paths[page_id] = found or str(page_id)
        return self.paths[page_id]

    def _strip_languages_not_in_use(self) -> None:
        """Take all rights from translators of a language that the region gave up; keep the group.

        Its members are somebody's decision, and the language may come back.
        """
        rows = RoleGroup.objects.filter(site=self.site).select_related("group")
        for row in rows.exclude(group__in=self.groups.values()):
            self._make_exact(row.group, set())

    # --- Workflow ---

    def _make_workflow(self) -> None:
        """Write → translate → check → publish: writing comes before, publishing follows.

        There is nothing to translate where the region uses the source language alone.
        """
        name = f"{self.region.display_name}: {gettext('Publication')}"
        workflow = self.office.workflow
        if workflow is None:
            workflow = Workflow.objects.create(name=name)
            self.office.workflow = workflow
            self.office.save()
            self._note("made", name, "workflow")
        elif workflow.name != name or not workflow.active:
            workflow.name, workflow.active = name, True
            workflow.save()
            self._note("mended", name, "workflow")
        steps = [step for step in Step if step != Step.TRANSLATE or self._is_translated()]
        self._make_steps(workflow, [self._make_task(step) for step in steps])
        self._assign(workflow)

    def _is_translated(self) -> bool:
        return len(self.region.languages_in_use) > 1

    def _make_task(self, step: Step) -> GroupApprovalTask:
        row = OfficeTask.objects.filter(office=self.office, step=step).first()
        name = str(step.label)
        if row is None:
            task = GroupApprovalTask.objects.create(name=name)
            OfficeTask.objects.create(office=self.office, step=step, task=task)
            self._note("made", name, "task")
        else:
            task = row.task.specific
            if task.name != name or not task.active:
                task.name, task.active = name, True
                task.save()
                self._note("mended", name, "task")
        wanted = {
            group
            for (role, _language), group in self.groups.items()
            if any(each.name == role and step in each.approves for each in ROLES)
        }
        held = set(task.groups.all())
        for group in sorted(wanted - held, key=str):
            self._note("gave", name, group)
        for group in sorted(held - wanted, key=str):
            self._note("took", name, group)
        if held != wanted:
            task.groups.set(wanted)
        return task

    def _make_steps(self, workflow: Workflow, tasks: list[GroupApprovalTask]) -> None:
        wanted = [(task.pk, order) for order, task in enumerate(tasks)]
        rows = WorkflowTask.objects.filter(workflow=workflow)
        if list(rows.order_by("sort_order").values_list("task_id", "sort_order")) == wanted:
            return
        rows.delete()
        for task_id, order in wanted:
            WorkflowTask.objects.create(workflow=workflow, task_id=task_id, sort_order=order)
        self._note("ordered", workflow, ", ".join(task.name for task in tasks))

    def _assign(self, workflow: Workflow) -> None:
        """Put the workflow on the home page, unless somebody has put another one there."""
        home = self.site.root_page
        _row, created = WorkflowPage.objects.get_or_create(
            page=home, defaults={"workflow": workflow}
        )
        if created:
            self._note("assigned", workflow, home.url_path)
