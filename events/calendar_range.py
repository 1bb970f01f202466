"""From when until when calendars are known, and the refusal of what lies outside. Pure."""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext

from translations.dates import days_in_words

from .enums import DateKind
from .recurrence import FIRST_YEAR, LAST_YEAR


def holds(day: datetime.date) -> bool:
    """Whether a day is in the years that the site's calendar holds."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def held_years() -> str:
    """Return which years the site's calendar holds, as one sentence of the active language."""
    return gettext("The calendar holds the years from %(first)s to %(last)s.") % {
        "first": FIRST_YEAR,
        "last": LAST_YEAR,
    }


class OutsideCalendarError(ValueError):
    """A day or a year that a ritual calendar does not reach.

    `reason` names the range, in whatever language is spoken when it is read; so does `str()`.
    """

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class CalendarRange:
    """The days that a calendar of `DateKind` has an answer for, both ends among them."""

    calendar: DateKind
    first: datetime.date
    last: datetime.date

    @property
    def whole_years(self) -> range:
        """The Gregorian years of which every day is known."""
        begins_whole = (self.first.month, self.first.day) == (1, 1)
        ends_whole = (self.last.month, self.last.day) == (12, 31)
        return range(
            self.first.year if begins_whole else self.first.year + 1,
            self.last.year + 1 if ends_whole else self.last.year,
        )

    def check(self, day: datetime.date) -> None:
        """Raise OutsideCalendarError unless the day is known."""
        if not self.first <= day <= self.last:
            raise self.refusal()

    def check_year(self, year: int) -> None:
        """Raise OutsideCalendarError unless every day of the Gregorian year is known."""
        if year not in self.whole_years:
            raise OutsideCalendarError(_years_reason(self))

    def refusal(self) -> OutsideCalendarError:
        """Return the error for whatever lies outside, to be raised."""
        return OutsideCalendarError(_days_reason(self))


def _days_in_words(known: CalendarRange) -> str:
    # Translators: %(calendar)s is a phrase like "By the Javanese calendar".
    return gettext("%(calendar)s, days are known from %(first)s to %(last)s.") % {
        "calendar": known.calendar.label,
        "first": days_in_words(known.first, known.first),
        "last": days_in_words(known.last, known.last),
    }


def _years_in_words(known: CalendarRange) -> str:
    # Translators: %(calendar)s is a phrase like "By the Javanese calendar".
    return gettext("%(calendar)s, whole years are known from %(first)d to %(last)d.") % {
        "calendar": known.calendar.label,
        "first": known.whole_years[0],
        "last": known.whole_years[-1],
    }


_days_reason = lazy(_days_in_words, str)
_years_reason = lazy(_years_in_words, str)
