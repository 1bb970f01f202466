"""Why a festival would be on these days of another year, in the language spoken now. Pure."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import recurrence
from events.calendar_range import OutsideCalendarError
from events.enums import Feast, Way
from events.plan import Plan, planned
from events.rule_words import day_of_year, in_words, weekday_of_month
from events.schedule import Dates
from translations.dates import days_in_words, listed, month_in_words

from .shift import Proposal

#: How many dates of a plan are named one by one.
NAMED = 3


def reason(proposal: Proposal) -> str:
    """Return by what a proposal comes to its days: "the second Saturday of July, as in 2026"."""
    said = _BY_WAY[Way(proposal.way)](proposal)
    return _("%(rule)s, as in %(years)s") % {
        "rule": said,
        "years": listed([str(year) for year in proposal.years]),
    }


def days_of(plan: Plan) -> str:
    """Return the days that a plan comes to in its year, and that they are estimated if they are."""
    try:
        found = planned(plan, before=_a_year_after(plan))
    except OutsideCalendarError:
        return ""
    named = [_span(each) for each in _once_a_day(found)]
    said = listed(named[:NAMED]) if len(named) <= NAMED else _first_to_last(plan, found)
    if any(each.is_estimated for each in found):
        return _("%(days)s (estimated)") % {"days": said}
    return said


def _a_year_after(plan: Plan) -> datetime.date:
    return datetime.date(min(plan.year + 1, recurrence.LAST_YEAR), 12, 31)


def _once_a_day(found: list[Dates]) -> list[Dates]:
    return list({each.starts_on: each for each in found}.values())


def _span(dates: Dates) -> str:
    if dates.is_month_only:
        return month_in_words(dates.starts_on.year, dates.starts_on.month)
    return days_in_words(dates.starts_on, dates.ends_on)


def _first_to_last(plan: Plan, found: list[Dates]) -> str:
    number = len(_once_a_day(found))
    span = days_in_words(found[0].starts_on, found[-1].ends_on)
    return ngettext("%(number)s day, %(span)s", "%(number)s days, %(span)s", number) % {
        "number": number,
        "span": span,
    }


def _weekday(proposal: Proposal) -> str:
    first = proposal.plan.run.starts_on if proposal.plan.run else datetime.date.min
    return weekday_of_month(proposal.ordinal or 1, first.weekday(), first.month)


def _day(proposal: Proposal) -> str:
    return day_of_year(proposal.plan.run.starts_on) if proposal.plan.run else ""


def _feast(proposal: Proposal) -> str:
    feast = str(Feast(proposal.feast).label)
    if proposal.apart == 0:
        return _("on the day of %(feast)s") % {"feast": feast}
    if proposal.apart > 0:
        return ngettext(
            "%(number)s day after %(feast)s", "%(number)s days after %(feast)s", proposal.apart
        ) % {"number": proposal.apart, "feast": feast}
    return ngettext(
        "%(number)s day before %(feast)s", "%(number)s days before %(feast)s", -proposal.apart
    ) % {"number": -proposal.apart, "feast": feast}


def _rule(proposal: Proposal) -> str:
    return in_words(proposal.plan)


def _month(proposal: Proposal) -> str:
    return _("the month alone")


_BY_WAY = {
    Way.RITUAL: _rule,
    Way.FEAST: _feast,
    Way.DAY: _day,
    Way.WEEKDAY: _weekday,
    Way.SEASON: _rule,
    Way.MONTH: _month,
}
