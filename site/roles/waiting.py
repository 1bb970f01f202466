"""Who waits for what: the lists on everybody's first page.

Each list is short, says how many there are in all, and costs a handful of queries however many
pages there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from regions.models import RegionSettings
from regions.trees import pages_within
from translations import languages
from translations.models import TranslationProgress
from translations.permissions import writable_languages
from translations.reports import edit_url

from .enums import RoleName
from .models import OfficeTask, RoleGroup

#: How many lines a list shows, and how many of each language where there are several.
SHOWN = 8
SHOWN_OF_SEVERAL = 3


@dataclass(frozen=True)
class Line:
    """One thing that waits: at which step, by whom or for whom, what was said, since when (UTC)."""

    title: str
    url: str | None
    since: datetime | None
    step: str = ""
    by: str = ""
    comment: str = ""
    is_sent_back: bool = False
    is_scheduled: bool = False


@dataclass(frozen=True)
class TranslationLine:
    """A page that is not whole, or outdated, in one language; `url` opens that language."""

    title: str
    url: str
    done: int
    total: int
    outdated: int


@dataclass(frozen=True)
class Waiting:
    """A list's first lines and how many there are in all."""

    lines: list[Line] = field(default_factory=list)
    total: int = 0

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True)
class LanguageWork:
    """What is to be done in one language: how many pages are not whole, or outdated; the first."""

    language: str
    name: str
    direction: str
    missing: int
    outdated: int
    lines: list[TranslationLine]


# --- The workflow ---


def for_me(user: Any) -> Waiting:
    """Return what waits for the user: at a step of theirs, or sent back to them. Oldest first."""
    states = _states(
        WorkflowState.objects.filter(_sent_back_to(user) | Q(pk__in=_at_my_steps(user)))
    ).order_by("current_task_state__started_at")
    return _waiting(states, user)


def for_others(user: Any) -> Waiting:
    """Return what the user submitted and others have yet to pass on, and who they are."""
    states = _states(
        WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS, requested_by=user
        ).exclude(pk__in=_at_my_steps(user))
    ).order_by("current_task_state__started_at")
    return _waiting(states, user)


def _at_my_steps(user: Any) -> QuerySet:
    steps = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    if not user.is_superuser:
        steps = steps.filter(task__groupapprovaltask__groups__in=user.groups.all())
    return steps.values("workflow_state_id")


def _sent_back_to(user: Any) -> Q:
    return Q(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)


def _states(states: QuerySet) -> QuerySet:
    return states.select_related("current_task_state__task", "requested_by").prefetch_related(
        "content_object"
    )


def _waiting(states: QuerySet, user: Any) -> Waiting:
    total = states.count()
    shown = [state for state in states[:SHOWN] if state.content_object] if total else []
    tasks = {state.current_task_state.task_id for state in shown}
    groups, names = _groups_of(tasks), _names_of(tasks)
    finder = AdminURLFinder()
    lines = []
    for state in shown:
        now = state.current_task_state
        is_sent_back = state.status == WorkflowState.STATUS_NEEDS_CHANGES
        by = groups.get(now.task_id, [])
        lines.append(
            Line(
                title=_title(state.content_object),
                url=finder.get_edit_url(state.content_object),
                step=names.get(now.task_id, now.task.name),
                by=", ".join(by) if state.requested_by_id == user.pk else _name(state.requested_by),
                comment=now.comment if is_sent_back else "",
                since=now.started_at,
                is_sent_back=is_sent_back,
            )
        )
    return Waiting(lines, total)


def _groups_of(tasks: Iterable[int]) -> dict[int, list[str]]:
    """Map tasks to those who may pass them on: roles without region or language, then groups."""
    rows = Group.objects.filter(groupapprovaltask__in=tasks).values_list(
        "groupapprovaltask", "name", "role_group__role"
    )
    order = {role.value: number for number, role in enumerate(RoleName)}
    found: dict[int, list[str]] = {}
    for task_id, name, role in sorted(rows, key=lambda row: (order.get(row[2], 99), row[1])):
        label = RoleGroup(role=role).title if role else name
        names = found.setdefault(task_id, [])
        if label not in names:
            names.append(label)
    return found


def _names_of(tasks: Iterable[int]) -> dict[int, str]:
    return {row.task_id: row.title for row in OfficeTask.objects.filter(task__in=tasks)}


def _title(thing: Any) -> str:
    return thing.get_admin_display_title() if isinstance(thing, Page) else str(thing)


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


# --- Languages ---


def translated_by(user: Any) -> list[str]:
    """Return the languages that the user carries texts over into."""
    return [code for code in writable_languages(user) if code != languages.SOURCE]


def in_my_languages(user: Any) -> list[LanguageWork]:
    """Return what is to be translated, a language that the user writes; the source is never.

    Of pages that the user may change, in languages that their region uses. Three queries, and one
    a language with work in it.
    """
    mine = translated_by(user)
    if not mine:
        return []
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    rows = TranslationProgress.objects.filter(
        _in_use(), language__in=mine, page__in=pages, total__gt=0
    )
    counts = {
        row["language"]: row
        for row in rows.order_by()
        .values("language")
        .annotate(missing=Count("pk", filter=_MISSING), old=Count("pk", filter=_OUTDATED))
    }
    shown = SHOWN if len(mine) == 1 else SHOWN_OF_SEVERAL
    return [
        LanguageWork(
            language=code,
            name=languages.name(code),
            direction=languages.direction(code),
            missing=counts[code]["missing"],
            outdated=counts[code]["old"],
            lines=_first(rows.filter(language=code), shown),
        )
        for code in mine
        if code in counts and counts[code]["missing"] + counts[code]["old"]
    ]


_MISSING = Q(done__lt=F("total"))
_OUTDATED = Q(outdated__gt=0)


def _in_use() -> Q:
    """Return the filter that keeps rows in a language that the page's region uses. Two queries."""
    inside = Q(pk__in=[])
    for region in RegionSettings.objects.select_related("site"):
        inside |= pages_within([region.site], prefix="page") & Q(
            language__in=region.languages_in_use
        )
    return inside


def _first(rows: QuerySet, shown: int) -> list[TranslationLine]:
    """Return the first lines: what is no longer true goes before what is missing."""
    first = (
        rows.filter(_MISSING | _OUTDATED)
        .select_related("page")
        .order_by("-outdated", F("page__latest_revision_created_at").desc(nulls_last=True), "pk")
    )
    return [
        TranslationLine(row.page.draft_title, edit_url(row), row.done, row.total, row.outdated)
        for row in first[:shown]
    ]


# --- Publication ---


def for_publication(user: Any) -> Waiting | None:
    """Return drafts that readers do not have yet, latest first, for who may publish; else None."""
    if not page_permission_policy.user_has_permission(user, "publish"):
        return None
    pages = (
        page_permission_policy.instances_user_has_permission_for(user, "publish")
        .filter(has_unpublished_changes=True)
        .order_by(F("latest_revision_created_at").desc(nulls_last=True), "pk")
    )
    total = pages.count()
    shown = list(pages.annotate_approved_schedule()[:SHOWN]) if total else []
    steps = _steps_of(shown)
    return Waiting(
        [
            Line(
                title=page.get_admin_display_title(),
                url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
                step=steps.get(page.pk, ""),
                since=page.latest_revision_created_at,
                is_scheduled=page._approved_schedule,
            )
            for page in shown
        ],
        total,
    )


def _steps_of(pages: list[Page]) -> dict[int, str]:
    states = WorkflowState.objects.active().filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id__in=[str(page.pk) for page in pages],
    )
    by_page = {
        int(state.object_id): state.current_task_state
        for state in states.select_related("current_task_state__task")
    }
    names = _names_of({now.task_id for now in by_page.values()})
    return {pk: names.get(now.task_id, now.task.name) for pk, now in by_page.items()}
