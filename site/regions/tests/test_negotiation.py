import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.negotiation import accepted, best, split_path

FIVE = ["id", "en", "ms", "zh-hans", "ar"]


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("", []),
        ("ar-EG,en;q=0.8", ["ar-eg", "en"]),
        ("en;q=0.1,ms;q=0.9", ["ms", "en"]),
        ("fr;q=0, en", ["en"]),
        ("*", []),
        ("nonsense;;;", []),
    ],
)
def test_browsers_say_what_they_accept_best_first(header, codes):
    assert accepted(header) == codes


@pytest.mark.parametrize(
    ("code", "header", "language"),
    [
        ("", "", "id"),
        ("", "zh-CN,zh;q=0.9", "zh-hans"),
        ("", "fr,de;q=0.9,en-GB;q=0.5", "en"),
        ("zh", "ar", "zh-hans"),
        ("fr", "ar", "ar"),
        ("fr", "", "id"),
    ],
)
def test_the_code_asked_for_comes_before_the_browser_and_the_source_last(code, header, language):
    assert best(FIVE, code=code, header=header) == language


def test_only_languages_of_the_region_are_offered():
    assert best(["id", "en"], header="ar,en;q=0.3") == "en"


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/", ("", "")),
        ("/xx/", ("xx", "")),
        ("/xx", ("xx", "")),
        ("/zh-CN/destinations/", ("zh-CN", "destinations/")),
        ("/destinations/kawah-ijen/", ("", "destinations/kawah-ijen/")),
        ("/map/", ("", "map/")),
        ("//evil.example/", ("", "evil.example/")),
        ("/xx//evil.example/", ("xx", "/evil.example/")),
    ],
)
def test_a_path_is_split_at_what_looks_like_a_language(path, parts):
    assert split_path(path) == parts


@given(st.text())
def test_any_header_is_survived(header):
    assert best(FIVE, header=header) in FIVE
