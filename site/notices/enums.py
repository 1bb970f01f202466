from django.db import models
from django.utils.translation import gettext_lazy as _


class EventStatus(models.TextChoices):
    """What is to be known of a date: schema.org's EventStatusType, and "estimated".

    Estimated is a date that follows from a calendar and that nobody has confirmed yet.
    """

    SCHEDULED = "scheduled", _("As planned")
    ESTIMATED = "estimated", _("Estimated")
    POSTPONED = "postponed", _("Postponed")
    RESCHEDULED = "rescheduled", _("Rescheduled")
    CANCELLED = "cancelled", _("Cancelled")
