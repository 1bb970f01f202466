"""What the library has in the admin beside Wagtail's own views."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from .models import Picture
from .permissions import may_see
from .views import forbid_running


@require_safe
def original(request: HttpRequest, image_id: int) -> HttpResponseBase:
    """Give the file that a picture's renditions are made from to those who may use the picture.

    To be saved, never to be shown; the admin lets no cache keep anything. Raises Http404 for no
    such picture and for a lost file, PermissionDenied for others.
    """
    picture = get_object_or_404(Picture, pk=image_id)
    if not may_see(request.user, picture):
        raise PermissionDenied
    try:
        file = picture.file.storage.open(picture.file.name)
    except OSError as error:
        raise Http404 from error
    response: Any = FileResponse(
        file,
        as_attachment=True,
        filename=picture.filename,
        content_type="application/octet-stream",
    )
    forbid_running(response)
    return response


def no_preview(request: HttpRequest, image_id: int, filter_spec: str) -> HttpResponseBase:
    """Answer in the place of Wagtail's view that makes any size on the spot: there is no such."""
    raise Http404
