"""The year programme: whole in every language, inside its columns, and readable without colour."""

import io
import json
import re

import pikepdf
import pytest

from typesetting import press
from typesetting.tests import sheets
from typesetting.tests.programmes import LANGUAGES, PALETTE, entry, programme

LONG_NAMES = [
    "W" * 120,
    ("Festival " * 14)[:120],
    ("Internationalization-of-" * 5)[:120],
    ("مهرجان طويل الاسم جدًا " * 6)[:120],
    ("外南梦民族嘉年华" * 15)[:120],
    f"https://example.org/{'a/b-c' * 20}",
]
#: The columns of a page in millimetres: left and right edge of each.
COLUMNS = ((18, 100), (110, 192))
A4 = (210, 297)

each_language = pytest.mark.parametrize("language", LANGUAGES)


def _with_entries(data, **changes):
    """Return the year with these changes in each of its entries."""
    for month in data["months"]:
        for number, each in enumerate(month["entries"]):
            each.update({key: f(number) if callable(f) else f for key, f in changes.items()})
    return data


def _column(x: float) -> int:
    return int(x > A4[0] / 2)


# --- What a PDF says of itself ---


@pytest.mark.parametrize(
    ("language", "spoken", "title", "author"),
    [
        ("id", "id", "Program 2027", "Banyuwangi"),
        ("en", "en", "Programme 2027", "Banyuwangi"),
        ("ms", "ms", "Atur cara 2027", "Banyuwangi"),
        ("zh-hans", "zh-CN", "2027年节庆", "外南梦"),
        ("ar", "ar", "برنامج 2027", "بانيووانغي"),
    ],
)
def test_it_says_title_author_and_language_and_no_date(language, spoken, title, author):
    document = press.pdf("programme", programme(language))
    assert document.startswith(b"%PDF-")
    assert sheets.metadata(document) == {
        "title": title,
        "author": author,
        "language": spoken,
        "reads": "/R2L" if language == "ar" else "/L2R",
        "dates": [],
        "is_tagged": True,
        "ua": "1",
        "pages": 2,
    }


@each_language
def test_headings_are_headings(language):
    data = programme(language)
    with pikepdf.open(io.BytesIO(press.pdf("programme", data))) as pdf:
        tags = [str(item.S) for item in pdf.objects if _is_tag(item)]
        with pdf.open_outline() as outline:
            (title,) = outline.root
            months = [item.title for item in title.children]
    assert (tags.count("/H1"), tags.count("/H2"), tags.count("/H3")) == (1, 12, 24)
    assert title.title == data["title"]
    assert months == [month["name"] for month in data["months"]]


def test_the_code_and_the_flagships_have_a_text_for_who_cannot_see_them():
    data = programme("en")
    with pikepdf.open(io.BytesIO(press.pdf("programme", data))) as pdf:
        alts = [str(item.Alt) for item in pdf.objects if _is_tag(item) and "/Alt" in item]
    flagships = sum(each["is_flagship"] for month in data["months"] for each in month["entries"])
    assert alts.count("A flagship festival") == flagships
    assert data["url"] in alts


def _is_tag(item) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/S" in item and "/P" in item


# --- Words ---


@each_language
def test_every_word_is_there_and_can_be_copied(language):
    data = programme(language)
    said = sheets.text(press.pdf("programme", data))
    words = [data["title"], data["region"], data["tagline"], data["intro"], data["footer"]]
    for month in data["months"]:
        words += [month["name"], month["sunrise"], month["sunrise_label"]]
        for each in month["entries"]:
            words += [each["name"], each["days"], each["status_label"], each["venue"]]
    missing = [word for part in words for word in part.split() if not _is_said(word, said)]
    assert missing == []


def _is_said(word: str, said: str) -> bool:
    """Arabic is drawn from left to right, so its letters stand the other way round."""
    if not re.search(r"[\u0600-\u06FF]", word):
        return word in said
    # Marks are drawn apart from their letters, and brackets the other way round.
    letters = re.sub(r"[^\u0621-\u064A]+", " ", word).split()
    if re.search(r"[\u064B-\u0652]|[أإآ]", word):
        return True
    return all(part[::-1] in said or part.replace("لا", "ال")[::-1] in said for part in letters)


def test_templates_have_no_words_of_their_own():
    data = programme("zh-hans", motif_svg="", url="中", qr_svg="")
    data = json.loads(
        re.sub(
            r'("(?:title|region|tagline|intro|footer|page_label|name|venue|line|days|category'
            r'|empty|sunrise|sunrise_label|status_label)": )"[^"]*"',
            r'\1"中"',
            json.dumps(data, ensure_ascii=False),
        )
    )
    data["legend"] = dict.fromkeys(data["legend"], "中")
    said = sheets.text(press.pdf("programme", data))
    assert set(said) - set("中0123456789/·") == set()


@pytest.mark.parametrize(
    "name",
    ['#import "x": *', "$x^2$ *bold* _i_", 'a "b" \\ c ]', "<label> @ref // ~ `raw`", "= #panic()"],
)
def test_markup_in_an_entry_is_set_as_it_stands(name):
    keys = ["name", "venue", "days", "line", "status_label", "category"]
    data = _with_entries(programme("en", festivals=1), **{key: key + name for key in keys})
    text = sheets.text(press.pdf("programme", data))
    assert [key for key in keys if (key + name).replace(" ", "") not in text] == []


@pytest.mark.parametrize("key", ["title", "region", "tagline", "intro", "footer", "page_label"])
def test_markup_and_control_characters_on_the_sheet_break_nothing(key):
    data = programme("en", festivals=1, **{key: '#let ]\x00\x08 $ "*\\'})
    assert '#let]$"*\\' in sheets.text(press.pdf("programme", data))


def test_page_numbers_follow_their_label():
    chinese = sheets.text(press.pdf("programme", programme("zh-hans")))
    assert "第1页，共2页" in chinese
    assert "第2页，共2页" in chinese
    english = sheets.text(press.pdf("programme", programme("en")))
    assert "Page1/2" in english
    assert "Page2/2" in english


# --- Direction ---


@pytest.mark.parametrize(("language", "first"), [("en", 0), ("zh-hans", 0), ("ar", 1)])
def test_the_year_begins_in_the_column_where_one_begins_to_read(language, first):
    months = _headings(programme(language), level=2)
    assert [column for _page, column, _y in months[:1]] == [first]
    assert {column for _page, column, _y in months} == {0, 1}


def test_an_arabic_title_stands_at_the_right_and_its_sun_at_the_left():
    for language, lit, dark in (("en", 166, 44), ("ar", 44, 166)):
        (picture, *_rest) = sheets.pictures("programme", programme(language))
        gold = tuple(int(PALETTE["gold"][i : i + 2], 16) for i in (1, 3, 5))
        assert picture.getpixel((lit * 2, 84 * 2)) == gold
        assert picture.getpixel((dark * 2, 84 * 2)) != gold


def test_a_latin_name_in_an_arabic_programme_begins_at_the_right():
    data = _with_entries(
        programme("ar", festivals=1), name="Seblang", lang="id", dir="ltr", is_flagship=False
    )
    (picture,) = sheets.pictures("programme", data)
    y = next(run.y for run in sheets.runs(press.pdf("programme", data)) if run.text == "Seblang")
    assert sheets.is_blank(picture, (110, y - 3, 165, y))
    assert not sheets.is_blank(picture, (165, y - 3, 187, y))


def test_brackets_keep_their_order_in_arabic():
    runs = sheets.runs(press.pdf("programme", programme("ar", festivals=1)))
    latin = next(run for run in runs if run.text == "Seblang Olehsari")
    brackets = [run for run in runs if run.text.strip() in {"(", ")"}]
    assert {round(run.y, 2) for run in brackets} == {round(latin.y, 2)}
    assert sorted(run.x > latin.x for run in brackets) == [False, True]


@each_language
def test_an_address_can_be_copied(language):
    data = programme(language)
    runs = [run.text for run in sheets.runs(press.pdf("programme", data))]
    assert len([text for text in runs if data["url"] in text]) == 2, "the foot of both pages"


# --- Room ---


def _headings(data, *, level: int) -> list[tuple[int, int, float]]:
    """Return page, column and height of each heading of a level."""
    found = json.loads(
        sheets.compiler("programme", data).eval(
            f"query(heading.where(level: {level})).map(it => it.location().position())"
        )
    )
    return [
        (
            at["page"],
            _column(float(at["x"].removesuffix("pt")) / sheets.MM + 1),
            float(at["y"].removesuffix("pt")) / sheets.MM,
        )
        for at in found
    ]


def _ink_outside(data) -> list[tuple[int, str]]:
    """Return where there is ink beside the columns: page, and edge or gutter."""
    found = []
    foot = A4[1] - 22
    for number, page in enumerate(sheets.pictures("programme", data), start=1):
        # The first page has its sky; the gutter begins below its head, at the first month.
        top = 124 if number == 1 else 20
        (on, _side, y), *_rest = _headings(data, level=2)
        first = 20 if number > 1 else y - 2 if on == 1 else foot - 1
        for name, box in {
            "left": (0, top + 2, COLUMNS[0][0] - 0.5, A4[1]),
            "right": (COLUMNS[1][1] + 0.5, top + 2, A4[0], A4[1]),
            "gutter": (COLUMNS[0][1] + 0.5, first, COLUMNS[1][0] - 0.5, foot),
            "foot": (0, A4[1] - 8, *A4),
        }.items():
            if not sheets.is_blank(page, box):
                found.append((number, name))
    return found


@each_language
@pytest.mark.parametrize("festivals", [0, 24, 120])
def test_nothing_leaves_its_column(language, festivals):
    data = programme(language, festivals=festivals)
    assert _ink_outside(data) == []


@each_language
@pytest.mark.parametrize("name", LONG_NAMES, ids=lambda name: name[:12])
def test_long_names_stay_in_their_column(language, name):
    data = _with_entries(
        programme(language),
        name=name,
        venue=name,
        status_label=lambda number: name if number % 2 else "!",
        days=name[:60],
    )
    assert _ink_outside(data) == []


@each_language
def test_long_words_of_the_sheet_stay_in_their_place(language):
    data = programme(language)
    for key in ("title", "region", "tagline", "footer"):
        data[key] = f"{data[key]} {'W' * 40}"
    data["legend"] = {key: f"{value} {'W' * 90}" for key, value in data["legend"].items()}
    data["url"] += "a" * 120
    for month in data["months"]:
        month["name"] += "W" * 20
        month["empty"] += "W" * 90
    data["months"][3]["entries"] = []
    assert _ink_outside(data) == []


def test_an_entry_stands_in_one_column():
    data = programme("en", festivals=120)
    for number, month in enumerate(data["months"]):
        for index, each in enumerate(month["entries"]):
            code = f"{number}-{index}"
            each.update(days=f"D{code}!", name=f"N{code}!", venue=f"V{code}!", category="", line="")
    where: dict[str, list[tuple[int, int, float]]] = {}
    for run in sheets.runs(press.pdf("programme", data)):
        for _kind, code in re.findall(r"([DNV])(\d+-\d+)!", run.text):
            where.setdefault(code, []).append((run.page, _column(run.x), run.y))
    assert len(where) == 120
    for lines in where.values():
        assert len(lines) == 3
        assert len({(page, column) for page, column, _y in lines}) == 1
        assert [y for _page, _column, y in lines] == sorted(y for *_rest, y in lines)
        assert lines[2][2] - lines[0][2] < 15


@each_language
@pytest.mark.parametrize("festivals", [24, 61, 120, 397])
def test_no_month_is_left_alone_at_the_end_of_a_column(language, festivals):
    data = programme(language, festivals=festivals)
    months = _headings(data, level=2)
    entries = iter(_headings(data, level=3))
    for month, (page, column, y) in zip(data["months"], months, strict=True):
        own = [next(entries) for _each in month["entries"]]
        assert own[0][:2] == (page, column)
        assert own[0][2] > y


@each_language
@pytest.mark.parametrize("festivals", [0, 2])
def test_a_year_of_which_little_is_known_stands_on_one_sheet(language, festivals):
    data = programme(language, festivals=festivals)
    document = press.pdf("programme", data)
    assert sheets.metadata(document)["pages"] == 1


@each_language
def test_four_hundred_festivals_are_a_programme(language):
    document = press.pdf("programme", programme(language, festivals=400))
    facts = sheets.metadata(document)
    assert facts["ua"] == "1"
    assert 10 < facts["pages"] < 20


@each_language
def test_the_same_year_makes_the_same_bytes(language):
    data = programme(language)
    assert press.pdf("programme", data) == press.pdf("programme", json.loads(json.dumps(data)))


# --- Markers and what may be missing ---


def _marker(**changes) -> bytes:
    """Return the picture of the marker of the one entry, in black and white."""
    data = programme("en", festivals=1, intro="", legend={}, qr_svg="", url="")
    data["months"] = data["months"][:1]
    _with_entries(data, **{"is_flagship": False, "status_label": "", **changes})
    (_page, _side, y), *_rest = _headings(data, level=3)
    (picture,) = sheets.pictures("programme", data, dots=8)
    part = picture.crop([round(edge * 8) for edge in (17.5, y - 5, 23, y + 1)])
    return part.convert("1", dither=0).tobytes()


STATUSES = ("scheduled", "estimated", "month_only", "postponed", "rescheduled", "cancelled")


def test_each_status_has_a_shape_of_its_own_without_colour():
    shapes = {
        (status, is_flagship): _marker(status=status, is_flagship=is_flagship)
        for status in STATUSES
        for is_flagship in (False, True)
    }
    assert len(set(shapes.values())) == len(shapes)
    blank = _marker(status="scheduled").replace(b"\x00", b"\xff")
    assert blank not in shapes.values()


def test_what_is_cancelled_is_struck_through():
    data = _with_entries(programme("en", festivals=1), name="MMMM", is_flagship=False)
    for status, is_struck in (("scheduled", False), ("cancelled", True)):
        _with_entries(data, status=status)
        (picture,) = sheets.pictures("programme", data, dots=8)
        run = next(run for run in sheets.runs(press.pdf("programme", data)) if run.text == "MMMM")
        # A line goes through from before the first letter's stem to behind the last.
        row = [
            picture.getpixel((round((run.x + step / 8) * 8), round((run.y - offset / 8) * 8)))
            for offset in range(5, 12)
            for step in range(8, 64)
        ]
        rows = [row[i : i + 56] for i in range(0, len(row), 56)]
        assert any(len(set(each)) == 1 and sum(each[0]) < 200 for each in rows) == is_struck


def test_only_what_the_year_has_is_explained():
    data = _with_entries(programme("en", festivals=1), status="estimated", is_flagship=False)
    said = sheets.text(press.pdf("programme", data))
    assert "Estimated:theeldersdecide" in said
    assert "Aflagshipfestival" not in said
    assert "Movedtoanotherday" not in said


def test_what_may_be_missing_may_be_missing():
    data = {
        "language": "en",
        "direction": "ltr",
        "title": "Programme",
        "region": "Sabang",
        "palette": PALETTE,
        "months": [
            {"name": "May", "entries": [{"name": "A festival"}]},
            {"name": "June", "entries": []},
        ],
    }
    document = press.pdf("programme", data)
    assert sheets.text(document) == "SabangProgrammeMayAfestivalJune1/1"
    assert sheets.metadata(document)["ua"] == "1"
    nulls = dict.fromkeys(entry("en", 0, 1)) | {"name": "A festival"}
    data["months"][0].update(entries=[nulls], sunrise=None, sunrise_label=None, empty=None)
    data |= dict.fromkeys(
        ["tagline", "intro", "motif_svg", "legend", "url", "qr_svg", "footer", "page_label"]
    )
    assert sheets.text(press.pdf("programme", data)) == "SabangProgrammeMayAfestivalJune1/1"
