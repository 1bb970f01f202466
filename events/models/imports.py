"""Imports of calendars and tables, item by item, so that each can be told and taken back."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from events.enums import ImportOutcome, ImportState

from .editions import Edition
from .pages import Festival


def kept_at(instance: "Import", filename: str) -> str:
    """Return where an uploaded file is kept: no address of the site gives it to anybody."""
    return f"imports/{uuid.uuid4().hex}"


class ImportSource(models.Model):
    """Where tables come from: remembers which of their columns means what."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="import_sources")
    name = models.CharField(_("source"), max_length=80)
    #: The field's name (imports/items.py) → the column's heading.
    mapping = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("source of imports")
        verbose_name_plural = _("sources of imports")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="one_import_source_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """One file, from being handed in to being taken back. Bookkeeping: no public page shows it."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="imports")
    source = models.ForeignKey(
        ImportSource,
        verbose_name=_("source"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="imports",
    )
    file = models.FileField(upload_to=kept_at, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    mapping = models.JSONField(default=dict, blank=True)
    publish = models.BooleanField(_("publish at once"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=ImportState.choices)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    made_at = models.DateTimeField(_("at"))
    finished_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class ImportItem(models.Model):
    """What became of one event or row of an import; `before` is what it was, to go back to."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=ImportOutcome.choices)
    uid = models.CharField(max_length=255, blank=True)
    name = models.CharField(max_length=255, blank=True)
    field = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    festival = models.ForeignKey(
        Festival, on_delete=models.SET_NULL, null=True, related_name="import_items"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.SET_NULL, null=True, related_name="import_items"
    )
    before = models.JSONField(null=True)

    class Meta:
        verbose_name = _("item of an import")
        verbose_name_plural = _("items of imports")
        ordering = ["run", "number", "pk"]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"


class ImportedEvent(models.Model):
    """The name under which others know an edition, so that a second import finds it again."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="imported_events")
    uid = models.CharField(max_length=255)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="imported_events")
    #: Of what was imported, to tell whether it is something new.
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("imported event")
        verbose_name_plural = _("imported events")
        constraints = [
            models.UniqueConstraint(fields=["site", "uid"], name="one_imported_event_a_uid")
        ]

    def __str__(self) -> str:
        return self.uid
