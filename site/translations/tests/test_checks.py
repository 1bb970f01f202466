"""A page type that speaks one language only never gets past `manage.py check`."""

from django.core import checks
from modeltranslation.translator import TranslationOptions, translator
from wagtail.models import Page

from pages.models import SitePage, StandardPage
from translations.checks import check_registration, page_type_errors


def test_the_projects_own_page_types_pass():
    assert checks.run_checks(tags=["translations"]) == []


def test_a_page_type_without_translation_options_fails():
    class Forgotten(SitePage):
        class Meta:
            app_label = "tests"
            abstract = True

    assert [error.id for error in page_type_errors([Forgotten])] == ["translations.E001"]


def test_a_page_type_that_is_not_ours_fails():
    class Plain(Page):
        class Meta:
            app_label = "tests"
            proxy = True

    assert [error.id for error in page_type_errors([Plain])] == ["translations.E001"]


def test_wagtails_own_page_is_left_alone(monkeypatch):
    assert page_type_errors([Page]) == []
    monkeypatch.setattr(translator, "get_registered_models", lambda **_kwargs: [Page])
    assert "translations.E002" in [error.id for error in page_type_errors([Page])]


def test_the_title_is_never_registered(monkeypatch):
    class Options(TranslationOptions):
        fields = ("heading",)

    options = Options(StandardPage)
    options.all_fields = {"title": set(), "slug": set()}
    monkeypatch.setattr(translator, "get_options_for_model", lambda _model: options)
    assert sorted(e.id for e in page_type_errors([StandardPage])) == ["translations.E003"] * 2


def test_named_but_not_registered_fields_fail(monkeypatch):
    monkeypatch.setattr(StandardPage, "translated_fields", ("heading", "summary", "forgotten"))
    assert [(error.id, error.obj) for error in check_registration(None)] == [
        ("translations.E004", StandardPage)
    ]


def test_nothing_of_wagtails_own_tables_is_translated():
    assert not [field.name for field in Page._meta.get_fields() if field.name.endswith("_ind")]
