"""What is decided about a request before anything else looks at it."""

import re
from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_TEXT = re.compile(r"text/[\w.+-]+|image/svg\+xml|application/([\w.-]+\+)?(json|xml)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def has_control_characters(text: str) -> bool:
    """Whether the text holds NUL or another C0 control character, tab and line ends excepted.

    PostgreSQL refuses NUL in text, also when it hides as an escape in the JSON of a block editor,
    and the others have no business in an address or a form field.
    """
    return bool(_CONTROL.search(text)) or "\\u0000" in text


class RefuseControlCharacters:
    """Answer 400 to control characters in the path, the query and url-encoded or multipart forms.

    Uploaded files are not looked into. Costs no query; a form is parsed only where one was posted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if has_control_characters(request.path_info) or self._in_values(request.GET):
            return HttpResponseBadRequest("Bad request", content_type="text/plain")
        if request.method == "POST" and self._in_values(request.POST):
            return HttpResponseBadRequest("Bad request", content_type="text/plain")
        return self.get_response(request)

    @staticmethod
    def _in_values(data: object) -> bool:
        return any(
            has_control_characters(key) or any(has_control_characters(value) for value in values)
            for key, values in data.lists()  # type: ignore[attr-defined]
        )


class CompressText(GZipMiddleware):
    """Compress pages, feeds and data on their way, and nothing that is packed already.

    Pictures and documents are streams: compressed again they would lose their length, cost the
    server's time and be no smaller, and shared caches would keep a copy for each kind of browser.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.streaming or not _TEXT.fullmatch(kind):
            return response
        return super().process_response(request, response)


class ContentSecurityPolicy(CSPMiddleware):
    """The public policy everywhere, and the admin's own under /admin/."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path_info.startswith("/admin/"):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]  # type: ignore[attr-defined]
        return super().process_response(request, response)
