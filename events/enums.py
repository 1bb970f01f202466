from django.db import models
from django.utils.translation import gettext_lazy as _

from notices.enums import EventStatus


class FestivalKind(models.TextChoices):
    """What people do at a festival. Who it matters to is its category."""

    COMMUNITY = "community", _("Village feast")
    CRAFT = "craft", _("Crafts")
    CULINARY = "culinary", _("Food and drink")
    DANCE = "dance", _("Dance")
    FILM = "film", _("Film")
    LITERATURE = "literature", _("Books and writing")
    MARKET = "market", _("Market")
    MUSIC = "music", _("Music")
    PARADE = "parade", _("Parade")
    RELIGIOUS = "religious", _("Religious feast")
    RITUAL = "ritual", _("Ritual")
    SPORT = "sport", _("Sport")


#: schema.org's more exact type of a kind, where there is one.
SCHEMA_TYPES = {
    FestivalKind.CRAFT: "ExhibitionEvent",
    FestivalKind.CULINARY: "FoodEvent",
    FestivalKind.DANCE: "DanceEvent",
    FestivalKind.FILM: "ScreeningEvent",
    FestivalKind.LITERATURE: "LiteraryEvent",
    FestivalKind.MARKET: "SaleEvent",
    FestivalKind.MUSIC: "MusicEvent",
    FestivalKind.SPORT: "SportsEvent",
}

#: schema.org's EventStatusType. It has no word for a date that nobody has confirmed yet.
SCHEMA_STATUSES = {
    EventStatus.SCHEDULED: "https://schema.org/EventScheduled",
    EventStatus.ESTIMATED: "https://schema.org/EventScheduled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
    EventStatus.RESCHEDULED: "https://schema.org/EventRescheduled",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}


class Season(models.TextChoices):
    """Which of several editions in one year."""

    ONLY = "", _("The only one of the year")
    FIRST = "first", _("First of the year")
    SECOND = "second", _("Second of the year")
    THIRD = "third", _("Third of the year")
    FOURTH = "fourth", _("Fourth of the year")


class DateKind(models.TextChoices):
    """How an edition says when it is."""

    FIXED = "fixed", _("On these days")
    MONTH_ONLY = "month_only", _("In this month, the day is not known yet")


class Hours(models.TextChoices):
    """What is known of the hours of a day."""

    TO_BE_ANNOUNCED = "to_be_announced", _("To be announced")
    ALL_DAY = "all_day", _("All day")
    TIMES = "times", _("At these times")


class Admission(models.TextChoices):
    """What it costs to come in."""

    UNKNOWN = "", _("Not known")
    FREE = "free", _("Free")
    PAID = "paid", _("Paid")
