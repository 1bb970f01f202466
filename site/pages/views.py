"""Files at the root of the site that search engines, browsers and phones ask for."""

from collections import defaultdict

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from regions.models import RegionSettings
from translations import languages
from translations.models import LanguageVersion

from . import icons
from .openness import open_to_everybody

_A_DAY = "public, max-age=86400"


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every indexable page in every language it is available in, each naming the others.

    Two queries, whatever the number of pages.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    region = RegionSettings.for_request(request)
    root = site.root_page
    versions = (
        LanguageVersion.objects.available()
        .below(root)
        .filter(open_to_everybody("page__path"), language__in=region.languages_in_use)
        .order_by("page__path")
    )
    pages: dict[str, dict] = defaultdict(lambda: {"codes": set(), "modified": None})
    for url_path, code, modified in versions.values_list(
        "page__url_path", "language", "page__last_published_at"
    ):
        entry = pages[url_path.removeprefix(root.url_path)]
        entry["codes"].add(code)
        entry["modified"] = modified
    host = site.root_url
    entries = [
        {
            "modified": entry["modified"],
            "urls": [
                (code, f"{host}/{code}/{path}") for code in languages.in_order(entry["codes"])
            ],
        }
        for path, entry in pages.items()
    ]
    return TemplateResponse(
        request, "pages/sitemap.xml", {"entries": entries}, content_type="application/xml"
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    address = site.root_url + reverse("sitemap")
    searches = "".join(f"Disallow: /{code}/search/\n" for code in languages.codes())
    text = f"User-agent: *\nDisallow: /admin/\n{searches}\nSitemap: {address}\n"
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = _A_DAY
    return response


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the site among its apps."""
    region = RegionSettings.for_request(request)
    response = JsonResponse(
        {
            "name": region.display_name,
            "short_name": region.display_name[:12],
            "description": region.shown_tagline,
            "id": "/",
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": region.palette["cream"],
            "theme_color": region.palette["indigo"],
            "icons": [
                {
                    "src": f"{reverse('icon', args=[size])}?v={region.tokens_version}",
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": "any maskable",
                }
                for size in (192, 512)
            ],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )
    response["Cache-Control"] = _A_DAY
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    region = RegionSettings.for_request(request)
    response = HttpResponse(icons.ico(region.palette), content_type="image/x-icon")
    response["Cache-Control"] = _A_DAY
    return response


@require_safe
def icon(request: HttpRequest, size: int) -> HttpResponse:
    """One of the fixed sizes of the icon; 404 for any other."""
    if size not in icons.PNG_SIZES:
        raise Http404
    region = RegionSettings.for_request(request)
    response = HttpResponse(icons.png(region.palette, size), content_type="image/png")
    response["Cache-Control"] = _A_DAY
    return response
