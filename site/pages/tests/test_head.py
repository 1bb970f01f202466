"""What search engines and shared links are told, language by language."""

import pytest
from django.utils.translation import override

from destinations.tests.factories import published
from pages.head import for_page
from pages.tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(region):
    """Whole in Indonesian, English and Arabic; Malay has a heading only."""
    return published(
        StandardPageFactory(
            parent=region.home,
            title="Cara",
            slug="ways",
            heading_en="Ways",
            summary_en="By sea.",
            heading_ar="الطرق",
            summary_ar="بحرًا.",
            heading_ms="Jalan",
            meta_description_en="How to come by sea.",
        )
    )


@pytest.fixture
def request_(region, rf):
    return rf.get("/", headers={"host": "localhost"})


def head(page, request, code):
    with override(code):
        return for_page(type(page).objects.get(pk=page.pk), request)


def test_available_languages_name_each_other_and_a_default(page, request_):
    english = head(page, request_, "en")
    assert english.alternates == [
        ("id", "http://localhost/id/ways/"),
        ("en", "http://localhost/en/ways/"),
        ("ar", "http://localhost/ar/ways/"),
    ]
    assert english.x_default == "http://localhost/en/ways/"
    assert (english.canonical, english.is_indexed) == ("http://localhost/en/ways/", True)
    assert head(page, request_, "ar").alternates == english.alternates


def test_a_language_in_part_is_not_indexed_and_points_at_the_source(page, request_):
    malay = head(page, request_, "ms")
    assert (malay.title, malay.is_indexed, malay.alternates) == ("Jalan", False, [])
    assert malay.canonical == "http://localhost/id/ways/"


def test_a_language_held_back_leaves_the_others_lists(page, request_):
    page.language_versions.filter(language="ar").update(held_back=True)
    assert [code for code, _url in head(page, request_, "en").alternates] == ["id", "en"]
    assert head(page, request_, "ar").is_indexed is False


def test_a_language_that_the_region_does_not_use_is_no_alternate(page, request_, region):
    region.settings.languages = ["id", "en"]
    region.settings.save()
    assert [code for code, _url in head(page, request_, "en").alternates] == ["id", "en"]


def test_the_description_is_the_languages_own_or_the_summary(page, request_):
    assert head(page, request_, "en").description == "How to come by sea."
    assert head(page, request_, "ar").description == "How to come by sea."
    assert head(page, request_, "id").description == "Ringkasan."


def test_structured_data_speaks_the_active_language(page, request_):
    assert head(page, request_, "ar").structured_data[0] == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": "الطرق",
        "description": "How to come by sea.",
        "url": "http://localhost/ar/ways/",
        "inLanguage": "ar",
    }


def test_a_title_cannot_break_out_of_structured_data(region, reader):
    title = "Kawah </script><script>alert(1)</script>"
    published(StandardPageFactory(parent=region.home, title=title, slug="x"))
    html = reader.get("/id/x/").content.decode()
    assert "<script>alert(1)" not in html
    assert "\\u003C/script\\u003E" in html


def test_the_head_of_a_page_has_one_of_each(page, reader):
    html = reader.get("/en/ways/").content.decode().split("</head>")[0]
    assert html.count('<link rel="canonical"') == 1
    assert html.count('rel="alternate" hreflang="') == 4
    assert 'hreflang="x-default" href="http://localhost/en/ways/"' in html
    assert '<meta property="og:title" content="Ways"' in html
    assert "noindex" not in html


def test_a_fallback_says_noindex_and_tells_the_reader_in_their_language(page, reader):
    html = reader.get("/ms/ways/").content.decode()
    assert '<meta name="robots" content="noindex' in html
    assert "hreflang" not in html.split("</head>")[0]
