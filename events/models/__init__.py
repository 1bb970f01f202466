"""Festivals (pages), their editions (a year each), the dates that follow from them, what is
announced of a date at short notice, and what the office keeps to plan them by."""

from .announced import Confirmation, DateChange
from .clashing import ClashAcceptance, ClashSetting, Observance
from .dates import CalendarEntry, Occurrence
from .editions import Edition
from .imports import Import, ImportedEvent, ImportItem, ImportSource
from .pages import Festival
from .registry import Organiser, Registered, Road, Venue
from .section import FestivalIndexPage
from .snippets import FestivalCategory
from .submissions import CallForProposals, Submission, SubmissionStep
from .years import Outcome, YearPlan

__all__ = [
    "CalendarEntry",
    "CallForProposals",
    "ClashAcceptance",
    "ClashSetting",
    "Confirmation",
    "DateChange",
    "Edition",
    "Festival",
    "FestivalCategory",
    "FestivalIndexPage",
    "Import",
    "ImportItem",
    "ImportSource",
    "ImportedEvent",
    "Observance",
    "Occurrence",
    "Organiser",
    "Outcome",
    "Registered",
    "Road",
    "Submission",
    "SubmissionStep",
    "Venue",
    "YearPlan",
]
