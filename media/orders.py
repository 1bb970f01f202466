"""Having renditions made that a page lacks: asked for by readers, and so never more than once."""

import logging

from django.core.cache import cache
from django.db import transaction

logger = logging.getLogger(__name__)

#: Seconds in which a picture's renditions are ordered once, however many readers miss them. Long
#: enough for a busy worker, short enough for a job that has been lost.
PATIENCE = 600


def order_missing(picture_id: int) -> None:
    """Have the missing renditions of a picture made by the worker, soon and once.

    Whether it has been ordered is kept in the cache and never in a table: a reader's request must
    change nothing that pages are made of. Costs one look into the cache, and one row in the queue
    the first time; both after the transaction around, where there is one, so an order is never for
    a picture that was rolled back. A queue that takes no orders costs readers nothing.
    """

    def order() -> None:  # not a partial, which has no name for Django to log a failure by
        _order_once(picture_id)

    transaction.on_commit(order, robust=True)


def _order_once(picture_id: int) -> None:
    from .tasks import make_renditions

    if cache.add(f"renditions-ordered:{picture_id}", True, PATIENCE):
        logger.info("Picture %s lacks renditions; the worker is asked for them.", picture_id)
        make_renditions.enqueue(picture_id)
