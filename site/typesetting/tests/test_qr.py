"""QR codes: what a reader of codes needs of them."""

import re

import pytest
from defusedxml import ElementTree

from typesetting import qr

ADDRESS = "https://banyuwangi.example/en/events/2027/"


def _modules(svg: str) -> set[tuple[int, int]]:
    """Return the dark modules of a drawing of segno: strokes along the middle of each row."""
    (path,) = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}path")
    x, y, dark = 0.0, 0.0, set()
    for operator, numbers in re.findall(r"([Mmh])([-\d. ]+)", path.get("d")):
        parts = [float(number) for number in numbers.split()]
        if operator == "M":
            x, y = parts
        elif operator == "m":
            x, y = x + parts[0], y + parts[1]
        else:
            dark |= {(int(x) + step, int(y)) for step in range(int(parts[0]))}
            x += parts[0]
    return dark


def test_it_has_a_quiet_zone_of_four_modules_and_three_finders():
    svg = qr.svg(ADDRESS)
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    dark = _modules(svg)
    columns, rows = ({module[axis] for module in dark} for axis in (0, 1))
    assert (min(columns), min(rows), max(columns), max(rows)) == (4, 4, side - 5, side - 5)
    finder = {(x, y) for x in range(7) for y in range(7) if 6 in {x, y} or 0 in {x, y}}
    for left, top in ((4, 4), (side - 11, 4), (4, side - 11)):
        assert {(x + left, y + top) for x, y in finder} <= dark


def test_it_is_black_and_takes_the_size_of_its_place():
    root = ElementTree.fromstring(qr.svg(ADDRESS))
    assert set(root.attrib) == {"viewBox"}
    assert [(path.get("stroke"), path.get("fill")) for path in root] == [("#000", None)]


def test_the_same_text_makes_the_same_code_and_another_another():
    assert qr.svg(ADDRESS) == qr.svg(ADDRESS)
    assert qr.svg(ADDRESS) != qr.svg(ADDRESS.replace("2027", "2028"))


@pytest.mark.parametrize("text", ["", "x" * 3000])
def test_what_is_no_text_for_a_code_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        qr.svg(text)
