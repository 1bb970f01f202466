"""What the head is written with: data that cannot break out, locales, the default language."""

import json

import pytest
from django.template import Context

from media.tests.factories import PictureFactory
from pages.models import StandardPage
from pages.templatetags.head import json_ld, open_graph_locale, share_picture, x_default


def test_data_cannot_end_its_element_and_stays_what_it_was():
    data = {"name": "</script><!-- &amp; \u2028 “Kawah” 伊真"}
    html = json_ld(data)
    assert html.startswith('<script type="application/ld+json">')
    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)
    assert "伊真" in inside
    assert json.loads(inside) == data


@pytest.mark.parametrize(
    ("code", "locale"),
    [("en", "en_GB"), ("id", "id_ID"), ("zh-hans", "zh_CN"), ("ar", "ar_AR"), ("pt-br", "pt_br")],
)
def test_open_graph_has_its_own_names_of_languages(code, locale):
    assert open_graph_locale(code) == locale


def test_other_languages_get_english_else_the_source():
    urls = [("id", "/id/"), ("ar", "/ar/")]
    assert x_default([*urls, ("en", "/en/")]) == "/en/"
    assert x_default(urls) == "/id/"
    assert x_default([]) == ""


@pytest.mark.django_db
def test_the_shared_picture_has_an_absolute_address_and_a_size(rf):
    context = Context({"request": rf.get("/", headers={"host": "localhost"})})
    picture = PictureFactory(alt_ind="Danau di kawah", made=True)
    shared = share_picture(context, StandardPage(title="Kawah", picture=picture))
    rendition = picture.renditions_for("lead")["jpeg"][-1]
    assert (shared.url, shared.width, shared.height, shared.alt) == (
        f"http://localhost{rendition.url}",
        rendition.width,
        rendition.height,
        "Danau di kawah",
    )
    assert share_picture(context, StandardPage(title="Kawah")) is None
    assert share_picture(context, "") is None
