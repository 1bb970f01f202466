"""The sky of a page that stays open, by a clock that the test turns."""

import datetime
import zoneinfo

import polib
import pytest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import override, to_locale
from playwright.sync_api import expect

from regions.sunlight import Point, sky
from regions.templatetags.sky import ShownSky
from tests.house import ROOT

# No test of this folder runs beside anybody's own database, so each asks for its own.
pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WIB = zoneinfo.ZoneInfo("Asia/Jakarta")
SCRIPT = (ROOT / "static" / "js" / "sky.js").read_text(encoding="utf-8")


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=WIB)


@pytest.fixture
def opened(chromium):
    """Open a page that the server rendered at one moment and the browser shows at another."""
    contexts = []
    errors = []

    def show(rendered, *, shown=None, language="en", has_sky=True):
        now = moment(rendered)
        over = sky(Point(-8.0946, 114.4117), WIB, now, place="Watu Dodol")
        context = chromium.new_context()
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.clock.install(time=moment(shown or rendered))
        with override(language):
            seen = ShownSky(now, over) if has_sky else ShownSky()
            page.set_content(
                format_html(
                    '<html lang="{}"><header class="bar sky {}" data-sky="{}"></header>'
                    '<div class="hero sky {}">{}</div></html>',
                    language,
                    seen.css,
                    seen.data,
                    seen.css,
                    render_to_string("components/sunrise.html", {"sky": seen}),
                )
            )
        page.add_script_tag(content=SCRIPT, type="module")
        return page

    yield show
    for context in contexts:
        context.close()
    assert errors == []


def turn_to(page, text):
    """Let the time pass, as it does for who looks on."""
    now = page.evaluate("Date.now()")
    page.clock.run_for(int(moment(text).timestamp() * 1000 - now))


def hide(page, hidden):
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden',"
        " { value: hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')) }",
        hidden,
    )


def step_of(page):
    """The classes of both skies, and the segments that are marked."""
    return page.evaluate(
        "[document.querySelector('header').className, document.querySelector('.hero').className,"
        " ...[...document.querySelectorAll('[data-now]')].map(each => each.dataset.step)]"
    )


def test_the_sky_moves_on_step_by_step_and_nothing_else_of_the_class_changes(opened):
    page = opened("2026-11-24T04:50:00")
    expect(page.locator(".sunrise__countdown")).to_be_visible()
    assert step_of(page) == ["bar sky sky--first", "hero sky sky--first", "first"]
    turn_to(page, "2026-11-24T04:53:05")
    assert step_of(page) == ["bar sky sky--golden", "hero sky sky--golden", "golden"]
    turn_to(page, "2026-11-24T05:31:08")
    assert step_of(page) == ["bar sky sky--day", "hero sky sky--day", "day"]


def test_it_counts_down_by_the_minute_and_then_tells_the_next_sunrise(opened):
    page = opened("2026-11-24T04:31:00")
    countdown = page.locator(".sunrise__countdown")
    expect(countdown).to_have_text("The sun rises in 23 minutes")
    turn_to(page, "2026-11-24T04:31:03")
    expect(countdown).to_have_text("The sun rises in 23 minutes")
    turn_to(page, "2026-11-24T04:31:05")
    expect(countdown).to_have_text("The sun rises in 22 minutes")
    turn_to(page, "2026-11-24T04:53:00")
    expect(countdown).to_have_text("The sun rises in 1 minute")
    expect(page.locator(".sunrise__day")).to_have_text("Today")
    turn_to(page, "2026-11-24T04:53:05")
    expect(countdown).to_have_text("The sun rises in 24 hours")
    expect(page.locator(".sunrise__day")).to_have_text("Tomorrow")
    expect(page.locator("time")).to_have_attribute("datetime", "2026-11-25T04:53+07:00")


def test_at_midnight_tomorrow_becomes_today(opened):
    page = opened("2026-11-24T23:59:00")
    expect(page.locator(".sunrise__day")).to_have_text("Tomorrow")
    turn_to(page, "2026-11-25T00:00:01")
    expect(page.locator(".sunrise__day")).to_have_text("Today")


@pytest.fixture
def translated(monkeypatch):
    """Speak as the catalogues do: tests read the English of the code."""

    def speak(language):
        path = ROOT / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
        words = {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}
        monkeypatch.setattr("regions.templatetags.sky.gettext", words.__getitem__)

    return speak


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "Matahari terbit dalam 22 menit"),
        ("ms", "Matahari terbit dalam 22 minit"),
        ("zh-hans", "22分钟后日出"),
        ("ar", "تشرق الشمس خلال 22 دقيقة"),
    ],
)
def test_the_countdown_speaks_the_readers_language(opened, translated, language, words):
    translated(language)
    page = opened("2026-11-24T04:31:30", language=language)
    expect(page.locator(".sunrise__countdown")).to_have_text(words)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ("04:52:30", "تشرق الشمس خلال دقيقة واحدة"),
        ("04:51:30", "تشرق الشمس خلال دقيقتين"),
        ("04:50:30", "تشرق الشمس خلال 3 دقائق"),
    ],
)
def test_arabic_counts_one_two_and_few_in_its_own_way(opened, translated, shown, words):
    translated("ar")
    page = opened(f"2026-11-24T{shown}", language="ar")
    expect(page.locator(".sunrise__countdown")).to_have_text(words)


def test_a_page_from_the_browsers_store_catches_up(opened):
    page = opened("2026-11-24T04:31:00", shown="2026-11-24T18:41:00")
    expect(page.locator(".sunrise__day")).to_have_text("Tomorrow")
    assert step_of(page) == ["bar sky sky--night", "hero sky sky--night", "night"]


def test_beyond_what_the_page_knows_nothing_is_counted(opened):
    page = opened("2026-11-24T04:31:00", shown="2026-11-29T12:00:00")
    page.clock.run_for(60_000)
    expect(page.locator(".sunrise__countdown")).to_be_hidden()
    expect(page.locator("time")).to_have_text("04:53")


def test_hidden_it_rests_and_seen_again_it_catches_up(opened):
    page = opened("2026-11-24T04:31:00")
    countdown = page.locator(".sunrise__countdown")
    expect(countdown).to_have_text("The sun rises in 23 minutes")
    hide(page, True)
    turn_to(page, "2026-11-24T05:00:00")
    expect(countdown).to_have_text("The sun rises in 23 minutes")
    assert step_of(page)[2] == "first"
    hide(page, False)
    expect(countdown).to_have_text("The sun rises in 24 hours")
    assert step_of(page)[2] == "golden"


def test_a_page_without_a_sky_stays_as_it_is(opened):
    page = opened("2026-11-24T04:31:00", has_sky=False)
    page.clock.run_for(60_000)
    assert step_of(page) == ["bar sky sky--first", "hero sky sky--first"]


def test_the_module_is_small():
    assert len(SCRIPT.encode()) <= 2048
