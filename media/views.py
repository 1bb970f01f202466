"""Uploads as the public gets them: renditions of public pictures, and documents by asking."""

import hashlib
import posixpath
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.images.models import get_rendition_storage

from .models import PictureRendition
from .permissions import may_see

#: The only folder of the store that is public. Originals and documents are never served from it.
PUBLIC_FOLDER = "images/"

#: What renditions are. Not `mimetypes`: that asks the machine it runs on.
CONTENT_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a rendition from its store, whatever store that is, for a year.

    Its name changes with its content, so the name is all that the ETag needs. Answers 304 to who
    has it already. One of a private collection is for those who may use the picture in the admin,
    and kept by no cache. Raises Http404 for what is not there, lies outside the public folder or is
    no picture. One query by an index, and the session's for a private picture alone; the store is
    asked once.
    """
    content_type = CONTENT_TYPES.get(posixpath.splitext(path)[1])
    if content_type is None or not _is_in_public_folder(path):
        raise Http404
    found = PictureRendition.objects.filter(file=path).first()
    if found is None or (found.is_private and not may_see(request.user, found.image)):
        raise Http404
    try:
        file = get_rendition_storage().open(path)
    except (OSError, ValueError, SuspiciousOperation) as error:
        raise Http404 from error
    response: Any = FileResponse(file, content_type=content_type)
    response["ETag"] = f'"{hashlib.blake2s(path.encode(), digest_size=8).hexdigest()}"'
    response["Cache-Control"] = (
        "private, no-store" if found.is_private else "public, max-age=31536000, immutable"
    )
    forbid_running(response)
    answer: Any = get_conditional_response(request, etag=response["ETag"], response=response)
    if answer is not response:
        file.close()
    return answer


@require_safe
def document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """Serve a document as a file to be saved, to those whom its collection's restrictions let in.

    Wagtail's view does it, and sends others to where they log in or say the password. Shared caches
    keep nothing of it, and browsers ask before they use it again: a collection may become private.
    Raises Http404 for what is not there, or is under another name.
    """
    try:
        response: Any = serve(request, document_id, document_filename)
    except OSError as error:
        raise Http404 from error
    response.setdefault("Cache-Control", "private, no-cache")
    return response


def forbid_running(response: Any) -> None:
    """Have browsers take a file for nothing but what it is, and run nothing in it.

    An SVG that is opened by itself is a page of its own.
    """
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def _is_in_public_folder(path: str) -> bool:
    """Whether a path stays in the public folder however a store reads it."""
    return (
        path.startswith(PUBLIC_FOLDER)
        and posixpath.normpath(path) == path
        and not any(character in path for character in "\\\0")
    )
