"""Translated words in templates: marked where they are foreign, escaped always."""

import pytest
from django.template import Context, Template
from django.utils.html import escape
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from destinations.models import PlaceFact
from destinations.tests.factories import published
from pages.models import StandardPage
from pages.templatetags.words import fallback_notice, isolated, language_name
from pages.tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


def rendered(source, **variables):
    return Template("{% load words %}" + source).render(Context(variables))


@pytest.fixture
def fact():
    return PlaceFact(label_ind="Mendaki", label_en="Climb", value_ind="1 < 2 & 3")


def test_words_in_the_readers_language_stand_alone(fact):
    assert rendered('{% text fact "label" %}', fact=fact) == "Mendaki"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Climb"),
        ("ar", '<span dir="ltr" lang="en">Climb</span>'),
        ("ms", '<span dir="ltr" lang="en">Climb</span>'),
    ],
)
def test_words_of_another_language_are_marked(fact, language, expected):
    with override(language):
        assert rendered('{% text fact "label" %}', fact=fact) == expected


def test_an_element_carries_its_attributes_and_the_language(fact):
    source = '{% text fact "label" "h2" class="name" id="x" %}'
    assert rendered(source, fact=fact) == '<h2 class="name" id="x">Mendaki</h2>'
    with override("zh-hans"):
        assert rendered(source, fact=fact) == (
            '<h2 class="name" dir="ltr" id="x" lang="en">Climb</h2>'
        )


def test_words_are_escaped(fact):
    assert rendered('{% text fact "value" %}', fact=fact) == "1 &lt; 2 &amp; 3"
    assert rendered('{% text fact "value" "b" %}', fact=fact) == "<b>1 &lt; 2 &amp; 3</b>"


@pytest.mark.parametrize("value", ["", None, "   "])
def test_an_empty_field_leaves_nothing(value):
    fact = PlaceFact(label_ind=value)
    assert rendered('{% text fact "label" "p" class="lead" %}', fact=fact) == ""


def test_the_name_of_a_page_is_its_title_where_no_heading_is():
    page = StandardPage(title="Cara", heading_en="Ways")
    assert rendered('{% text page "heading" %}', page=page) == "Cara"
    with override("en"):
        assert rendered('{% text page "heading" %}', page=page) == "Ways"
    page.heading_en = ""
    with override("ar"):
        assert rendered('{% text page "heading" "h1" %}', page=page) == (
            '<h1 dir="ltr" lang="id">Cara</h1>'
        )


def test_attributes_alone_begin_with_a_space_or_are_nothing(fact):
    source = '<b{% language_attributes fact "label" %}>{{ fact|language_of:"label" }}</b>'
    assert rendered(source, fact=fact) == "<b>id</b>"
    with override("ar"):
        assert rendered(source, fact=fact) == '<b dir="ltr" lang="en">en</b>'


def test_languages_are_named_in_themselves():
    assert [language_name(code) for code in ("ar", "zh-hans")] == ["العربية", "简体中文"]


@pytest.fixture
def page(region):
    """Whole in Indonesian and English; Arabic has a heading alone."""
    return published(
        StandardPageFactory(
            parent=region.home,
            title="Cara",
            slug="ways",
            heading_en="Ways",
            summary_en="By sea.",
            heading_ar="الطرق",
        )
    )


def notice(page, rf, language, path="ways/"):
    request = rf.get(f"/{language}/{path}", headers={"host": "localhost"})
    with override(language):
        page = StandardPage.objects.get(pk=page.pk)
        return fallback_notice(Context({"request": request}), page)["notice"]


def test_a_whole_page_has_no_notice(page, rf):
    assert notice(page, rf, "id") is None
    assert notice(page, rf, "en") is None


def test_a_notice_says_how_much_is_missing_and_leads_to_what_is_read(page, rf):
    chinese = notice(page, rf, "zh-hans", "ways/?from=search")
    assert (chinese.extent, chinese.code, chinese.url) == ("whole", "en", "/en/ways/?from=search")
    assert (chinese.wanted, chinese.shown) == ("简体中文", "英语")
    arabic = notice(page, rf, "ar")
    assert (arabic.extent, arabic.code, arabic.url) == ("parts", "en", "/en/ways/")


def test_a_notice_names_the_source_where_there_is_no_english(region, rf):
    page = published(StandardPageFactory(parent=region.home, title="Cara", slug="ways"))
    malay = notice(page, rf, "ms")
    assert (malay.extent, malay.code, malay.url) == ("whole", "id", "/id/ways/")


def test_a_text_that_is_held_back_is_unsure(page, rf):
    page.language_versions.filter(language="en").update(held_back=True)
    english = notice(page, rf, "en")
    assert (english.extent, english.code) == ("unsure", "id")


def test_a_notice_links_to_no_language_that_the_region_does_not_use(page, region, rf):
    region.settings.languages = ["id", "ms"]
    region.settings.save()
    malay = notice(page, rf, "ms")
    assert (malay.code, malay.url) == ("en", "")


def test_a_reader_sees_the_notice_and_the_marks(page, reader):
    html = reader.get("/ar/ways/").content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "<h1>الطرق</h1>" in html
    assert '<p class="lead" dir="ltr" lang="en">By sea.</p>' in html
    assert '<a href="/en/ways/" hreflang="en">' in html.split('class="notice"')[1]


# --- Written from the right ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مهرجان (Gandrung Sewu)", "مهرجان <bdi>(Gandrung Sewu)</bdi>"),
        (
            "بركان (Kawah Ijen) وقرية (Desa Kemiren)",
            "بركان <bdi>(Kawah Ijen)</bdi> وقرية <bdi>(Desa Kemiren)</bdi>",
        ),
        ("(G-Land, Plengkung)", "<bdi>(G-Land, Plengkung)</bdi>"),
        ("(Jum'at)", "<bdi>(Jum&#x27;at)</bdi>"),
        ("عام (2026)", "عام (2026)"),
        ("اسم (جاوة)", "اسم (جاوة)"),
        ("Gandrung Sewu", "Gandrung Sewu"),
        ("(open", "(open"),
        ("", ""),
    ],
)
def test_latin_names_in_brackets_are_kept_whole(text, expected):
    assert isolated(text) == expected


def test_what_is_isolated_is_escaped():
    assert isolated("<b> & (A <script>)") == ("&lt;b&gt; &amp; <bdi>(A &lt;script&gt;)</bdi>")
    assert isolated("(A & B)") == "<bdi>(A &amp; B)</bdi>"
    assert isolated('"(x)"') == "&quot;<bdi>(x)</bdi>&quot;"


@given(st.text(alphabet="()<>&'\"Aab1 ا-/.;#"))
def test_nothing_but_brackets_is_marked_and_nothing_is_lost(text):
    html = isolated(text)
    bare = html.replace("<bdi>", "").replace("</bdi>", "")
    assert bare == escape(text)
    assert html.count("<bdi>") == html.count("</bdi>")


def test_only_what_is_written_from_the_right_is_isolated():
    fact = PlaceFact(label_ind="Tari (Gandrung)", label_ar="رقصة (Gandrung)")
    assert rendered('{% text fact "label" %}', fact=fact) == "Tari (Gandrung)"
    with override("ar"):
        assert rendered('{% text fact "label" "p" %}', fact=fact) == (
            "<p>رقصة <bdi>(Gandrung)</bdi></p>"
        )
        fallback = PlaceFact(label_ind="Tari (Gandrung)")
        assert rendered('{% text fact "label" %}', fact=fallback) == (
            '<span dir="ltr" lang="id">Tari (Gandrung)</span>'
        )


@pytest.mark.parametrize(("code", "expected"), [("ms", "yes"), ("ar", "no"), ("zh-hans", "no")])
def test_templates_may_ask_for_the_script(code, expected):
    source = "{% if code|uses_latin_script %}yes{% else %}no{% endif %}"
    assert rendered(source, code=code) == expected
