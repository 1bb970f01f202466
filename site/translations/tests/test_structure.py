from wagtail.rich_text import RichText

from pages.blocks import BodyBlock
from translations.structure import skeleton


def raw(*blocks):
    return [{"type": kind, "value": value, "id": "old"} for kind, value in blocks]


def test_words_are_emptied_and_pictures_pages_and_order_are_kept():
    source = raw(
        ("paragraph", "<p>Bawa jaket</p>"),
        ("picture", {"picture": 7, "alt_text": "Kawah", "is_decorative": False, "caption": "Pagi"}),
        (
            "call_to_action",
            {"heading": "Ke sini", "text": "", "label": "Buka", "page": 3, "url": ""},
        ),
    )
    copied = skeleton(BodyBlock(), source)
    assert [(block["type"], block["value"]) for block in copied] == [
        ("paragraph", ""),
        ("picture", {"picture": 7, "alt_text": "", "is_decorative": False, "caption": ""}),
        ("call_to_action", {"heading": "", "text": "", "label": "", "page": 3, "url": ""}),
    ]


def test_lists_keep_their_length():
    rows = [
        {"type": "item", "value": {"label": "Mendaki", "value": "4 jam"}, "id": "a"},
        {"type": "item", "value": {"label": "Suhu", "value": "5 °C"}, "id": "b"},
    ]
    copied = skeleton(BodyBlock(), raw(("facts_table", {"caption": "Sekilas", "rows": rows})))
    assert [row["value"] for row in copied[0]["value"]["rows"]] == [{"label": "", "value": ""}] * 2


def test_every_block_gets_an_id_of_its_own():
    copied = skeleton(BodyBlock(), raw(("paragraph", "a"), ("paragraph", "b")))
    ids = {block["id"] for block in copied}
    assert len(ids) == 2
    assert "old" not in ids


def test_blocks_that_no_longer_exist_are_dropped():
    assert skeleton(BodyBlock(), raw(("carousel", "x"))) == []


def test_the_source_is_left_alone():
    source = raw(("paragraph", "<p>Bawa jaket</p>"))
    skeleton(BodyBlock(), source)
    assert source == raw(("paragraph", "<p>Bawa jaket</p>"))
    assert RichText(source[0]["value"]).source == "<p>Bawa jaket</p>"
