"""A real browser against the real site, on this machine alone."""

import contextlib
import datetime
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from wagtail.models import Collection, Locale
from wagtail.models import Page as WagtailPage
from wagtail.permissions import policy_registry

from demo.baking import CHROMIUM_ARGUMENTS
from destinations.tests.factories import published
from events.tests.factories import FestivalIndexPageFactory
from home.tests.factories import Region, make_region
from roles.making import make_roles
from tests.e2e import demo as served_demo

NOW = datetime.datetime(2026, 11, 27, 3, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database in a file: in memory, all threads of the live server share one connection."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("e2e") / "db.sqlite3")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser. Its event loop stays in this thread: Django takes that for asynchronous code."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def migrated(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the database as migrations leave it, made before any test can change it."""
    database = settings.DATABASES["default"]
    assert database["NAME"] == database["TEST"]["NAME"]  # and not what somebody works with
    path = tmp_path_factory.mktemp("migrated") / "db.sqlite3"
    with (
        contextlib.closing(sqlite3.connect(database["NAME"])) as source,
        contextlib.closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)
    return path


@pytest.fixture(scope="session")
def demo_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the demo writes: one a process, so that several may test side by side."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def demo(demo_state: Path, migrated: Path) -> Iterator[str]:
    """The address of the demo, served as `make run` does, in every language. Read only."""
    with served_demo.demo(demo_state, migrated=migrated) as address:
        yield address


@pytest.fixture(scope="session")
def desk(chromium: Browser, demo: str) -> Iterator[Page]:
    """One window at the demo for all tests of a session: nothing is kept but the site's files."""
    context = chromium.new_context(base_url=demo, reduced_motion="reduce", locale="en")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


@pytest.fixture
def site(chromium: Browser, transactional_db: None, live_server: object) -> Region:
    """A region served by the live server, whatever an earlier test has flushed away."""
    Locale.objects.get_or_create(language_code="id")
    if not WagtailPage.objects.filter(depth=1).exists():
        WagtailPage.add_root(title="Root", slug="root")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    # Policies remember content types, which a flush numbers anew.
    ContentType.objects.clear_cache()
    by_class, by_exact_class = (
        policy_registry.values_by_class,
        policy_registry.values_by_exact_class,
    )
    for policy in (*by_class.values(), *by_exact_class.values()):
        vars(policy).pop("_content_type", None)
    return make_region(port=live_server.thread.port)  # type: ignore[attr-defined]


@pytest.fixture
def visit(chromium: Browser, live_server: object) -> Iterator[Callable[..., Page]]:
    """Open a window of its own: ``visit()`` for a reader, ``visit(user)`` for somebody logged in.

    ``scripts=False`` is a browser that runs none, ``still=True`` one in which nothing moves. A
    script error in any window fails the test.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_window(
        username: str = "",
        *,
        width: int = 1440,
        height: int = 1000,
        scripts: bool = True,
        still: bool = False,
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url.replace("127.0.0.1", "localhost"),  # type: ignore[attr-defined]
            viewport={"width": width, "height": height},
            locale="en",
            java_script_enabled=scripts,
            reduced_motion="reduce" if still else "no-preference",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        if username:
            page.goto("/admin/login/")
            page.fill("#id_username", username)
            page.fill("#id_password", "first-light")
            page.click("button[type=submit]")
            page.wait_for_url("**/admin/")
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def still_clock(monkeypatch):
    """Friday, 27 November 2026, 10:00 in Jakarta. The server is a thread of this process, so its
    clock stands still as well."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def section(site):
    """An office with its roles, and the section of festivals."""
    published(site.home)
    section = published(
        FestivalIndexPageFactory(parent=site.home, show_in_menus=True, summary_en="All.")
    )
    make_roles(site.settings)
    return section
