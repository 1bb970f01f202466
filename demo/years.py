"""The demo's next years: one that is kept back with its first drafts, and what became of examples.

Nothing is said of an event that was really held: nobody has checked whether it was.
"""

import datetime

from django.utils import timezone
from wagtail.models import Site

from events.enums import DateKind, Held, Way
from events.models import Edition, Festival
from events.plan_fields import fields_of
from events.tests.factories import EditionFactory
from events.years import adding, embargo, outcomes, shift

#: The year that waits for its launch, its launch day, and how many drafts it begins with.
KEPT_BACK, LAUNCHES_ON, DRAFTS = 2028, datetime.date(2027, 12, 1), 4
#: The year in which examples were held before.
BEFORE = 2025
#: What is said of examples that are over, in turn. Made up, as they are, and says so.
_SAID = (
    outcomes.Said(Held.HELD, 1_200, "angka contoh, rekaan"),
    outcomes.Said(Held.HELD),
    outcomes.Said(Held.PARTLY, notes="Contoh: hari kedua terhenti karena hujan."),
    outcomes.Said(Held.NOT_HELD),
)


def make_years(site: Site) -> None:
    """Keep a year back with drafts moved by rule, and say what became of earlier examples."""
    embargo.keep_back(site, KEPT_BACK, launches_on=LAUNCHES_ON, by=None)
    rows = [each for each in adding.rows(site.root_page, KEPT_BACK) if _is_whole(each.festival)]
    adding.add([(row, row.ways[0]) for row in rows if row.is_open][:DRAFTS], by=None)
    fixed = [row.last for row in rows if row.last and row.last.date_kind == DateKind.FIXED]
    for edition, said in zip(fixed, _SAID, strict=False):
        outcomes.say(_made_before(edition), said, by=None, now=timezone.now())


def _is_whole(festival: Festival) -> bool:
    """Whether a festival is an example, and no part of another."""
    return festival.is_example and festival.umbrella is None


def _made_before(edition: Edition) -> Edition:
    """Make an example's edition of an earlier year, on the same weekday of its month."""
    ways = shift.ways_to(BEFORE, [edition.plan(edition.year)])
    way = next(each for each in ways if each.way == Way.WEEKDAY)
    fields = fields_of(way.plan) | {"is_estimated": False}
    made = EditionFactory.build(festival=edition.festival, source="Contoh rekaan", **fields)
    made.full_clean()
    made.save()
    return made
