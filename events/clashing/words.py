"""Why two festivals clash, in one sentence of the active language."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.enums import Audience, ClashRule, Severity
from events.schedule import Dates
from events.templatetags.dates import days
from translations.dates import listed

from .rules import at_other_hours
from .values import Clash, Occasion

#: Names of roads by the keys that bookings have of them.
Roads = Mapping[str, str]


_ICONS = {
    Severity.NOTICE: "info-circle",
    Severity.WARNING: "warning",
    Severity.SERIOUS: "error",
}


@dataclass(frozen=True)
class Told:
    """A clash as an officer reads it."""

    clash: Clash
    sentence: str

    @property
    def anchor(self) -> str:
        """What it is called on a page: the same as long as it is the same clash."""
        called = f"{self.clash.key} {self.clash.year}"
        return f"clash-{hashlib.sha256(called.encode()).hexdigest()[:12]}"

    @property
    def severity(self) -> str:
        return str(Severity(self.clash.severity).label)

    @property
    def rule(self) -> str:
        return str(ClashRule(self.clash.rule).label)

    @property
    def icon(self) -> str:
        return _ICONS[Severity(self.clash.severity)]

    @property
    def days(self) -> str:
        return _days(self.clash)


def told(clashes: Iterable[Clash], roads: Roads) -> list[Told]:
    """Return clashes with their sentences, in the active language. No query."""
    return [Told(clash, why(clash, roads)) for clash in clashes]


def why(clash: Clash, roads: Roads | None = None) -> str:
    """Return why it is a clash: who, when, and what both need. Plain text. No query."""
    sentence = _SENTENCES[clash.rule](clash, roads or {}) % _facts(clash)
    further = len(clash.further)
    if not further:
        return sentence
    more = ngettext(
        "The same on %(number)s more date of the year.",
        "The same on %(number)s more dates of the year.",
        further,
    )
    return f"{sentence} {more % {'number': further}}"


def _facts(clash: Clash) -> dict[str, str]:
    first, second, occasion = clash.first, clash.second, clash.occasion
    return {
        "days": _days(clash),
        "first": first.name,
        "first_days": days(first.dates),
        "second": second.name if second else "",
        "second_days": days(second.dates) if second else "",
        "venue": first.venue_name,
        "occasion": occasion.name if occasion else "",
        "occasion_days": _days(occasion) if occasion else "",
    }


def _days(span: Clash | Occasion) -> str:
    return days(Dates(span.starts_on, span.ends_on))


def _escaped(text: str) -> str:
    """Return words that are put into a sentence before its slots are filled in."""
    return text.replace("%", "%%")


def _venue(clash: Clash, roads: Roads) -> str:
    if not clash.is_likely:
        return _(
            "%(first)s (%(first_days)s) and %(second)s (%(second_days)s) may both be at %(venue)s "
            "on the same day: one of the dates is an estimate."
        )
    if clash.second and at_other_hours(clash.first, clash.second):
        return _(
            "%(first)s and %(second)s are both at %(venue)s on %(days)s, at hours that do not meet."
        )
    return _("%(first)s and %(second)s are both at %(venue)s on %(days)s.")


def _road(clash: Clash, roads: Roads) -> str:
    names = _escaped(listed([roads.get(key, "") for key in clash.shared if key in roads]))
    if not clash.is_likely:
        sentence = _(
            "%(first)s (%(first_days)s) and %(second)s (%(second_days)s) may need the same road on "
            "the same day: one of the dates is an estimate."
        )
    else:
        sentence = _("%(first)s and %(second)s need the same road on %(days)s.")
    return f"{sentence} {_('Shared:')} {names}." if names else sentence


def _audience(clash: Clash, roads: Roads) -> str:
    if not clash.is_likely:
        return _(
            "%(first)s (%(first_days)s) and %(second)s (%(second_days)s) may be on the same day, "
            "for the same people: one of the dates is an estimate."
        )
    labels = dict(Audience.choices)
    people = listed([str(labels.get(each, each)).lower() for each in clash.shared])
    if not people:
        return _("%(first)s and %(second)s are both on %(days)s, in the same category.")
    sentence = _("%(first)s and %(second)s are both on %(days)s, for the same people: {people}.")
    return sentence.replace("{people}", _escaped(people))


def _flagship(clash: Clash, roads: Roads) -> str:
    if not clash.is_likely:
        return _(
            "%(first)s (%(first_days)s) and %(second)s (%(second_days)s), both flagships, may be "
            "on the same day: one of the dates is an estimate."
        )
    return _("%(first)s and %(second)s are both flagships, and both are on %(days)s.")


def _crew(clash: Clash, roads: Roads) -> str:
    if not clash.is_likely:
        return _(
            "%(first)s (%(first_days)s) and %(second)s (%(second_days)s) may be too near in place "
            "and time for one crew: one of the dates is an estimate."
        )
    return _(
        "%(first)s (%(first_days)s) and %(second)s (%(second_days)s) are near each other, too "
        "close in time for one crew."
    )


def _observance(clash: Clash, roads: Roads) -> str:
    effect = clash.occasion.effect if clash.occasion else ""
    if not clash.is_likely:
        sentence = _(
            "%(first)s (%(first_days)s) may fall on %(occasion)s (%(occasion_days)s): one of the "
            "dates is an estimate."
        )
    elif clash.occasion and clash.occasion.starts_on == clash.occasion.ends_on:
        sentence = _("%(first)s is on %(days)s: %(occasion)s.")
    else:
        sentence = _(
            "%(first)s is on %(days)s, within the days of %(occasion)s (%(occasion_days)s)."
        )
    return f"{sentence} {_escaped(effect)}" if effect else sentence


_SENTENCES: dict[str, Callable[[Clash, Roads], str]] = {
    ClashRule.VENUE: _venue,
    ClashRule.ROAD: _road,
    ClashRule.AUDIENCE: _audience,
    ClashRule.FLAGSHIP: _flagship,
    ClashRule.CREW: _crew,
    ClashRule.OBSERVANCE: _observance,
}
