"""The site's addresses, and `/<lang>/broken/`, which fails: so that the page for that is seen."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import *  # noqa: F403 (the handlers of errors, too)
from config.urls import urlpatterns


def broken(request: HttpRequest, language: str) -> HttpResponse:
    """Raise, always."""
    raise RuntimeError("This page is here to fail.")


urlpatterns = [path("<str:language>/broken/", broken), *urlpatterns]
