from django.db import models
from django.utils.translation import gettext_lazy as _

from events.enums import EventStatus


class View(models.TextChoices):
    """How much of the calendar is shown at once."""

    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


class State(models.TextChoices):
    """Which entries are shown, by how far they are."""

    ANY = "", _("Any state")
    PUBLIC = "public", _("Readers see it")
    DRAFT = "draft", _("Readers do not see it yet")
    ESTIMATED = EventStatus.ESTIMATED.value, EventStatus.ESTIMATED.label


class Mark(models.TextChoices):
    """What is to be known of an entry, the most telling first."""

    CANCELLED = EventStatus.CANCELLED.value, EventStatus.CANCELLED.label
    POSTPONED = EventStatus.POSTPONED.value, EventStatus.POSTPONED.label
    RESCHEDULED = EventStatus.RESCHEDULED.value, EventStatus.RESCHEDULED.label
    ESTIMATED = EventStatus.ESTIMATED.value, EventStatus.ESTIMATED.label
    KEPT_BACK = "kept_back", _("Kept back until the launch")
    DRAFT = "draft", _("Draft")
    CHANGED = "changed", _("Changed draft")
    SERIES = "series", _("Repeats")


class Part(models.TextChoices):
    """What of an edition says that something begins on a day."""

    RUN = "run"
    MORE = "more"
    MONTH = "month"
    RULE = "rule"
    RITUAL = "ritual"
