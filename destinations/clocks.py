"""How far the clocks of one place are from those of another. No database, no clock of its own."""

import datetime
import zoneinfo
from dataclasses import dataclass

from django.utils.timesince import timesince

_ANY_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class ClockDifference:
    """What a traveller sets a watch by. `ahead` is negative for clocks that are behind.

    `name` is what the zone is called on tickets, e.g. WITA; empty where it has only a number.
    """

    ahead: datetime.timedelta
    name: str = ""

    @property
    def is_ahead(self) -> bool:
        return self.ahead > datetime.timedelta(0)

    @property
    def duration(self) -> str:
        """How far apart the clocks are, in the active language: ``1 hour, 30 minutes``."""
        return timesince(_ANY_DAY, _ANY_DAY + abs(self.ahead))


def difference(
    zone: zoneinfo.ZoneInfo, home: zoneinfo.ZoneInfo, *, now: datetime.datetime
) -> ClockDifference | None:
    """Return how the clocks of a zone differ from those at home at a moment, None if they agree.

    `now` is aware. Two zones may agree in one season and differ in the other.
    """
    there, here = now.astimezone(zone), now.astimezone(home)
    ahead = (there.utcoffset() or datetime.timedelta()) - (here.utcoffset() or datetime.timedelta())
    if not ahead:
        return None
    name = there.tzname() or ""
    return ClockDifference(ahead, name if name.isalpha() else "")
