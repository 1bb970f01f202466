"""A date rule in words of the active language, for editors and readers alike. Pure: no clock."""

import datetime
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from translations.dates import (
    clock_in_words,
    day_in_words,
    days_in_words,
    listed,
    month_name,
    weekday_name,
)

from .enums import (
    RITUAL,
    DateKind,
    DayOf,
    HijriMonth,
    JavaneseMonth,
    Ordinal,
    Pasaran,
    WinduYear,
)
from .plan import Plan, Run
from .recurrence import Rule
from .rituals import RitualRule


def in_words(plan: Plan) -> str:
    """Return what a plan says, but for its hours: "every second Saturday of the month, until …".

    Empty for a plan that is half made, and for one that names its days itself.
    """
    if plan.rule is not None:
        parts = [rule_in_words(plan.rule)]
    elif plan.ritual is not None and plan.kind in RITUAL:
        parts = [ritual_in_words(plan.ritual)]
    else:
        return ""
    if plan.lasts > 1:
        parts.append(
            ngettext("for %(number)s day", "for %(number)s days", plan.lasts)
            % {"number": plan.lasts}
        )
    return pgettext("between the parts of a date rule", ", ").join(parts)


def rule_in_words(rule: Rule) -> str:
    """Return a rule of the civil calendar: how often, on which day, and to when."""
    text = _REPEATS[rule.kind](rule)
    if rule.until:
        return _("%(rule)s, until %(day)s") % {
            "rule": text,
            "day": days_in_words(rule.until, rule.until),
        }
    if rule.count:
        return ngettext("%(rule)s, %(number)s time", "%(rule)s, %(number)s times", rule.count) % {
            "rule": text,
            "number": rule.count,
        }
    return text


def _weekly(rule: Rule) -> str:
    weekdays = sorted(set(rule.weekdays)) or [rule.first.weekday()]
    named = listed([weekday_name(each) for each in weekdays])
    if rule.interval == 1:
        return _("every %(weekdays)s") % {"weekdays": named}
    return ngettext(
        "every %(number)s week on %(weekdays)s",
        "every %(number)s weeks on %(weekdays)s",
        rule.interval,
    ) % {"number": rule.interval, "weekdays": named}


def _monthly(rule: Rule) -> str:
    day = _day_of_month(rule)
    if rule.interval == 1:
        return _("%(day)s of every month") % {"day": day}
    return ngettext(
        "%(day)s of every %(number)s month", "%(day)s of every %(number)s months", rule.interval
    ) % {"day": day, "number": rule.interval}


def _yearly(rule: Rule) -> str:
    month = month_name(rule.first.month)
    if rule.day_of == DayOf.WEEKDAY:
        day = _("%(day)s of %(month)s") % {"day": _day_of_month(rule), "month": month}
    else:
        day = _("%(day)s %(month)s") % {"day": rule.first.day, "month": month}
    if rule.interval == 1:
        return _("every year on %(day)s") % {"day": day}
    return ngettext(
        "every %(number)s year on %(day)s", "every %(number)s years on %(day)s", rule.interval
    ) % {"day": day, "number": rule.interval}


_REPEATS: dict[str, Callable[[Rule], str]] = {
    DateKind.WEEKLY: _weekly,
    DateKind.MONTHLY: _monthly,
    DateKind.YEARLY: _yearly,
}


def _day_of_month(rule: Rule) -> str:
    if rule.day_of == DayOf.WEEKDAY:
        return _ordinal_weekday(rule.ordinal or 1, rule.weekday or 0)
    day = rule.day or rule.first.day
    if day == Ordinal.LAST:
        return _("the last day")
    return _("day %(number)s") % {"number": day}


def _ordinal_weekday(ordinal: int, weekday: int) -> str:
    names = {
        Ordinal.FIRST: _("the first %(weekday)s"),
        Ordinal.SECOND: _("the second %(weekday)s"),
        Ordinal.THIRD: _("the third %(weekday)s"),
        Ordinal.FOURTH: _("the fourth %(weekday)s"),
        Ordinal.FIFTH: _("the fifth %(weekday)s"),
        Ordinal.LAST: _("the last %(weekday)s"),
    }
    return names[Ordinal(ordinal)] % {"weekday": weekday_name(weekday)}


def ritual_in_words(rule: RitualRule) -> str:
    """Return a rule of a ritual calendar: "10 Sura", "Jumat Legi in Sapar", "3 days after …"."""
    months = HijriMonth if rule.calendar == DateKind.HIJRI else JavaneseMonth
    month = str(months(rule.month).label)
    if rule.windu_year:
        month = _("%(month)s of a year %(windu_year)s") % {
            "month": month,
            "windu_year": WinduYear(rule.windu_year).label,
        }
    if rule.day_of == DayOf.DAY:
        day = _("%(day)s %(month)s") % {"day": rule.day, "month": month}
    elif rule.day_of == DayOf.WEEKDAY:
        day = _("%(day)s of %(month)s") % {
            "day": _ordinal_weekday(rule.ordinal or 1, rule.weekday or 0),
            "month": month,
        }
    else:
        day = _("%(weekday)s %(pasaran)s in %(month)s") % {
            "weekday": weekday_name(rule.weekday or 0),
            "pasaran": Pasaran(rule.pasaran or 0).label,
            "month": month,
        }
    if rule.offset > 0:
        return ngettext(
            "%(number)s day after %(day)s", "%(number)s days after %(day)s", rule.offset
        ) % {"number": rule.offset, "day": day}
    if rule.offset < 0:
        return ngettext(
            "%(number)s day before %(day)s", "%(number)s days before %(day)s", -rule.offset
        ) % {"number": -rule.offset, "day": day}
    return day


def exceptions_in_words(plan: Plan) -> list[str]:
    """Return what stands beside the rule: days that fall out, further days, further times."""
    found = []
    if plan.left_out:
        days = listed([day_in_words(day) for day in plan.left_out])
        found.append(_("not on %(days)s") % {"days": days})
    if plan.also:
        found.append(_("also on %(days)s") % {"days": listed([_run(run) for run in plan.also])})
    if plan.sessions:
        times = listed([clock_in_words(each.starts_at) for each in plan.sessions if each.starts_at])
        found.append(_("also at %(times)s") % {"times": times})
    return found


def _run(run: Run) -> str:
    if run.starts_on == run.ends_on:
        return day_in_words(run.starts_on)
    return days_in_words(run.starts_on, run.ends_on)


def weekday_of_month(ordinal: int, weekday: int, month: int) -> str:
    """Return a weekday of a month: "the second Saturday of July"."""
    day = _ordinal_weekday(ordinal, weekday)
    return _("%(day)s of %(month)s") % {"day": day, "month": month_name(month)}


def day_of_year(day: datetime.date) -> str:
    """Return a day of every year: "18 December"."""
    return _("%(day)s %(month)s") % {"day": day.day, "month": month_name(day.month)}
