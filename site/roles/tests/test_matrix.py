"""Every role at every address of the admin, in its own region and in a foreign one.

The addresses come from the URL resolver, what is expected from matrix.txt, which explains itself.
"""

import copy
import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotFound
from django.template.response import SimpleTemplateResponse
from django.test import Client
from wagtail.models import Site

from roles.enums import RoleName

from .addresses import Address, admin_addresses
from .world import SECRET, Office, World, make_world

TABLE = Path(__file__).with_name("matrix.txt")
VISITS = (("GET", "own"), ("GET", "foreign"), ("POST", "own"), ("POST", "foreign"))
ROLES = list(RoleName)
REFUSED = "-" * len(ROLES)
SAME = "." * len(ROLES)

#: What is let through and gives nothing away: where one is led back to one's own pages or the
#: page's history (which refuses); a list of what was chosen, then empty; one's own session.
FOREIGN = {
    "pages/<int:parent_page_id>/": {">"},
    "pages/<int:parent_page_id>/results/": {">"},
    "pages/<int:page_id>/revisions/": {">"},
    "snippets/choose/destinations/placecategory/chosen-multiple/": {"o"},
    "snippets/choose/destinations/district/chosen-multiple/": {"o"},
    "snippets/choose/events/festivalcategory/chosen-multiple/": {"o"},
    "snippets/choose/events/organiser/chosen-multiple/": {"o"},
    "snippets/choose/events/edition/chosen-multiple/": {"o"},
    "snippets/choose/events/venue/chosen-multiple/": {"o"},
    "snippets/choose/events/road/chosen-multiple/": {"o"},
    "snippets/choose/events/observance/chosen-multiple/": {"o"},
    "snippets/choose/events/callforproposals/chosen-multiple/": {"o"},
    "snippets/choose/notices/readysentence/chosen-multiple/": {"o"},
    "documents/chooser/chosen-multiple/": {"o"},
    "images/chooser/chosen-multiple/": {"o"},
    "editing-sessions/release/<int:session_id>/": {"o"},
}
#: Addresses of one thing that do not name it.
SILENT = {
    "groups/history-results/<int:pk>/",
    "imports/<int:pk>/progress/",
    "imports/<int:pk>/refused.csv",
    "images/<int:image_id>/original/",
    "images/chooser/<int:image_id>/select_format/",
    "pages/<int:page_id>/edit/preview/",
    "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/"
    "preview/",
    "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
    "pages/workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
    "sites/delete/<int:pk>/",
    "snippets/choose/events/callforproposals/chosen-multiple/",
    "snippets/choose/events/callforproposals/chosen/<str:pk>/",
    "snippets/events/callforproposals/delete/<int:pk>/",
    "snippets/events/callforproposals/usage/<int:pk>/",
    "sites/history-results/<int:pk>/",
    "sites/history/<int:pk>/",
    "users/history-results/<int:pk>/",
    "workflows/task_chooser/<int:task_id>/",
    "workflows/tasks/disable/<int:pk>/",
}

pytestmark = pytest.mark.django_db


def read_table() -> dict[str, list[str]]:
    """Map each address to its four columns."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.rsplit(maxsplit=len(VISITS)) for line in lines if line and line[0] != "#"]
    return {row[0]: row[1:] for row in rows}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Two offices, built once: every visit is rolled back. Refusals are short, answers to posts
    are not rendered, and nothing is logged, as thousands of visits have to be fast."""
    rendered = SimpleTemplateResponse.rendered_content

    def content(response: Any) -> str:
        return "" if response._request.method == "POST" else rendered.fget(response)

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr("config.urls.handler403", refuse)
        patch.setattr("config.urls.handler404", hide)
        logging.disable(logging.CRITICAL)
        made = make_world()
        patch.setattr("django.contrib.auth.middleware.auth.get_user", known(made.people.values()))
        patch.setattr(SimpleTemplateResponse, "rendered_content", property(content))
        yield made
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)
    Site.clear_site_root_paths_cache()


def known(people: Iterable[Any]) -> Callable[[HttpRequest], Any]:
    """Return how a request finds who asks; their rights are read from the database once."""
    for person in people:
        person.get_all_permissions()
    by_pk = {person.pk: person for person in people}
    return lambda request: copy.deepcopy(by_pk[int(request.session[SESSION_KEY])])


def refuse(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponseForbidden()


def hide(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponseNotFound()


def visit(client: Client, method: str, address: Address, office: Office) -> tuple[str, str]:
    """Return the letter for what came of a visit, and the text of the answer. Changes nothing."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        try:
            response: Any = client.generic(
                method,
                address.url(office),
                data=urlencode(address.body(office) if method == "POST" else {}),
                content_type="application/x-www-form-urlencoded",
                query_params=address.query(office),
                # Wagtail refuses a script with 403, and a person by leading them home.
                headers={"x-requested-with": "XMLHttpRequest"},
            )
        except Exception:  # noqa: BLE001 (any at all is the answer)
            return "E", ""
        finally:
            transaction.set_rollback(True)
            client.cookies = cookies
        text = "" if response.streaming else response.content.decode(errors="replace")
        return letter(response), text


def letter(response: HttpResponse) -> str:
    code = response.status_code
    if code == 302:
        return "-" if response["Location"].startswith("/admin/login/") else ">"
    return {200: "o", 204: "o", 403: "-", 404: "?", 400: "!", 405: "m"}[code]


def test_every_address_has_an_expectation_and_none_is_stale():
    table = read_table()
    there = [address.name for address in admin_addresses()]
    new = [f"{each}  {REFUSED} {SAME} {REFUSED} {SAME}" for each in there if each not in table]
    assert new == [], (
        "New addresses of the admin. Add these lines to site/roles/tests/matrix.txt, in which all "
        "are refused, and run again: the failures say what each role gets. Let through in a "
        "foreign region is nobody. A parameter that nothing fills is for addresses.py."
    )
    assert [each for each in table if each not in there] == []


@pytest.mark.parametrize("role", ROLES)
def test_the_role_gets_what_the_matrix_says_and_learns_nothing_foreign(world: World, role: str):
    client = Client()
    client.force_login(world.people[role])
    table = read_table()
    wrong, leaks = [], []
    for address in admin_addresses():
        for column, (method, side) in enumerate(VISITS):
            if side == "foreign" and not address.differs(world.own, world.foreign):
                continue
            found, text = visit(client, method, address, getattr(world, side))
            expected = table[address.name][column][ROLES.index(role)]
            if found != expected:
                wrong.append(f"{method} {address.name} ({side}): {found}, expected {expected}")
            if SECRET in text:
                leaks.append(f"{method} {address.name} ({side})")
    assert leaks == []
    assert wrong == []


def test_nobody_is_let_through_in_a_foreign_region():
    """Of the matrix itself: a slip of the pen in it must not pass for an expectation."""
    foreign = {
        address: set(columns[1] + columns[3]) - set("-?m.")
        for address, columns in read_table().items()
    }
    assert {address: letters for address, letters in foreign.items() if letters} == FOREIGN


def test_there_is_something_to_learn(world: World):
    """A superuser sees the foreign office, so an answer without it is one that hides it."""
    client = Client()
    client.force_login(world.people["superuser"])
    silent = set()
    for address in admin_addresses():
        if address.differs(world.own, world.foreign):
            found, text = visit(client, "GET", address, world.foreign)
            if found == "o" and SECRET not in text:
                silent.add(address.name)
    assert silent == SILENT
