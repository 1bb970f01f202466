"""Uploads as the public gets them: renditions of pictures, and nothing else."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

#: The only folder of the store that is public. Originals and documents are never served from it.
PUBLIC_FOLDER = "images/"


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a rendition from the store, for a year: its name changes with its content.

    Raises Http404 for anything outside the public folder, for what does not exist, and for types
    that no rendition has.
    """
    kind, _encoding = mimetypes.guess_type(path)
    if not path.startswith(PUBLIC_FOLDER) or ".." in path or not (kind or "").startswith("image/"):
        raise Http404
    try:
        file = default_storage.open(path)
    except OSError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    # An SVG opened by itself must not run anything.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
