"""Festivals (pages), their editions (a year each), the dates that follow from them, and what is
announced of a date at short notice."""

from .announced import Confirmation, DateChange
from .dates import CalendarEntry, Occurrence
from .editions import Edition
from .pages import Festival
from .section import FestivalIndexPage
from .snippets import FestivalCategory, Organiser

__all__ = [
    "CalendarEntry",
    "Confirmation",
    "DateChange",
    "Edition",
    "Festival",
    "FestivalCategory",
    "FestivalIndexPage",
    "Occurrence",
    "Organiser",
]
