"""Work on pictures that nobody should wait for."""

import logging

from django_tasks import task
from wagtail.images.models import SourceImageIOError

from .models import Picture
from .renditions import USES

logger = logging.getLogger(__name__)


@task(backend="jobs")
def make_renditions(picture_id: int) -> int:
    """Make the renditions that a picture lacks in any use; return how many it needs.

    Nothing happens for a picture that is gone meanwhile or whose file is lost. Two queries where
    all renditions exist.
    """
    picture = Picture.objects.for_use(*USES).filter(pk=picture_id).first()
    if picture is None:
        return 0
    try:
        by_format = [picture.renditions_for(use) for use in USES]
    except SourceImageIOError:
        logger.warning("The file of picture %s is not in the store.", picture_id)
        return 0
    return sum(len(each) for formats in by_format for each in formats.values())
