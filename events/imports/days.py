"""Days, months and times as people type them into tables: Indonesian, Malay, English. Pure."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from events.calendar_range import held_years, holds

#: Names of months, by their beginnings in any of the languages; longer ones are looked for first.
_MONTHS = {
    "januari": 1, "january": 1, "jan": 1,
    "februari": 2, "february": 2, "pebruari": 2, "feb": 2, "peb": 2,
    "maret": 3, "march": 3, "mac": 3, "mar": 3,
    "april": 4, "apr": 4,
    "mei": 5, "may": 5,
    "juni": 6, "june": 6, "jun": 6,
    "juli": 7, "july": 7, "julai": 7, "jul": 7,
    "agustus": 8, "august": 8, "ogos": 8, "agu": 8, "agt": 8, "ags": 8, "aug": 8, "ogo": 8,
    "september": 9, "sept": 9, "sep": 9,
    "oktober": 10, "october": 10, "okt": 10, "oct": 10,
    "november": 11, "nopember": 11, "nov": 11, "nop": 11,
    "desember": 12, "december": 12, "disember": 12, "des": 12, "dec": 12, "dis": 12,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
#: What stands before a day and says no more than the day does.
_WEEKDAY = re.compile(
    r"^(senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad|isnin|khamis|jumaat"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)"
    r"\s*,?\s+",
)
_TO = r"\s*(?:-|–|—|s/d|s\.d\.|sd|sampai|hingga|to|until)\s*"
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?)?$")
_NUMBERS = re.compile(r"^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})([/.])(\d{1,2})\2(\d{1,2})$")
_WORDS = re.compile(rf"^(\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+({_MONTH})\.?,?[\s-]+(\d{{4}})$")
_ENGLISH = re.compile(rf"^({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})$")
_WORD_SPAN = re.compile(
    rf"^(\d{{1,2}})(?:[\s.-]+({_MONTH})\.?)?(?:,?\s+(\d{{4}}))?{_TO}"
    rf"(\d{{1,2}})[\s.-]+({_MONTH})\.?,?\s+(\d{{4}})$"
)
_NUMBER_SPAN = re.compile(rf"^(\S+?){_TO}(\S+)$")
_ONLY_MONTH = re.compile(rf"^({_MONTH})\.?,?\s+(\d{{4}})$")
_ISO_MONTH = re.compile(r"^(\d{4})-(\d{1,2})$")
_TIME = re.compile(
    r"^(?:pukul|pkl|jam|at)?\.?\s*(\d{1,2})(?:[.:](\d{2}))?(?::00)?\s*(am|pm)?\s*"
    r"(?:wib|wita|wit|h|hrs)?$"
)
_OPEN_ENDS = ("selesai", "selesainya", "tamat", "end", "finish", "open end")
_TIME_SPAN = re.compile(rf"^(.*?\d.*?){_TO}(\S.*)$")
_DAY_AND_TIME = re.compile(
    r"^(.*\d{4}(?:-\d{1,2}-\d{1,2})?)\s+(\d{1,2}[:.]\d{2}(?:\s*[-–]\s*\d{1,2}[:.]\d{2})?)$"
)
_LAST_MONTH = 12


@dataclass(frozen=True)
class Days:
    """What a cell says: a run of days, or a month of a year alone."""

    first: datetime.date
    last: datetime.date
    is_month_only: bool = False


class NotUnderstoodError(ValueError):
    """Raised for a day or time that nobody could be sure of; the message says what to write."""


def days_of(value: Any) -> Days | None:
    """Return the days that a cell says, None for an empty one.

    Takes dates as spreadsheets have them, and text: "2027-07-12", "12/7/2027", "12 Juli 2027",
    "12-14 Juli 2027", "Juli 2027". Raises NotUnderstoodError.
    """
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return _checked(Days(value, value))
    text = _plain(value)
    if not text:
        return None
    text = _WEEKDAY.sub("", text)
    try:
        found = _month(text) or _run(text)
    except ValueError as error:
        if isinstance(error, NotUnderstoodError):
            raise
        raise NotUnderstoodError(_("There is no such day: “%(text)s”.") % {"text": text}) from error
    if found is None:
        raise NotUnderstoodError(
            _("“%(text)s” is no day. Write 2027-07-12 or 12 July 2027.") % {"text": text[:60]}
        )
    return _checked(found)


def time_of(value: Any) -> datetime.time | None:
    """Return the time that a cell says, None for an empty one.

    Takes times as spreadsheets have them, and text: "19:00", "19.00 WIB", "7 pm". The zone is the
    region's own, whatever is written behind. Raises NotUnderstoodError.
    """
    if isinstance(value, datetime.datetime):
        value = value.time()
    if isinstance(value, datetime.time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, datetime.timedelta):
        value = f"{int(value.total_seconds()) // 3600}:{int(value.total_seconds()) // 60 % 60:02}"
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * 24 * 60)
        value = f"{minutes // 60}:{minutes % 60:02}"
    text = _plain(value)
    if not text:
        return None
    match = _TIME.match(text)
    hour = int(match[1]) if match else 99
    if match and match[3] and 1 <= hour <= _LAST_MONTH:
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    minute = int(match[2] or 0) if match else 0
    if hour > 23 or minute > 59:
        raise NotUnderstoodError(_("“%(text)s” is no time. Write 19:00.") % {"text": text[:60]})
    return datetime.time(hour, minute)


def times_of(value: Any) -> tuple[datetime.time | None, datetime.time | None]:
    """Return when something begins and ends, of a cell that may say both: "19.00 – 21.00 WIB".

    "19.00 – selesai" has no end that anybody knows. Raises NotUnderstoodError.
    """
    if isinstance(value, str) and (match := _TIME_SPAN.match(_plain(value))):
        ends = None if match[2] in _OPEN_ENDS else time_of(match[2])
        return time_of(match[1]), ends
    return time_of(value), None


def days_and_times_of(
    text: str,
) -> tuple[Days | None, datetime.time | None, datetime.time | None]:
    """Return what an entry of a list of dates says: "2027-07-12" or "2027-07-12 19:00-21:00"."""
    if match := _DAY_AND_TIME.match(text.strip()):
        return days_of(match[1]), *times_of(match[2])
    return days_of(text), None, None


def _plain(value: Any) -> str:
    return " ".join(str("" if value is None else value).replace("\xa0", " ").split()).casefold()


def _month(text: str) -> Days | None:
    if match := _ONLY_MONTH.match(text):
        year, month = int(match[2]), _MONTHS[match[1]]
    elif match := _ISO_MONTH.match(text):
        year, month = int(match[1]), int(match[2])
    else:
        return None
    first = datetime.date(year, month, 1)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return Days(first, following - datetime.timedelta(days=1), is_month_only=True)


def _run(text: str) -> Days | None:
    if day := _day(text):
        return Days(day, day)
    if match := _WORD_SPAN.match(text):
        last = datetime.date(int(match[6]), _MONTHS[match[5]], int(match[4]))
        month = _MONTHS[match[2]] if match[2] else last.month
        year = int(match[3]) if match[3] else last.year - (month > last.month)
        return _ordered(datetime.date(year, month, int(match[1])), last)
    if match := _NUMBER_SPAN.match(text):
        first, last_day = _day(match[1]), _day(match[2])
        if first and last_day:
            return _ordered(first, last_day)
    return None


def _ordered(first: datetime.date, last: datetime.date) -> Days:
    if last < first:
        raise NotUnderstoodError(_("The last day is before the first."))
    return Days(first, last)


def _day(text: str) -> datetime.date | None:
    if match := _ISO.match(text):
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_FIRST.match(text):
        return datetime.date(int(match[1]), int(match[3]), int(match[4]))
    if match := _NUMBERS.match(text):
        return _by_numbers(text, int(match[1]), int(match[3]), int(match[4]))
    if match := _WORDS.match(text):
        return datetime.date(int(match[3]), _MONTHS[match[2]], int(match[1]))
    if match := _ENGLISH.match(text):
        return datetime.date(int(match[3]), _MONTHS[match[1]], int(match[2]))
    return None


def _by_numbers(text: str, day: int, month: int, year: int) -> datetime.date:
    """Return a day that is written as here, the day before the month.

    Where the second number is no month, it was written the American way; whoever wrote that file
    may have meant so in all its rows, so nothing is guessed.
    """
    if month > _LAST_MONTH:
        raise NotUnderstoodError(
            _("“%(text)s” has the month before the day. Write 2027-07-12 or 12 July 2027.")
            % {"text": text}
        )
    return datetime.date(year, month, day)


def _checked(days: Days) -> Days:
    if not (holds(days.first) and holds(days.last)):
        raise NotUnderstoodError(held_years())
    return days
