"""Festivals (pages), their editions (a year each), the dates that follow from them, and what is
announced of a date at short notice."""

from .editions import DateChange, Edition, Occurrence
from .pages import Festival, FestivalIndexPage
from .snippets import FestivalCategory, Organiser

__all__ = [
    "DateChange",
    "Edition",
    "Festival",
    "FestivalCategory",
    "FestivalIndexPage",
    "Occurrence",
    "Organiser",
]
