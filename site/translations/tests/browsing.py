"""The admin as a browser uses it: log-ins and forms as they would be posted."""

from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from translations.languages import codes, localized


def log_in(user: Any) -> Client:
    """Return a browser in which the user is logged in."""
    client = Client()
    client.force_login(user)
    return client


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_of(client: Client, url: str) -> QueryDict:
    """Return the page editor's form as a browser would post it, with bodies left empty."""
    html = client.get(url).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form")
    for name, value in list(data.items()):
        # A browser drops the line end that opens a textarea.
        data[name] = value.removeprefix("\n")
    for code in codes():
        column = localized("body", code)
        if f'id="{column}"' in html:
            data[f"{column}-count"] = "0"
    return data
