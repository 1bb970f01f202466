"""The demo's next years: one that is kept back with its first drafts, and what became of examples.

Nothing is said of an event that was really held: nobody has checked whether it was.
"""

import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Site

from events.enums import Held
from events.years import adding, embargo, outcomes

#: The year that waits for its launch, its launch day, and how many drafts it begins with.
KEPT_BACK, LAUNCHES_ON, DRAFTS = 2028, datetime.date(2027, 12, 1), 4
#: What is said of examples that are over, in turn. Made up, as they are, and says so.
_SAID = (
    outcomes.Said(Held.HELD, 1_200, "angka contoh, rekaan"),
    outcomes.Said(Held.HELD),
    outcomes.Said(Held.PARTLY, notes="Contoh: hari kedua terhenti karena hujan."),
    outcomes.Said(Held.NOT_HELD),
)


def make_years(site: Site) -> None:
    """Keep a year back with drafts moved by rule, and say what became of past examples."""
    embargo.keep_back(site, KEPT_BACK, launches_on=LAUNCHES_ON, by=None)
    rows = adding.rows(site.root_page, KEPT_BACK)
    ways = [(row, row.ways[0]) for row in rows if row.is_open and row.festival.is_example]
    adding.add(ways[:DRAFTS], by=None)
    for number, edition in enumerate(_examples_that_are_over(site)[: len(_SAID)]):
        outcomes.say(edition, _SAID[number], by=None, now=timezone.now())


def _examples_that_are_over(site: Site) -> list[Any]:
    over = outcomes.over(site.root_page, timezone.now().date())
    examples = over.filter(festival__is_example=True, outcomes=None)
    return list(examples.select_related("festival").order_by("ended_on", "pk"))
