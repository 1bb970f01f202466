"""For which years the office takes proposals. Pure: days are the region's own.

At any time, for any year ahead. A call for a year sets its limits: before it opens and after it
closes, that year is refused.
"""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from events.models import CallForProposals
from translations.dates import day_in_words


def open_calls(calls: Iterable[CallForProposals], today: datetime.date) -> list[CallForProposals]:
    """Return the calls that are open on a day, the nearest deadline first."""
    found = [each for each in calls if each.opens_on <= today <= each.closes_on]
    return sorted(found, key=lambda each: each.closes_on)


def call_for(calls: Iterable[CallForProposals], year: int) -> CallForProposals | None:
    """Return the call for a year, if there is one."""
    return next((each for each in calls if each.year == year), None)


def refusal(calls: Iterable[CallForProposals], year: int, today: datetime.date) -> str:
    """Return why no proposal for a year is taken on a day; empty where it is."""
    call = call_for(calls, year)
    if call is None or call.opens_on <= today <= call.closes_on:
        return ""
    if today < call.opens_on:
        return _("Proposals for %(year)s are taken from %(day)s.") % {
            "year": year,
            "day": day_in_words(call.opens_on),
        }
    return _(
        "Proposals for %(year)s were taken until %(day)s. Choose a later year, or telephone us."
    ) % {"year": year, "day": day_in_words(call.closes_on)}
