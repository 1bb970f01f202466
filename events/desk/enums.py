from typing import Any

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

    @property
    def meaning(self) -> Any:
        """What it says, for whoever sees it for the first time."""
        return _MEANINGS[self]


_MEANINGS: dict[str, Any] = {
    Mark.CANCELLED: _("Readers were told that it is off."),
    Mark.POSTPONED: _("Readers were told that it is put off; the day is not known."),
    Mark.RESCHEDULED: _("Readers were told another day or hour, which is the one shown."),
    Mark.ESTIMATED: _("The day follows from a ritual calendar, and nobody has confirmed it."),
    Mark.KEPT_BACK: _("Published, but of a year that is not launched yet."),
    Mark.DRAFT: _("Readers see nothing of it."),
    Mark.CHANGED: _("Readers see an earlier version; what is shown is the draft."),
    Mark.SERIES: _("One of several dates that follow from a rule."),
}


class Part(models.TextChoices):
    """What of an edition says that something begins on a day."""

    RUN = "run"
    MORE = "more"
    MONTH = "month"
    RULE = "rule"
    RITUAL = "ritual"
