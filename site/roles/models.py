"""What `make_roles` has made, so that it finds it again whatever it is called by now.

Bookkeeping, never content: no public page shows it.
"""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Site, Task, Workflow

from translations import languages

from .enums import RoleName, Step


class RoleGroup(models.Model):
    """The group of a role in a region; translators have one a language."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="role_groups")
    role = models.CharField(_("role"), max_length=30, choices=RoleName.choices)
    language = models.CharField(_("language"), max_length=12, blank=True)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role_group")

    class Meta:
        verbose_name = _("role group")
        verbose_name_plural = _("role groups")
        constraints = [
            models.UniqueConstraint(fields=["site", "role", "language"], name="one_group_a_role")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The role without its region, in the active language, e.g. "Translators: العربية"."""
        label = str(RoleName(self.role).label)
        return f"{label}: {languages.name(self.language)}" if self.language else label


class Office(models.Model):
    """A region's own collection and workflow."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="office")
    collection = models.OneToOneField(
        Collection, on_delete=models.SET_NULL, null=True, related_name="office"
    )
    workflow = models.OneToOneField(
        Workflow, on_delete=models.SET_NULL, null=True, related_name="office"
    )

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self) -> str:
        return str(self.site)


class OfficeTask(models.Model):
    """A step of a region's workflow."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="tasks")
    step = models.CharField(_("step"), max_length=20, choices=Step.choices)
    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="office_task")

    class Meta:
        verbose_name = _("step of the workflow")
        verbose_name_plural = _("steps of the workflow")
        constraints = [models.UniqueConstraint(fields=["office", "step"], name="one_task_a_step")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The step in the active language, where the task's own name is in the source's."""
        return str(Step(self.step).label)
