"""Work on pictures that nobody should wait for."""

import logging

from django_tasks import task
from wagtail.images.models import SourceImageIOError

from .making import make_missing
from .models import Picture

logger = logging.getLogger(__name__)


@task(backend="jobs")
def make_renditions(picture_id: int) -> int:
    """Make the renditions that a picture lacks; return how many it needs.

    Nothing happens for a picture that is gone meanwhile or whose file is lost. Costs what
    `making.make_missing` costs, and one query.
    """
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is None:
        return 0
    try:
        return make_missing(picture)
    except SourceImageIOError:
        logger.warning("The file of picture %s is not in the store.", picture_id)
        return 0
