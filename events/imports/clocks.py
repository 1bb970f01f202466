"""Moments of an iCalendar file by the clocks of a region. Pure."""

import datetime
import zoneinfo

from django.utils.translation import gettext as _

from events.calendar_range import held_years, holds
from events.plan import DAY
from events.schedule import Dates

from .expansion import Parsed
from .items import RefusedError, span_of


class Clocks:
    """The clocks of one zone. What has no zone of its own is meant by them."""

    def __init__(self, zone: zoneinfo.ZoneInfo) -> None:
        self.zone = zone

    def span(self, event: Parsed) -> Dates:
        """Return the date of an event. Raises RefusedError where it ends before it begins, and
        outside the years that the calendar holds."""
        begins = event["DTSTART"].dt
        ends = event["DTEND"].dt if "DTEND" in event else None
        if ends is None and "DURATION" in event:
            length = event["DURATION"].dt
            if length < datetime.timedelta(0):
                raise RefusedError("DURATION", _("It ends before it begins."))
            ends = begins + length
            if isinstance(begins, datetime.datetime):
                ends = self.local(begins).replace(tzinfo=None) + length
        if isinstance(begins, datetime.datetime):
            dates = self._timed(begins, ends)
        else:
            last = ends.date() if isinstance(ends, datetime.datetime) else ends
            if last is not None and last < begins:
                raise RefusedError("DTEND", _("It ends before it begins."))
            dates = Dates(begins, max(begins, last - DAY) if last is not None else begins)
        for name, day in (("DTSTART", dates.starts_on), ("DTEND", dates.ends_on)):
            if not holds(day):
                raise RefusedError(name, held_years())
        return dates

    def _timed(self, begins: datetime.datetime, ends: datetime.date | None) -> Dates:
        local = self.local(begins)
        if ends is None:
            return span_of(local, None)
        if not isinstance(ends, datetime.datetime):
            ends = datetime.datetime.combine(ends, datetime.time())
        last = self.local(ends)
        if last.replace(tzinfo=None) < local.replace(tzinfo=None):
            raise RefusedError("DTEND", _("It ends before it begins."))
        return span_of(local, last)

    def local(self, moment: datetime.datetime) -> datetime.datetime:
        """Return a moment by the region's clocks; one without a zone is meant by them."""
        local = moment.astimezone(self.zone) if moment.tzinfo else moment
        return local.replace(tzinfo=None)

    def day(self, moment: datetime.date) -> datetime.date:
        """Return the day of a moment, or the day itself."""
        if isinstance(moment, datetime.datetime):
            return self.local(moment).date()
        return moment

    def keeps_days(self, begins: datetime.date) -> bool:
        """Whether the days and hours of a rule are the same by the region's clocks: then its
        weekdays are, too."""
        if not isinstance(begins, datetime.datetime) or begins.tzinfo is None:
            return True
        if begins.astimezone(self.zone).date() != begins.date():
            return False
        return all(
            moment.utcoffset() == moment.astimezone(self.zone).utcoffset()
            or (
                moment.utcoffset() == begins.utcoffset()
                and moment.astimezone(self.zone).utcoffset()
                == begins.astimezone(self.zone).utcoffset()
            )
            for moment in (begins + month * 30 * DAY for month in range(37))
        )

    def last_day(self, until: datetime.date, dates: Dates) -> datetime.date:
        """Return the last day on which a date may begin."""
        if not isinstance(until, datetime.datetime):
            return until
        local = until.astimezone(self.zone) if until.tzinfo else until
        if dates.starts_at is None:
            return local.date()
        return local.date() - (DAY if local.time() < dates.starts_at else 0 * DAY)
