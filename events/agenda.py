"""What a festival's page knows of its dates: its own and those of its parts, as of one day."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .models import Occurrence

if TYPE_CHECKING:
    from .models import Festival


@dataclass(frozen=True)
class Agenda:
    """Dates of one festival. `upcoming` begins with the next, `past` with the last.

    `parts` are the live festivals under it, each with its own next date, or None.
    """

    today: datetime.date
    upcoming: list[Occurrence]
    past: list[Occurrence]
    parts: "list[tuple[Festival, Occurrence | None]]"

    @classmethod
    def of(cls, festival: "Festival", today: datetime.date) -> "Agenda":
        """Return a festival's dates as of a day of its region. Two queries; none for a new page."""
        from .models import Festival

        if not festival.path:
            return cls(today, [], [], [])
        own: list[Occurrence] = []
        of_parts: dict[int, Occurrence] = {}
        below = Occurrence.objects.filter(festival__path__startswith=festival.path)
        for each in below.select_related("edition", "change").soonest_first():
            if each.festival_id == festival.pk:
                own.append(each)
            elif each.ends_on >= today:
                of_parts.setdefault(each.festival_id, each)
        parts = Festival.objects.published().child_of(festival).for_cards()
        return cls(
            today=today,
            upcoming=[each for each in own if each.ends_on >= today],
            past=[each for each in reversed(own) if each.ends_on < today],
            parts=[(part, of_parts.get(part.pk)) for part in parts],
        )

    @property
    def next(self) -> Occurrence | None:
        """The date that a visitor asks for: the next one, one that is off too."""
        return self.upcoming[0] if self.upcoming else None

    @property
    def most_telling(self) -> Occurrence | None:
        """The next date, or the last where none is planned: what search engines are told."""
        return self.next or (self.past[0] if self.past else None)
