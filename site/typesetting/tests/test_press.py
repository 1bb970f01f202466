"""The press: data are data, failures are one exception, and nothing of the machine comes in."""

import io

import pikepdf
import pytest
import typst

from typesetting import press
from typesetting.tests import sheets


@pytest.fixture
def template(tmp_path, monkeypatch):
    """Return what makes a template of its own for a test, in a folder of its own."""
    folder = tmp_path / "templates"
    folder.mkdir()
    monkeypatch.setattr(press, "TEMPLATES", folder)

    def write(body: str, *, name: str = "page") -> str:
        head = '#set document(title: "T", date: none)\n#set text(font: "Plus Jakarta Sans")\n'
        (folder / f"{name}.typ").write_text(head + body, encoding="utf-8")
        return name

    return write


ECHO = "#let data = json(bytes(sys.inputs.data))\n#data.words"


def test_data_reach_a_template(template):
    document = press.pdf(template(ECHO), {"words": "First light"})
    assert document.startswith(b"%PDF-")
    assert sheets.text(document) == "Firstlight"


@pytest.mark.parametrize(
    "words",
    [
        '#import "house.typ": *',
        "#panic()",
        "$x^2$",
        "*bold* _italic_ `raw`",
        'a "quoted" \\ backslash',
        "] } )",
        "<label> @reference",
        "// a comment",
        "/* another */",
        "= Heading",
        "- a list --- with dashes ~",
        "\\u{41} {{ words }}",
    ],
)
def test_markup_in_data_is_set_as_it_stands(template, words):
    document = press.pdf(template(ECHO), {"words": words})
    assert sheets.text(document) == words.replace(" ", "")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a\x00b", ["ab"]),
        ("a\x1b\x7f\x9fb", ["ab"]),
        ("half \ud83d letter", ["half ", " letter"]),
        ("a\r\n\tb\u2028c", ["a b c"]),
    ],
)
def test_what_no_font_has_is_left_out(template, words, shown):
    document = press.pdf(template(ECHO), {"words": words})
    assert "".join(run.text for run in sheets.runs(document)) == "".join(shown)


def test_texts_are_cleaned_however_deep(template):
    name = template("#let data = json(bytes(sys.inputs.data))\n#data.list.first().words")
    document = press.pdf(name, {"list": ({"words": "a\x00b"},), "none": None, "number": 1.5})
    assert sheets.text(document) == "ab"


@pytest.mark.parametrize("data", [{"words": float("nan")}, {"words": object()}])
def test_data_that_json_cannot_hold_are_refused(template, data):
    with pytest.raises((ValueError, TypeError)):
        press.pdf(template(ECHO), data)


def test_the_same_data_make_the_same_bytes(template):
    name = template(ECHO + "#datetime.today().display()")
    document = press.pdf(name, {"words": "a"})
    assert press.pdf(name, {"words": "a"}) == document
    assert sheets.text(document) == "a1970-01-01"
    assert sheets.metadata(document)["dates"] == []


def test_a_broken_template_is_our_error_and_says_where(template):
    with pytest.raises(press.TypesettingError, match=r"unknown variable: nobody(.|\n)*page\.typ:3"):
        press.pdf(template("#nobody"), {})


@pytest.mark.parametrize("name", ["missing", "../page", "folder/page", ""])
def test_a_template_that_is_not_there_is_our_error(template, name):
    template("Words")
    with pytest.raises(press.TypesettingError, match="There is no template"):
        press.pdf(name, {})


@pytest.mark.parametrize("path", ["../secret.txt", "/../secret.txt", "/etc/hostname"])
def test_a_template_reads_nothing_outside_its_folder(template, tmp_path, path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    with pytest.raises(press.TypesettingError):
        press.pdf(template(f'#read("{path}")'), {})


def test_a_drawing_that_is_none_is_our_error(template):
    with pytest.raises(press.TypesettingError):
        press.pdf(template('#image(bytes("<svg"), format: "svg", alt: "x")'), {})


def test_a_panic_is_our_error(template, monkeypatch):
    # What pyo3 raises when Rust panics: its class can be neither imported nor raised from Python.
    class PanicException(BaseException):
        pass

    def panic(*arguments, **options):
        raise PanicException("called `Option::unwrap()` on a `None` value")

    monkeypatch.setattr(typst, "compile", panic)
    with pytest.raises(press.TypesettingError, match="called `Option::unwrap"):
        press.pdf(template("Words"), {})


@pytest.mark.parametrize("exception", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_whoever_ends_the_program_is_let_through(template, monkeypatch, exception):
    def end(*arguments, **options):
        raise exception

    monkeypatch.setattr(typst, "compile", end)
    with pytest.raises(exception):
        press.pdf(template("Words"), {})


def test_a_sheet_is_accessible_and_says_so(template):
    facts = sheets.metadata(press.pdf(template("= Heading"), {}))
    assert (facts["ua"], facts["is_tagged"]) == ("1", True)


def test_a_letter_that_no_font_has_is_a_box_and_not_a_failure(template, caplog):
    facts = sheets.metadata(press.pdf(template(ECHO), {"words": "Smile 😀"}))
    assert (facts["ua"], facts["is_tagged"]) == (None, True)
    (record,) = caplog.records
    assert record.levelname == "WARNING"
    assert "page is not accessible by PDF/UA-1" in record.message


def test_no_font_of_the_system_or_of_typst_is_used(template):
    name = template('#set text(font: ("DejaVu Sans", "Libertinus Serif", "Noto Sans"))\nWords 中 ب')
    with pikepdf.open(io.BytesIO(press.pdf(name, {}))) as pdf:
        fonts = {
            str(font.BaseFont).split("+")[1].split("-")[0]
            for page in pdf.pages
            for font in page.Resources.Font.values()
        }
    assert fonts <= {"PlusJakartaSans", "NotoSansSC", "Almarai"}
