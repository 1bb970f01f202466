from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleName(models.TextChoices):
    """What somebody may be in a region's office. Labels name the group."""

    WRITER = "writer", _("Writers")
    TRANSLATOR = "translator", _("Translators")
    EDITOR = "editor", _("Editors")
    CALENDAR_MANAGER = "calendar-manager", _("Calendar managers")
    BRAND_MANAGER = "brand-manager", _("Brand managers")
    STUDY_VISIT_DESK = "study-visit-desk", _("Study-visit desk")
    PARTNER_READER = "partner-reader", _("Partner readers")
    SITE_ADMINISTRATOR = "site-administrator", _("Site administrators")


class Step(models.TextChoices):
    """A step of the workflow between writing and publishing. Labels name the task."""

    TRANSLATE = "translate", _("Translate")
    CHECK = "check", _("Check and publish")


class Languages(StrEnum):
    """Which of a region's languages a role writes."""

    NONE = ""
    OWN = "one language"
    ALL = "all in use"
