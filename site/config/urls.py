"""Every address of the site. They are contracts: docs/architecture.md lists them."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.styleguide import styleguide
from regions.middleware import to_reader_language

from . import views

urlpatterns = [
    path("", to_reader_language),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("media.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("regions.urls")),
    path("", include("pages.urls")),
    *i18n_patterns(
        path("", include("search.urls")),
        path("", include("destinations.urls")),
        path("", include("events.urls")),
        path("", include("events.pdf_urls")),
        path("", include(wagtail_urls)),
    ),
]

if settings.DEBUG:
    urlpatterns.insert(0, path("styleguide/", styleguide, name="styleguide"))

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error
