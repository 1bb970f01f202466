"""Looking at a file, importing it, and taking it back: the worker's part."""

import logging
from collections.abc import Callable, Iterator

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from events.enums import ImportState
from events.models import Import, ImportItem
from regions.models import RegionSettings

from . import reading, undo
from .items import UnreadableError
from .running import Result, run

logger = logging.getLogger(__name__)

#: How long nobody has heard of a worker that has gone.
KEPT_FOR = 24 * 60 * 60
_WRITTEN_AT_ONCE = 500
#: Before pictures, which nobody looks on at while they are made.
PRIORITY = 10


def progress_of(made: Import) -> int:
    """Return how many items are done: what a transaction has done, nobody else sees in the row."""
    return int(cache.get(_key(made.pk)) or made.done)


def _key(pk: int) -> str:
    return f"events.imports.{pk}"


def _follow(made: Import) -> Callable[[int], None]:
    def progress(done: int) -> None:
        cache.set(_key(made.pk), done, KEPT_FOR)

    return progress


@task(backend="jobs", priority=PRIORITY)
def check(pk: int, language: str) -> None:
    """Look at a file and say what would happen to each item; nothing else is written."""
    _carry_out(pk, language, ImportState.CHECKING, ImportState.CHECKED, _check)


@task(backend="jobs", priority=PRIORITY)
def carry_out(pk: int, language: str) -> None:
    """Import a file, in one transaction with the account of it: whole, or not at all."""
    _carry_out(pk, language, ImportState.QUEUED, ImportState.DONE, _import)


@task(backend="jobs", priority=PRIORITY)
def take_back(pk: int, language: str) -> None:
    """Take a whole import back, in one transaction."""
    _carry_out(pk, language, ImportState.UNDOING, ImportState.UNDONE, _undo)


def _carry_out(
    pk: int, language: str, before: str, after: str, work: Callable[[Import], None]
) -> None:
    """Do the work of a state within a transaction and go on to the next; tell what stopped it.

    Does nothing for an import that is in another state by now: a task may be given twice.
    """
    made = Import.objects.select_related("site", "made_by").filter(pk=pk).first()
    if made is None or made.state != before:
        return
    cache.delete(_key(pk))
    try:
        with override(language), transaction.atomic():
            locked = Import.objects.select_for_update(of=("self",)).filter(pk=pk, state=before)
            if not locked.exists():
                return
            work(made)
            made.state, made.error, made.finished_at = after, "", timezone.now()
            made.save(update_fields=["state", "error", "total", "done", "finished_at"])
    except UnreadableError as error:
        _fail(made, before, str(error))
    except Exception:
        with override(language):
            _fail(
                made, before, _("Something went wrong. Nothing was changed, and it is in the log.")
            )
        logger.exception("Import %s failed.", pk)
    finally:
        cache.delete(_key(pk))


def _fail(made: Import, before: str, message: str) -> None:
    # What could not be taken back is imported still.
    state = ImportState.DONE if before == ImportState.UNDOING else ImportState.FAILED
    Import.objects.filter(pk=made.pk).update(state=state, error=message)


def _check(made: Import) -> None:
    _account(made, _results(made, dry_run=True))


def _import(made: Import) -> None:
    _account(made, _results(made, dry_run=False))


def _results(made: Import, *, dry_run: bool) -> Iterator[Result]:
    with made.file.open("rb") as file:
        data = file.read()
    return run(
        made.site,
        reading.items(data, RegionSettings.for_site(made.site).zone, made.mapping or None),
        by=made.made_by,
        now=timezone.now(),
        publish=made.publish,
        dry_run=dry_run,
        progress=_follow(made),
    )


def _account(made: Import, results: Iterator[Result]) -> None:
    """Write down what becomes of each item, instead of what was said before."""
    made.items.all().delete()
    rows: list[ImportItem] = []
    done = 0
    for result in results:
        rows.append(_row(made, result))
        done += 1
        if len(rows) >= _WRITTEN_AT_ONCE:
            ImportItem.objects.bulk_create(rows)
            rows.clear()
    ImportItem.objects.bulk_create(rows)
    made.total = made.done = done


def _row(made: Import, result: Result) -> ImportItem:
    return ImportItem(
        run=made,
        number=result.number,
        outcome=result.outcome,
        uid=result.uid,
        name=result.name,
        field=result.field,
        reason=result.reason,
        festival_id=result.festival,
        edition_id=result.edition,
        before=result.before or None,
    )


def _undo(made: Import) -> None:
    undo.take_back(made, by=made.undone_by, now=timezone.now(), progress=_follow(made))
