"""The programme of a year as a sheet of paper."""

import hashlib
import json

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail.models import Site

from regions.models import RegionSettings
from translations import languages
from typesetting import press, qr

from . import almanac
from . import programme as sheet
from .models import FestivalIndexPage


@require_safe
def programme(request: HttpRequest, path: str, year: str) -> HttpResponse:
    """The year of the section at a path as PDF, in the language of the address.

    404 for a section that is not there, or not for everybody, and for a year that no calendar has.
    The same dates in the same words have the same ETag, and are set only where a browser has them
    not yet. Seven queries, whatever is in the year.
    """
    section = _section(request, path)
    if section is None or not almanac.is_year(int(year)):
        raise Http404
    url = request.build_absolute_uri(almanac.year_url(section, request, int(year)))
    data = sheet.data(
        RegionSettings.for_request(request),
        int(year),
        almanac.year_months(section, request, int(year), most=sheet.A_MONTH),
        almanac.sunrises(request),
        url=url,
        qr_svg=qr.svg(url),
    )
    words = json.dumps(data, sort_keys=True).encode()
    etag = quote_etag(hashlib.sha256(words).hexdigest())
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    name = f"{section.slug}-{year}-{languages.active()}.pdf"
    return HttpResponse(
        press.pdf("programme", data),
        content_type="application/pdf",
        headers={"ETag": etag, "Content-Disposition": f'inline; filename="{name}"'},
    )


def _section(request: HttpRequest, path: str) -> FestivalIndexPage | None:
    """Return the section at a path of this host that everybody may see. One query."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    sections = FestivalIndexPage.objects.published().descendant_of(site.root_page)
    found: FestivalIndexPage | None = sections.filter(
        url_path=f"{site.root_page.url_path}{path}"
    ).first()
    return found
