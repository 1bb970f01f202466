"""The demo's data files, read and turned into what pages and blocks take. No database."""

import json
import tomllib
import uuid
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from translations import languages

from .baking import DRAWN_WIDTH, SCENE_WIDTH

DATA = Path(__file__).parent / "data"

Lookup = Callable[[str], int | None]


def read(name: str) -> dict[str, Any]:
    """Return one data file, e.g. ``read("region.toml")``."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"), parse_float=Decimal)


def folder(name: str) -> list[dict[str, Any]]:
    """Return every thing that has a file of its own in a folder, by slug: ``folder("places")``.

    Files that begin with an underscore hold what those have in common.
    """
    return [read(f"{name}/{path.name}") for path in sorted((DATA / name).glob("[!_]*.toml"))]


def pictures() -> list[dict[str, Any]]:
    """Return what is said of each picture: title, text alternatives, what crops must keep."""
    return read("pictures.toml")["pictures"]


def focal_point(picture: Mapping[str, Any]) -> dict[str, int]:
    """Return what crops of a picture must keep, as fields of it: middle and size, in pixels.

    The data has left, top, width and height in the units that it is drawn in.
    """
    if "focal" not in picture:
        return {}
    left, top, width, height = (part * SCENE_WIDTH / DRAWN_WIDTH for part in picture["focal"])
    return {
        "focal_point_x": round(left + width / 2),
        "focal_point_y": round(top + height / 2),
        "focal_point_width": round(width),
        "focal_point_height": round(height),
    }


def translated(field: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Turn ``{"id": …, "en": …}`` into keyword arguments of a model: ``heading_en=…``."""
    return {languages.localized(field, code): text for code, text in texts.items()}


def page_texts(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a page's texts as keyword arguments: title, headings, summaries, descriptions."""
    headings = {code: text for code, text in data["title"].items() if code != languages.SOURCE}
    return {
        "title": data["title"][languages.SOURCE],
        **translated("heading", headings),
        **translated("summary", data["summary"]),
        **translated("meta_description", data.get("meta_description", {})),
    }


def bodies(data: Mapping[str, Any], *, picture_id: Lookup, page_id: Lookup) -> dict[str, str]:
    """Return a page's bodies as keyword arguments: streams as their JSON, one a language.

    The lookups turn the names that the files use into primary keys; a block whose picture or page
    does not exist is left out.
    """
    raw = {
        code: [block for each in body if (block := _block(each, picture_id, page_id))]
        for code, body in data.get("body", {}).items()
    }
    return {languages.localized("body", code): json.dumps(each) for code, each in raw.items()}


def _block(data: Mapping[str, Any], picture_id: Lookup, page_id: Lookup) -> dict | None:
    kind = data["type"]
    make = _BLOCKS[kind]
    value = make(data, picture_id, page_id)
    block_type = "facts_table" if kind == "facts" else kind
    return {"type": block_type, "value": value, "id": str(uuid.uuid4())} if value else None


def _paragraph(data: Mapping[str, Any], picture_id: Lookup, page_id: Lookup) -> str:
    return data["html"]


def _picture(data: Mapping[str, Any], picture_id: Lookup, page_id: Lookup) -> dict | None:
    found = picture_id(data["picture"])
    return (
        None
        if not found
        else {
            "picture": found,
            "alt_text": data.get("alt", ""),
            "is_decorative": False,
            "caption": data.get("caption", ""),
        }
    )


def _quote(data: Mapping[str, Any], picture_id: Lookup, page_id: Lookup) -> dict:
    return {"text": data["text"], "attribution": data.get("attribution", "")}


def _facts(data: Mapping[str, Any], picture_id: Lookup, page_id: Lookup) -> dict:
    rows = _items({"label": label, "value": value} for label, value in data["rows"])
    return {"caption": data.get("caption", ""), "rows": rows}


def _faq(data: Mapping[str, Any], picture_id: Lookup, page_id: Lookup) -> dict:
    return {"items": _items(dict(item) for item in data["items"])}


def _call_to_action(data: Mapping[str, Any], picture_id: Lookup, page_id: Lookup) -> dict | None:
    found = page_id(data["page"])
    texts = {name: data.get(name, "") for name in ("heading", "text", "label")}
    return None if not found else {**texts, "page": found, "url": ""}


def _related_pages(data: Mapping[str, Any], picture_id: Lookup, page_id: Lookup) -> dict | None:
    found = _items(pk for slug in data["pages"] if (pk := page_id(slug)))
    return {"heading": data.get("heading", ""), "pages": found} if found else None


def _items(values: Iterable[Any]) -> list[dict[str, Any]]:
    """Return values as the items of a ListBlock, which wants an id on each."""
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]


_BLOCKS: dict[str, Callable[[Mapping[str, Any], Lookup, Lookup], Any]] = {
    "paragraph": _paragraph,
    "picture": _picture,
    "quote": _quote,
    "facts": _facts,
    "faq": _faq,
    "call_to_action": _call_to_action,
    "related_pages": _related_pages,
}
