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
    WEEKLY = "weekly", _("Every week, or every few weeks")
    MONTHLY = "monthly", _("Every month, or every few months")
    YEARLY = "yearly", _("Every year, or every few years")
    HIJRI = "hijri", _("By the Hijri calendar")
    JAVANESE = "javanese", _("By the Javanese calendar")
    MONTH_ONLY = "month_only", _("In this month, the day is not known yet")


#: Statuses of a date on whose days nothing happens: called off, or put off to nobody knows when.
OFF = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})

#: Kinds that repeat: one edition is a series of dates.
SERIES = frozenset({DateKind.WEEKLY, DateKind.MONTHLY, DateKind.YEARLY})
#: Kinds whose days are computed from a ritual calendar, and estimated until the office confirms.
RITUAL = frozenset({DateKind.HIJRI, DateKind.JAVANESE})


class DayOf(models.TextChoices):
    """By what a rule finds its day in a month, of whichever calendar."""

    DAY = "day", _("A day of the month, such as the 10th")
    WEEKDAY = "weekday", _("A weekday, such as the second Saturday")
    PASARAN = "pasaran", _("A weekday with its pasaran, such as Jumat Legi")


class Weekday(models.IntegerChoices):
    """Days of the week, numbered as Python does."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Ordinal(models.IntegerChoices):
    """Which one of several in a month."""

    FIRST = 1, _("first")
    SECOND = 2, _("second")
    THIRD = 3, _("third")
    FOURTH = 4, _("fourth")
    FIFTH = 5, _("fifth")
    LAST = -1, _("last")


class Pasaran(models.IntegerChoices):
    """Days of the Javanese week of five. Proper nouns."""

    LEGI = 0, _("Legi")
    PAHING = 1, _("Pahing")
    PON = 2, _("Pon")
    WAGE = 3, _("Wage")
    KLIWON = 4, _("Kliwon")


class JavaneseMonth(models.IntegerChoices):
    """Months of the Javanese year, as they are called in Java. Proper nouns."""

    SURA = 1, _("Sura")
    SAPAR = 2, _("Sapar")
    MULUD = 3, _("Mulud")
    BAKDA_MULUD = 4, _("Bakda Mulud")
    JUMADILAWAL = 5, _("Jumadilawal")
    JUMADILAKIR = 6, _("Jumadilakir")
    REJEB = 7, _("Rejeb")
    RUWAH = 8, _("Ruwah")
    PASA = 9, _("Pasa")
    SAWAL = 10, _("Sawal")
    SELA = 11, _("Sela")
    BESAR = 12, _("Besar")


class WinduYear(models.IntegerChoices):
    """Years of the windu, which has eight. Proper nouns."""

    ALIP = 1, _("Alip")
    EHE = 2, _("Ehe")
    JIMAWAL = 3, _("Jimawal")
    JE = 4, _("Je")
    DAL = 5, _("Dal")
    BE = 6, _("Be")
    WAWU = 7, _("Wawu")
    JIMAKIR = 8, _("Jimakir")


class HijriMonth(models.IntegerChoices):
    """Months of the Hijri year, as they are called in English. Each language has its own names."""

    MUHARRAM = 1, _("Muharram")
    SAFAR = 2, _("Safar")
    RABI_AL_AWWAL = 3, _("Rabi al-Awwal")
    RABI_AL_THANI = 4, _("Rabi al-Thani")
    JUMADA_AL_ULA = 5, _("Jumada al-Ula")
    JUMADA_AL_AKHIRAH = 6, _("Jumada al-Akhirah")
    RAJAB = 7, _("Rajab")
    SHABAN = 8, _("Shaban")
    RAMADAN = 9, _("Ramadan")
    SHAWWAL = 10, _("Shawwal")
    DHU_AL_QADAH = 11, _("Dhu al-Qadah")
    DHU_AL_HIJJAH = 12, _("Dhu al-Hijjah")


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


class StepFree(models.TextChoices):
    """Whether one gets there and about without a step."""

    UNKNOWN = "", _("Not known")
    YES = "yes", _("Step-free")
    PARTLY = "partly", _("Partly step-free")
    NO = "no", _("Not step-free")


class Audience(models.TextChoices):
    """Whom a festival is made for, beside those who live next to it."""

    FAMILIES = "families", _("Families")
    YOUNG_PEOPLE = "young_people", _("Young people")
    PILGRIMS = "pilgrims", _("People who come for the rite")
    MUSIC_LOVERS = "music_lovers", _("Music lovers")
    ATHLETES = "athletes", _("Athletes and those who cheer them")
    READERS = "readers", _("Readers and writers")
    FOOD_LOVERS = "food_lovers", _("People who come to eat")
    TRAVELLERS = "travellers", _("Travellers from outside the region")


class ClashRule(models.TextChoices):
    """Why two festivals, or a festival and a day of the year, do not go together."""

    VENUE = "venue", _("Same venue")
    ROAD = "road", _("Same road")
    AUDIENCE = "audience", _("Same audience")
    FLAGSHIP = "flagship", _("Two flagships")
    CREW = "crew", _("One crew for both")
    OBSERVANCE = "observance", _("A day of the year")


class Severity(models.IntegerChoices):
    """How much a clash matters. It never stops anybody."""

    OFF = 0, _("Not a clash")
    NOTICE = 1, _("Good to know")
    WARNING = 2, _("Warning")
    SERIOUS = 3, _("Serious")


class ImportState(models.TextChoices):
    """How far an import is."""

    MAPPING = "mapping", _("Columns to be chosen")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, nothing changed yet")
    QUEUED = "queued", _("Waiting for the worker")
    RUNNING = "running", _("Being imported")
    DONE = "done", _("Imported")
    FAILED = "failed", _("Failed, nothing changed")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")


class ImportOutcome(models.TextChoices):
    """What becomes of an item of an import."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SKIPPED = "skipped", _("Skipped")
    REFUSED = "refused", _("Refused")


class SubmissionState(models.TextChoices):
    """How far the office is with what somebody proposed."""

    NEW = "new", _("New")
    ASKED = "asked", _("Asked back")
    ANSWERED = "answered", _("Answered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @classmethod
    def open(cls) -> tuple[str, ...]:
        """Return the states in which nothing is decided yet."""
        return (cls.NEW, cls.ASKED, cls.ANSWERED)

    @classmethod
    def waiting(cls) -> tuple[str, ...]:
        """Return the states in which it is the office's turn."""
        return (cls.NEW, cls.ANSWERED)


class SubmissionAct(models.TextChoices):
    """What somebody did with a submission: the office, or its sender."""

    SUBMITTED = "submitted", _("Submitted")
    CORRECTED = "corrected", _("Corrected by the sender")
    WITHDRAWN = "withdrawn", _("Withdrawn by the sender")
    SHORTLISTED = "shortlisted", _("Put on the shortlist")
    UNLISTED = "unlisted", _("Taken off the shortlist")
    ASKED = "asked", _("Asked back")
    ANSWERED = "answered", _("Answered by the sender")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    REOPENED = "reopened", _("Opened again")
    MESSAGED = "messaged", _("Message sent again")


class Channel(models.TextChoices):
    """By which way a message leaves the house."""

    NONE = "", _("Not sent")
    EMAIL = "email", _("E-mail")
    WHATSAPP = "whatsapp", _("WhatsApp")
    BOTH = "both", _("E-mail and WhatsApp")


class Held(models.TextChoices):
    """What became of an edition."""

    HELD = "held", _("It was held")
    PARTLY = "partly", _("Part of it was held")
    NOT_HELD = "not_held", _("It was not held")


class Way(models.TextChoices):
    """By what a festival's dates of one year are moved to another."""

    RITUAL = "ritual", _("Same ritual day")
    FEAST = "feast", _("Same distance from a feast")
    DAY = "day", _("Same day of the month")
    WEEKDAY = "weekday", _("Same weekday of the month")
    SEASON = "season", _("Same rule, from the same day on")
    MONTH = "month", _("The month alone")


class Feast(models.TextChoices):
    """Feasts that a calendar of ours finds, and that festivals keep a distance from."""

    IDUL_FITRI = "idul_fitri", _("Idul Fitri")
    IDUL_ADHA = "idul_adha", _("Idul Adha")
    HIJRI_NEW_YEAR = "hijri_new_year", _("the Hijri new year")
    MAULID = "maulid", _("Maulid")
    SURA = "sura", _("1 Sura")


class Changed(models.TextChoices):
    """How a date differs from what it was at the launch of its year."""

    ADDED = "added", _("Added")
    GONE = "gone", _("No longer there")
    DATED = "dated", _("The day is known")
    MOVED = "moved", _("On other days")
    TIME = "time", _("At another time")
    PLACE = "place", _("At another place")
    CONFIRMED = "confirmed", _("Confirmed")
    CANCELLED = "cancelled", _("Cancelled")
    POSTPONED = "postponed", _("Postponed")
    ON_AGAIN = "on_again", _("On again")
