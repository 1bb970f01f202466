"""Publish now: what the office says of a date at short notice, in every language at once.

An announcement is live at once and touches nothing of the page's drafts. It can be taken back, and
somebody else looks at it afterwards.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import override
from wagtail.log_actions import log

from notices.models import ReadySentence
from notices.slots import EmptySlotError, Slot
from regions.models import RegionSettings
from translations import languages
from translations.dates import day_in_words

from .models import DateChange, Occurrence
from .occurrences import rebuild
from .templatetags.dates import days, time_in_words

#: The log's names of what was done (wagtail_hooks.py).
ANNOUNCED, TAKEN_BACK, CHECKED = "events.announce", "events.take_back", "events.check"


@dataclass(frozen=True)
class News:
    """What is new of a date; what is not given stays as planned."""

    starts_on: datetime.date | None = None
    starts_at: datetime.time | None = None
    venue: str = ""


def facts(occurrence: Occurrence, region: RegionSettings, news: News) -> dict[str, dict[str, str]]:
    """Return the facts of a date by language in use and by slot, in words. No query.

    What is not known is an empty text. The planned date and time are the edition's, however often
    the date has moved since; the new ones are named with weekday and zone.
    """
    found = {}
    for code in region.languages_in_use:
        with override(code):
            found[code] = {
                Slot.FESTIVAL.value: occurrence.festival.name,
                Slot.PLACE.value: occurrence.festival.where,
                Slot.DATE.value: _planned_days(occurrence),
                Slot.TIME.value: _planned_time(occurrence, region),
                Slot.NEW_PLACE.value: news.venue,
                Slot.NEW_DATE.value: day_in_words(news.starts_on) if news.starts_on else "",
                Slot.NEW_TIME.value: time_in_words(
                    news.starts_at, news.starts_on or occurrence.starts_on, region
                )
                if news.starts_at
                else "",
            }
    return found


def _planned_days(occurrence: Occurrence) -> str:
    return days(occurrence.as_planned)


def _planned_time(occurrence: Occurrence, region: RegionSettings) -> str:
    planned = occurrence.as_planned
    if planned.starts_at is None:
        return ""
    return time_in_words(planned.starts_at, planned.starts_on, region)


def messages(
    occurrence: Occurrence, region: RegionSettings, sentence: ReadySentence, news: News
) -> dict[str, str]:
    """Return the sentence about a date in each language in use that it has, source first.

    Raises EmptySlotError, with its `slots`, where the sentence says what nobody knows. No query.
    """
    return sentence.say(facts(occurrence, region, news))


def announce(
    occurrence: Occurrence,
    region: RegionSettings,
    sentence: ReadySentence,
    news: News,
    *,
    by: Any,
    now: datetime.datetime,
) -> DateChange:
    """Say a ready sentence about a date, and have the date follow it; return the announcement.

    Public in every language when this returns: all or nothing. Raises EmptySlotError as
    `messages` does, before anything is written.
    """
    said = messages(occurrence, region, sentence, news)
    with transaction.atomic():
        change = DateChange(
            edition=occurrence.edition,
            on=occurrence.planned_on,
            at=_time_on_its_day(occurrence),
            status=sentence.status,
            new_starts_on=news.starts_on,
            new_starts_at=news.starts_at,
            new_venue=news.venue,
            sentence=sentence,
            made_by=by,
            made_at=now,
        )
        for code, text in said.items():
            setattr(change, languages.localized("message", code), text)
        change.save()
        rebuild(occurrence.edition)
        _log(change, ANNOUNCED, by)
    return change


def _time_on_its_day(occurrence: Occurrence) -> datetime.time | None:
    """Return the time that tells a date from others of its day; None where it is alone on it.

    So an announcement stays with its date when an editor corrects the time. One query.
    """
    others = Occurrence.objects.filter(
        edition=occurrence.edition_id, planned_on=occurrence.planned_on
    ).exclude(pk=occurrence.pk)
    return occurrence.planned_at if others.exists() else None


def take_back(change: DateChange, *, by: Any, now: datetime.datetime) -> bool:
    """Take an announcement back: the date is as it was before it. False where it was already."""
    with transaction.atomic():
        taken = DateChange.objects.filter(pk=change.pk).withdraw(by=by, now=now)
        if taken:
            rebuild(change.edition)
            _log(change, TAKEN_BACK, by)
    return taken


def check(change: DateChange, *, by: Any, now: datetime.datetime) -> bool:
    """Note that somebody has looked at an announcement; False where somebody had already."""
    with transaction.atomic():
        noted = DateChange.objects.filter(pk=change.pk, checked_at=None).update(
            checked_at=now, checked_by=by
        )
        if noted:
            _log(change, CHECKED, by)
    return bool(noted)


def _log(change: DateChange, action: str, by: Any) -> None:
    log(
        instance=change.edition.festival,
        action=action,
        user=by,
        data={"on": str(change.on), "status": change.status, "change": change.pk},
    )


__all__ = ["EmptySlotError", "News", "announce", "check", "facts", "messages", "take_back"]
