"""Copying a body's structure from the source, so that only words have to be retyped.

Pure: works on the raw form of a stream and the definitions of its blocks.
"""

import uuid
from typing import Any

from wagtail.blocks import (
    Block,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)

#: Blocks that hold words. Everything else (pictures, pages, numbers, choices, addresses) is kept.
WORDS = (CharBlock, TextBlock, RichTextBlock)


def skeleton(block: StreamBlock, raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the raw stream with all words emptied and everything else kept, under new ids.

    Takes and returns the form of ``StreamValue.get_prep_value()``. Unknown blocks are dropped.
    """
    return [
        {
            "type": child["type"],
            "value": _emptied(block.child_blocks[child["type"]], child["value"]),
            "id": str(uuid.uuid4()),
        }
        for child in raw
        if child["type"] in block.child_blocks
    ]


def _emptied(block: Block, value: Any) -> Any:
    if isinstance(block, StreamBlock):
        return skeleton(block, value)
    if isinstance(block, StructBlock):
        return {
            name: _emptied(block.child_blocks[name], item)
            for name, item in value.items()
            if name in block.child_blocks
        }
    if isinstance(block, ListBlock):
        return [
            {
                "type": "item",
                "value": _emptied(block.child_block, item["value"]),
                "id": str(uuid.uuid4()),
            }
            for item in value
        ]
    if isinstance(block, WORDS) and not getattr(block, "is_language_neutral", False):
        return ""
    return value
