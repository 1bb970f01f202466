import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from pages.models import StandardPage
from translations.searchtext import normalized, plain_text


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Kawah IJEN", "kawah ijen"),
        ("café", "cafe"),
        ("红岛", "红岛"),
        ("伊真火山口", "伊真 真火 火山 山口"),
        ("岛", "岛"),
        ("去Ijen看蓝火", "去 ijen 看蓝 蓝火"),
        ("أَزْرَق", "ازرق"),
        ("فوهةٌ", "فوهه"),
        ("إلى", "الي"),
        ("١٢", "12"),
    ],
)
def test_text_is_stored_so_that_both_databases_find_it(text, stored):
    assert normalized(text) == stored


@given(st.text())
def test_normalising_twice_is_normalising_once_but_for_chinese(text):
    once = normalized(text)
    assert normalized(once).split() == once.split() or any("\u3400" <= c <= "\uffff" for c in once)


def test_markup_is_no_text():
    assert plain_text("<p>Danau</p><p>asam &amp; biru</p>") == "Danau asam & biru"
    assert plain_text(None) == ""


@pytest.mark.django_db
def test_all_words_of_a_body_are_found():
    page = StandardPage(
        body_ind=[
            ("paragraph", RichText("<p>Bawa jaket</p>")),
            ("quote", {"text": "Beri salam", "attribution": "Papan"}),
            (
                "faq",
                {"items": [{"question": "Boleh memotret?", "answer": RichText("<p>Boleh</p>")}]},
            ),
        ]
    )
    words = plain_text(page.body_ind).split()
    assert words == ["Bawa", "jaket", "Beri", "salam", "Papan", "Boleh", "memotret?", "Boleh"]
