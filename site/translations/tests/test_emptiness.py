import pytest
from django.utils.translation import override
from modeltranslation.fields import TranslationFieldDescriptor
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from destinations.models import Place
from pages.blocks import BodyBlock
from translations.emptiness import is_empty, teach_modeltranslation

pytestmark = pytest.mark.django_db

EMPTY = [
    None,
    "",
    "   \n",
    '<p data-block-key="a1b2c"></p>',
    '<p data-block-key="a1b2c">&nbsp;</p><p></p>',
    "<h2><br/></h2>",
    "\u200b",
    [],
    {},
    RichText('<p data-block-key="x"></p>'),
]
TELLING = [
    "Ijen",
    "0",
    0,
    False,
    "<p>Ijen</p>",
    '<embed embedtype="image" id="3"/>',
    "<p></p><hr/>",
    "5 &lt; 6",
    [{"type": "paragraph"}],
    RichText("<p>Ijen</p>"),
]


@pytest.mark.parametrize("value", EMPTY)
def test_a_value_without_anything_to_read_is_empty(value):
    assert is_empty(value) is True


@pytest.mark.parametrize("value", TELLING)
def test_text_a_number_a_picture_or_a_rule_is_not_empty(value):
    assert is_empty(value) is False


def test_a_stream_is_empty_without_blocks():
    block = BodyBlock()
    assert is_empty(StreamValue(block, [], is_lazy=True)) is True
    filled = [{"type": "paragraph", "value": "<p>Ijen</p>"}]
    assert is_empty(StreamValue(block, filled, is_lazy=True)) is False


def test_an_untouched_editor_does_not_stop_the_fallback():
    place = Place(summary_ind="Kawah", summary_ar='<p data-block-key="a1"></p>')
    with override("ar"):
        assert place.summary == "Kawah"


def test_an_empty_stream_does_not_stop_the_fallback():
    place = Place(body_ind=[("paragraph", RichText("<p>Kawah</p>"))], body_ar=[])
    with override("ar"):
        assert [str(block.value.source) for block in place.body] == ["<p>Kawah</p>"]


def test_without_the_patch_an_untouched_editor_would_stop_the_fallback(monkeypatch):
    """The trap itself: modeltranslation alone takes the empty paragraph for text."""
    monkeypatch.setattr(
        TranslationFieldDescriptor,
        "meaningful_value",
        lambda _self, val, undefined: val is not None and val != undefined,
    )
    place = Place(summary_ind="Kawah", summary_ar='<p data-block-key="a1"></p>')
    with override("ar"):
        assert place.summary == '<p data-block-key="a1"></p>'


def test_teaching_twice_changes_nothing():
    before = TranslationFieldDescriptor.meaningful_value
    teach_modeltranslation()
    assert TranslationFieldDescriptor.meaningful_value is before
