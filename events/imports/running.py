"""An import from its items to their outcomes: looked at alone, or written in one transaction."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from events.models import FestivalIndexPage

from .items import Item, Refused, UnreadableError
from .known import Known
from .matching import Matcher
from .writing import Work, Writer

#: How many items are written together.
_AT_ONCE = 200


@dataclass(frozen=True)
class Result:
    """What became of one item. `before` is how to go back (undo.py), empty if nothing changed."""

    number: int
    outcome: str
    uid: str
    name: str
    reason: str = ""
    festival: int | None = None
    edition: int | None = None
    before: dict[str, Any] = field(default_factory=dict)
    field: str = ""


def run(
    site: Site,
    items: Iterable[Item | Refused],
    *,
    by: Any,
    now: datetime.datetime,
    publish: bool = False,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Result]:
    """Yield what becomes of each item, writing it unless it is a dry run.

    To be called within one transaction, which whoever calls keeps open to the end: an import is
    whole or nothing. It waits for any other import of the same region, and looks at what is there
    only then, so that two of the same file make nothing twice. Raises UnreadableError where the
    region has no section of festivals, and whatever `items` raises.
    """
    if not dry_run:
        lock(site)
    section = FestivalIndexPage.of_region(site.root_page)
    if section is None:
        raise UnreadableError(
            _("This region has no section of festivals. Add one below its home page first.")
        )
    known = Known(site)
    matcher = Matcher(known, publish=publish)
    writer = Writer(known, matcher, section, by=by, now=now, publish=publish)
    done = 0
    items = iter(items)
    while chunk := list(islice(items, _AT_ONCE)):
        works = writer.prepare([matcher.decide(each) for each in chunk])
        if not dry_run:
            writer.write(works)
        yield from map(_result, works)
        writer.done(works)
        done += len(works)
        if progress is not None:
            progress(done)


def lock(site: Site) -> None:
    """Have one import of a region at a time, until the transaction ends.

    SQLite has one writer anyway. Who only refers to the site does not wait.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An import needs one transaction.")
    Site.objects.select_for_update(no_key=True).get(pk=site.pk)


def _result(work: Work) -> Result:
    decision, item = work.decision, work.decision.item
    return Result(
        number=item.number,
        outcome=str(decision.outcome),
        uid=item.uid,
        name=item.name,
        field=decision.field,
        reason=decision.reason,
        festival=decision.festival.pk if decision.festival else None,
        edition=decision.edition.pk if decision.edition else None,
        before=work.before,
    )
