"""How long submissions are kept, and their erasing. What became of one, a festival, stays."""

import calendar
import datetime

from events.models import Submission

from . import parking

#: Said beside the form and on the page about privacy.
MONTHS = 6


def goes_on(year: int, *, declined_on: datetime.date | None = None) -> datetime.date:
    """Return the day on which a submission for a year is erased.

    Some months after the year; of what was declined or withdrawn, after that day. Pure.
    """
    return _months_after(declined_on or datetime.date(year, 12, 31))


def _months_after(day: datetime.date) -> datetime.date:
    years, month = divmod(day.month - 1 + MONTHS, 12)
    year, month = day.year + years, month + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def erase(submission: Submission) -> None:
    """Delete a submission with its log and its poster. A few queries."""
    poster, storage = submission.poster.name, submission.poster.storage
    submission.delete()
    if poster:
        storage.delete(poster)


def erase_due(*, now: datetime.datetime) -> list[str]:
    """Erase every submission whose day has come, and posters that nobody sent after all.

    Returns the references of what went.
    """
    gone = []
    for submission in Submission.objects.filter(delete_on__lte=now.date()).order_by("pk"):
        erase(submission)
        gone.append(submission.reference)
    parking.clear(now=now)
    return gone
