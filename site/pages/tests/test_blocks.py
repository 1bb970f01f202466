"""Each block says what it is for, shows itself, and refuses what makes no sense."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.rich_text import RichText

from destinations.tests.factories import published
from media.tests.factories import PictureFactory
from pages.blocks import BodyBlock, CallToActionBlock, PictureBlock, RelatedPagesBlock
from pages.models import StandardPage
from pages.tests.factories import StandardPageFactory
from translations.languages import codes
from translations.tests.browsing import log_in
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db

BLOCKS = BodyBlock().child_blocks


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_has_a_description_and_a_preview(name):
    block = BLOCKS[name]
    assert block.get_description()
    assert block.is_previewable


@pytest.mark.parametrize("name", BLOCKS)
def test_every_preview_renders(name, region):
    client = log_in(make_user("o", page=region.home, languages=codes()))
    block = StandardPage.body.field.stream_block.child_blocks[name]
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "<main" in response.content.decode()


def test_a_picture_is_decoration_or_has_a_text_but_not_both(region):
    picture = PictureFactory()
    value = {"picture": picture, "alt_text": "Kawah", "is_decorative": True, "caption": ""}
    with pytest.raises(StructBlockValidationError):
        PictureBlock().clean(PictureBlock().normalize(value))
    value["alt_text"] = ""
    assert PictureBlock().clean(PictureBlock().normalize(value))["is_decorative"] is True


@pytest.mark.parametrize("both", [True, False])
def test_a_call_to_action_leads_to_exactly_one_place(region, both):
    page = StandardPageFactory(parent=region.home)
    value = {
        "heading": "Ke sini",
        "text": "",
        "label": "Buka",
        "page": page if both else None,
        "url": "https://example.org/" if both else "",
    }
    with pytest.raises(StructBlockValidationError):
        CallToActionBlock().clean(CallToActionBlock().normalize(value))


def test_related_pages_are_named_in_the_readers_language_and_drafts_are_left_out(
    region, django_assert_num_queries
):
    first = published(StandardPageFactory(parent=region.home, slug="a", heading_en="Ways"))
    draft = StandardPageFactory(parent=region.home, slug="b", live=False)
    second = published(StandardPageFactory(parent=region.home, slug="c", title="Kisah"))
    block = RelatedPagesBlock()
    value = block.normalize({"heading": "", "pages": [second, draft, first]})
    with override("en"), django_assert_num_queries(1):
        links = block.get_context(value)["links"]
    assert [link.title for link in links] == ["Kisah", "Ways"]


def test_an_empty_list_of_facts_is_refused():
    block = BodyBlock()
    with pytest.raises(StreamBlockValidationError):
        block.clean(block.normalize([("facts_table", {"caption": "", "rows": []})]))


def test_running_text_may_be_anything_an_editor_types():
    block = BodyBlock()
    value = block.normalize([("paragraph", RichText("<p>Bawa jaket</p>"))])
    assert block.clean(value)[0].value.source == "<p>Bawa jaket</p>"
