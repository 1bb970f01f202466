"""Taking a whole import back: what it made goes, what it changed is as before.

What somebody has worked on since is left alone, and the account says so.
"""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from events.models import (
    DateChange,
    Edition,
    Festival,
    Import,
    ImportedEvent,
    ImportItem,
    Organiser,
    Venue,
)
from events.occurrences import rebuild

from .running import lock

_REGISTRY: dict[str, Any] = {"venue_id": Venue, "organiser_id": Organiser}
_REPORTED_EVERY = 50


def take_back(
    made: Import,
    *,
    by: Any,
    now: datetime.datetime,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Take an import back, within one transaction; what is left alone gets a reason.

    The last item first, as later ones may have built on earlier ones. Some thirty queries for each
    page that goes.
    """
    lock(made.site)
    items = list(made.items.exclude(before=None).order_by("-number", "-pk"))
    kept = []
    for done, item in enumerate(items, start=1):
        before = item.before or {}
        item.reason = _item(item, before, by=by, now=now)
        _forget(made, item, before)
        kept.append(item)
        if progress is not None and done % _REPORTED_EVERY == 0:
            progress(done)
    ImportItem.objects.bulk_update(kept, ["reason"], batch_size=500)
    for item in items:
        for column, pk in (item.before or {}).get("entered", ()):
            _leave(column, pk)


def _item(item: ImportItem, before: dict[str, Any], *, by: Any, now: datetime.datetime) -> str:
    """Take one item back; return why something of it stays, or nothing."""
    edition = Edition.objects.filter(pk=item.edition_id or 0).first()
    festival = Festival.objects.filter(pk=item.festival_id or 0).first()
    reasons = []
    DateChange.objects.filter(pk__in=before.get("changes", ())).withdraw(by=by, now=now)
    if "made_edition" in before and edition is not None:
        if why := _stays(edition, before):
            reasons.append(why)
        else:
            edition.delete()
    elif edition is not None:
        if "edition" in before:
            reasons.append(_restore(edition, before["edition"], by=by))
        elif "changes" in before:
            rebuild(edition)
    if "made_festival" in before and festival is not None:
        if festival.latest_revision_id != before["made_festival"]:
            reasons.append(_("The page stays: somebody has changed it since."))
        elif festival.editions.exists() or festival.numchild:
            reasons.append(_("The page stays: it has other editions or parts by now."))
        else:
            festival.delete(user=by)
    elif festival is not None and "festival" in before:
        reasons.append(_restore(festival, before["festival"], by=by))
    return " ".join(filter(None, dict.fromkeys(reasons)))


def _stays(edition: Edition, before: dict[str, Any]) -> str:
    """Return why an edition that the import has made is left alone."""
    if edition.latest_revision_id != before["made_edition"]:
        return _("The edition stays: somebody has changed it since.")
    said = edition.date_changes.exclude(pk__in=before.get("changes", ()))
    if said.exists() or edition.confirmations.exists() or edition.outcomes.exists():
        return _("The edition stays: something was announced or noted of it since.")
    return ""


def _restore(thing: Any, said: dict[str, Any], *, by: Any) -> str:
    """Have a page or an edition say again what it said before; return why it does not."""
    if thing.latest_revision_id != said["to"]:
        return _("It stays as it is: somebody has changed it since.")
    earlier = Revision.objects.filter(pk=said["from"]).first()
    if earlier is None:
        return _("It stays as it is: the version before is no longer kept.")
    draft = earlier.as_object()
    revision = draft.save_revision(user=by, log_action=True, clean=False, previous_revision=earlier)
    if said["published"]:
        revision.publish(user=by, skip_permission_checks=True)
    return ""


def _forget(made: Import, item: ImportItem, before: dict[str, Any]) -> None:
    """Know by a UID what was known before."""
    if "uid" not in before:
        return
    known = ImportedEvent.objects.filter(site=made.site, uid=item.uid)
    if before["uid"] is None:
        known.delete()
    else:
        known.update(digest=before["uid"])


def _leave(column: str, pk: int) -> None:
    """Delete a venue or an organiser that the import entered and nobody uses."""
    entry = _REGISTRY[column].objects.filter(pk=pk).first()
    if entry is not None and not entry.festivals.exists() and not entry.merged.exists():
        entry.delete()
