"""The sky over the region now, for the hero and the header, and the words of its next sunrise."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django import template
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext, pgettext_lazy

from regions import clock, sunlight
from regions.models import RegionSettings
from regions.sunlight import Sky, SkyStep
from translations.dates import clock_in_words, weekday_in_words

register = template.Library()

#: What a reader calls each step.
LABELS: dict[SkyStep, Promise] = {
    SkyStep.NIGHT: pgettext_lazy("sky", "Night"),
    SkyStep.NAUTICAL: pgettext_lazy("sky", "Before dawn"),
    SkyStep.FIRST: pgettext_lazy("sky", "First light"),
    SkyStep.GOLDEN: pgettext_lazy("sky", "Golden light"),
    SkyStep.DAY: pgettext_lazy("sky", "Day"),
    SkyStep.DUSK: pgettext_lazy("sky", "Dusk"),
}


@dataclass(frozen=True)
class Announcement:
    """A sunrise as it is told from a moment on: "Tomorrow", "04.53"."""

    since: datetime.datetime
    sunrise: datetime.datetime

    @property
    def minute(self) -> datetime.datetime:
        """The sunrise to the nearest minute."""
        return clock.nearest_minute(self.sunrise)

    @property
    def clock(self) -> str:
        return clock_in_words(self.minute.time())

    @property
    def machine(self) -> str:
        return self.minute.isoformat(timespec="minutes")

    @property
    def day(self) -> str:
        """Its day as people call it on the day of `since`."""
        days = (self.sunrise.date() - self.since.date()).days
        if days > 1:
            return weekday_in_words(self.sunrise.date())
        return gettext("Tomorrow") if days else gettext("Today")


@dataclass(frozen=True)
class ShownSky:
    """What templates show of the sky, in the language being spoken.

    The same for every moment of one step on one day, so a page with it lives that long. Without a
    sky (no region, or one without a position) it is first light, and no sunrise is told.
    """

    now: datetime.datetime | None = None
    sky: Sky | None = None

    @property
    def step(self) -> SkyStep:
        return self.sky.step if self.sky else SkyStep.FIRST

    @property
    def css(self) -> str:
        return f"sky--{self.step}"

    @property
    def steps(self) -> list[tuple[SkyStep, Promise]]:
        """All six with their names, in the order of a day."""
        return list(LABELS.items())

    @property
    def place(self) -> str:
        return self.sky.place if self.sky else ""

    @property
    def sunrise(self) -> datetime.datetime | None:
        """The next one, to the second, in the region's zone."""
        return self.sky.sunrise if self.sky else None

    @property
    def sunrise_clock(self) -> str:
        return self._announcements[0].clock if self._announcements else ""

    @property
    def sunrise_day(self) -> str:
        """ "Today", "Tomorrow" or a weekday."""
        return self._announcements[0].day if self._announcements else ""

    @property
    def sunrise_machine(self) -> str:
        """ISO 8601, for <time>."""
        return self._announcements[0].machine if self._announcements else ""

    @property
    def data(self) -> str:
        """JSON from which static/js/sky.js moves the sky on; empty without a sky.

        `steps` are the changes to come, `sunrises` from when on which sunrise is told and how; all
        moments are seconds since 1970. The first announcement holds since ever.
        """
        if not self.sky:
            return ""
        told = [
            [_epoch(each.since), _epoch(each.sunrise), each.day, each.clock, each.machine]
            for each in self._announcements
        ]
        if told:
            told[0][0] = 0
        return json.dumps(
            {
                "steps": [[_epoch(moment), step] for moment, step in self.sky.changes],
                "sunrises": told,
                # Translators: %s is "in 22 minutes", as browsers write it.
                "rises": gettext("The sun rises %s"),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @cached_property
    def _announcements(self) -> list[Announcement]:
        return list(announcements(self.sky, self.now)) if self.sky and self.now else []


def _epoch(moment: datetime.datetime) -> int:
    return int(moment.timestamp())


def announcements(sky: Sky, now: datetime.datetime) -> Iterator[Announcement]:
    """Yield how the coming sunrises are told from now on: anew after each, and each midnight."""
    for after, sunrise in pairwise((now, *sky.sunrises)):
        since = after
        while since < sunrise:
            yield Announcement(since, sunrise)
            since = clock.next_midnight(since)


@register.simple_tag(takes_context=True, name="sky")
def sky_now(context: template.Context) -> ShownSky:
    """Return the sky of the request's moment over its region: ``{% sky as sky %}``.

    Says on the request when it changes (`clock.lives_until`). No query once the region is known.
    """
    request = context.get("request")
    place = RegionSettings.for_request(request).sunrise_place if request else None
    if request is None or place is None:
        return ShownSky()
    now = clock.now_of(request)
    point, name = place
    found = sunlight.sky(point, now.tzinfo or datetime.UTC, now, place=name)
    clock.lives_until(request, min(found.until, clock.next_midnight(now)))
    return ShownSky(now, found)
