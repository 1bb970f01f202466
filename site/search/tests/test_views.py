"""Search finds what the public has, in the reader's language, and nothing else."""

import pytest
from wagtail.models import PageViewRestriction

from destinations.tests.factories import published
from pages.tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(region):
    return [
        published(
            StandardPageFactory(
                parent=region.home,
                title="Kawah Ijen",
                slug="ijen",
                heading_en="Ijen Crater",
                heading_zh_hans="伊真火山口",
                heading_ar="فُوهة إيجين",
                summary_ind="Danau asam.",
                summary_en="An acid lake.",
            )
        ),
        published(StandardPageFactory(parent=region.home, title="Pulau Merah", slug="merah")),
    ]


def titles(reader, language, words, **headers):
    response = reader.get(f"/{language}/search/", {"q": words}, headers=headers)
    assert response.status_code == 200
    return [result.title for result in response.context["results"]]


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("id", "kawah", ["Kawah Ijen"]),
        ("id", "KAWAH ijen", ["Kawah Ijen"]),
        ("en", "crater", ["Ijen Crater"]),
        ("en", "acid", ["Ijen Crater"]),
        ("id", "crater", []),
        ("zh-hans", "火山", ["伊真火山口"]),
        ("zh-hans", "acid", ["伊真火山口"]),
        ("ar", "فوهه", ["فُوهة إيجين"]),
        ("ar", "ايجين", ["فُوهة إيجين"]),
        ("en", "nothing-of-the-kind", []),
    ],
)
def test_words_are_found_in_the_language_of_the_address(pages, reader, language, words, found):
    assert titles(reader, language, words) == found


def test_an_empty_query_shows_the_form_and_finds_nothing(pages, reader):
    assert titles(reader, "id", "   ") == []


@pytest.mark.parametrize("words", ["'", '"', "*", "a OR b", "x" * 5000, "(", "\\", "%", "-", "🌋"])
def test_odd_queries_are_answered(pages, reader, words):
    assert titles(reader, "id", words) == []


def test_a_control_character_is_a_bad_request(pages, reader):
    assert reader.get("/id/search/?q=a%00b").status_code == 400


def test_what_is_not_public_is_not_found(region, other_region, reader):
    draft = StandardPageFactory(parent=region.home, title="Rahasia draf", slug="d", live=False)
    draft.save_revision()
    gone = published(StandardPageFactory(parent=region.home, title="Rahasia lama", slug="g"))
    gone.unpublish()
    closed = published(StandardPageFactory(parent=region.home, title="Rahasia mitra", slug="m"))
    published(StandardPageFactory(parent=closed, title="Rahasia dalam", slug="in"))
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    published(StandardPageFactory(parent=other_region.home, title="Rahasia Sabang", slug="s"))
    assert titles(reader, "id", "rahasia") == []
    assert titles(reader, "id", "rahasia", host="sabang.example") == ["Rahasia Sabang"]


def test_a_draft_of_a_live_page_is_not_found(pages, reader):
    draft = pages[0].get_latest_revision_as_object()
    draft.summary_ind = "Belerang."
    draft.save_revision()
    assert titles(reader, "id", "belerang") == []


def test_results_are_never_indexed(pages, reader):
    html = reader.get("/id/search/?q=kawah").content.decode()
    assert '<meta name="robots" content="noindex' in html


def test_nothing_found_says_what_to_do(pages, reader):
    response = reader.get("/en/search/?q=zzzz")
    assert "zzzz" in response.content.decode()
    assert response.context["results"].paginator.count == 0


def test_its_cost_does_not_grow_with_the_results(region, reader, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(20) as counted:
            reader.get("/id/search/?q=pantai")
        return len(counted.captured_queries)

    published(StandardPageFactory(parent=region.home, title="Pantai", slug="p"))
    reader.get("/id/search/?q=pantai")
    few = cost()
    for number in range(25):
        published(
            StandardPageFactory(parent=region.home, title=f"Pantai {number}", slug=f"p{number}")
        )
    assert cost() == few <= 15
