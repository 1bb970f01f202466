import pytest
from django.utils.translation import override

from translations import languages


def test_the_source_comes_first():
    assert languages.codes() == ["id", "en", "ms", "zh-hans", "ar"]
    assert languages.targets() == ["en", "ms", "zh-hans", "ar"]


def test_names_are_native():
    assert [languages.name(code) for code in languages.codes()] == [
        "Bahasa Indonesia",
        "English",
        "Bahasa Melayu",
        "简体中文",
        "العربية",
    ]


def test_only_arabic_runs_from_right_to_left():
    assert [languages.direction(code) for code in languages.codes()] == [
        "ltr",
        "ltr",
        "ltr",
        "ltr",
        "rtl",
    ]


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("id", ["id"]),
        ("en", ["en", "id"]),
        ("ms", ["ms", "en", "id"]),
        ("zh-hans", ["zh-hans", "en", "id"]),
        ("ar", ["ar", "en", "id"]),
    ],
)
def test_a_reader_falls_back_to_english_and_then_to_the_source(code, chain):
    assert languages.fallbacks(code) == chain


def test_columns_of_indonesian_do_not_look_like_foreign_keys():
    assert languages.localized("heading", "id") == "heading_ind"
    assert languages.localized("heading", "zh-hans") == "heading_zh_hans"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("en", "en"),
        ("EN-gb", "en"),
        ("zh", "zh-hans"),
        ("zh-CN", "zh-hans"),
        ("zh_TW", "zh-hans"),
        ("ar-EG", "ar"),
        ("id-ID", "id"),
        ("fr", None),
        ("", None),
    ],
)
def test_the_nearest_language_shares_the_primary_subtag(code, found):
    assert languages.nearest(code, languages.codes()) == found


def test_a_variant_that_is_active_counts_as_its_language():
    with override("en-gb"):
        assert languages.active() == "en"


def test_unknown_languages_are_dropped_and_the_order_is_the_projects():
    assert languages.in_order(["ar", "xx", "id"]) == ["id", "ar"]


@pytest.mark.parametrize(
    ("code", "is_latin"),
    [
        ("id", True),
        ("en", True),
        ("ms", True),
        ("zh-hans", False),
        ("ar", False),
        ("jv", True),
        ("ru", False),
        ("sr", False),
        ("sr-latn", True),
        ("zh-hant", False),
        ("ms-arab", False),
        ("xx", False),
        ("", False),
    ],
)
def test_the_script_of_a_language_is_known(code, is_latin):
    """Whoever adds a language is told by this whether the brand's face has its letters."""
    assert languages.uses_latin_script(code) is is_latin
