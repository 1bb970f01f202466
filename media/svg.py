"""Drawings made fit to keep: SVG that is nothing but a still picture. Pure: bytes in, bytes out."""

import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import py_svg_hush
from defusedxml import DefusedXmlException, EntitiesForbidden
from defusedxml.ElementTree import DefusedXMLParser, ParseError
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from willow.image import SvgImageFile
from willow.svg import SvgWrapper, WillowSvgException

#: A drawing of more bytes keeps readers waiting longer than a photograph would.
MAX_BYTES = 2 * 1024 * 1024
#: Groups within groups. Programs write a dozen; readers of XML fail, or never end, at thousands.
MAX_DEPTH = 200
#: Pixels; a drawing of twice that many is drawn just as sharp from half.
MAX_SIDE = 7000

NAMESPACE = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_XHTML = "http://www.w3.org/1999/xhtml"

NOT_A_DRAWING = _("This is no SVG drawing. Export it again as “plain SVG”.")
UNREADABLE = _(
    "The drawing is broken: it cannot be read from line %(line)s on. Export it again as “plain "
    "SVG”."
)
TOO_LARGE = _("The drawing is larger than %(limit)s MB. Simplify its paths, or export it as PNG.")
TOO_DEEP = _("The drawing has too many groups within groups. Ungroup them, or export it as PNG.")
ODD_SIZE = _(
    "The drawing’s width, height, viewBox or preserveAspectRatio cannot be used. Give it a width "
    "and height of 1 to %(limit)s pixels."
)
SCRIPT = _("The drawing holds a script (%(name)s). Remove it: a picture must not run anything.")
HANDLER = _("The drawing reacts to events (%(name)s). Remove that attribute.")
FOREIGN = _(
    "The drawing holds parts that are not drawn (%(name)s). Convert them to paths, or remove them."
)
REFERENCE = _(
    "The drawing fetches something from elsewhere (%(name)s). Draw it in the file itself, or "
    "remove it."
)
EMBEDDED = _(
    "The drawing has another file inside (%(name)s). Remove it, or export the whole as PNG or JPEG."
)
ENTITY = _("The drawing defines entities (%(name)s). Export it again as “plain SVG”.")
DOCTYPE = _(
    "The drawing begins with a DOCTYPE. Delete that line, or export it again as “plain SVG”."
)
MOVES = _("The drawing moves (%(name)s). Remove the animation: pictures stand still.")
LOST = _(
    "The drawing uses something that cannot be kept (%(name)s). Convert it to paths, or export "
    "the drawing as PNG."
)

_SCRIPTS = {"script", "handler", "listener"}
_ANIMATIONS = {
    "animate",
    "animatecolor",
    "animatemotion",
    "animatetransform",
    "discard",
    "set",
}
_REFERENCES = {"href", "src"}

_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_CSS_URL = re.compile(r"""\b(?:url|src)\(\s*["']?\s*([^"')\s]*)""", re.IGNORECASE)
_CSS_IMPORT = re.compile(r"@import|@namespace", re.IGNORECASE)
_CSS_IMAGES = re.compile(r"\b(?:-webkit-)?(image-set|image|cross-fade)\(", re.IGNORECASE)
_CSS_MOVEMENT = re.compile(r"@(?:-\w+-)?keyframes|\b(?:animation|transition)(?=[\w-]*\s*:)", re.I)

#: What is shown of a finding: it comes from the file, and Wagtail's uploader inserts it as HTML.
_UNSAFE_TO_SHOW = re.compile(r"[^\w.,:;/#?@%+=()-]+")


def cleaned(content: bytes) -> bytes:
    """Return the drawing without what a picture does not need, or refuse it.

    Refused, each with its own message that names what was found: scripts, event handlers,
    movement, HTML and foreign objects, anything fetched from elsewhere (also by CSS), embedded
    files, a DOCTYPE, entities, sizes that cannot be understood, and what py-svg-hush would drop
    so that the drawing looked different. Editors' own notes are dropped without a word.

    Raises ValidationError with everything that was found.
    """
    if len(content) > MAX_BYTES:
        raise ValidationError(
            TOO_LARGE, code="too_large", params={"limit": MAX_BYTES // (1024 * 1024)}
        )
    before = _inspected(content)
    if before.findings:
        raise ValidationError(before.errors())
    try:
        hushed = py_svg_hush.filter_svg(content)
    except ValueError as error:
        raise ValidationError(NOT_A_DRAWING, code="not_svg") from error
    _refuse_losses(before, _inspected(hushed))
    _refuse_odd_size(hushed)
    return hushed


class _Inspector:
    """Reads a drawing from start to end and notes what it may not hold (a parser's target)."""

    def __init__(self) -> None:
        #: Kind and name of each finding, in the order of the file, once each.
        self.findings: dict[tuple[Any, str], None] = {}
        #: What is drawn: elements of SVG, and their links to other parts of the drawing.
        self.drawn: Counter[str] = Counter()
        self.depth = 0
        self.depth_of_styles = 0
        self.style: list[str] = []

    def errors(self) -> list[ValidationError]:
        return [
            ValidationError(message, code="unsafe_svg", params={"name": name})
            for message, name in self.findings
        ]

    def note(self, message: Any, name: str) -> None:
        self.findings[message, _UNSAFE_TO_SHOW.sub(" ", name)[:60].strip() or "?"] = None

    def pi(self, target: str, text: str | None = None) -> None:
        if target == "xml-stylesheet":
            self.note(REFERENCE, target)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ValidationError(TOO_DEEP, code="too_deep")
        namespace, name = _split(tag)
        if self.depth == 1 and (namespace, name) != (NAMESPACE, "svg"):
            raise ValidationError(NOT_A_DRAWING, code="not_svg")
        self._note_element(namespace, name)
        for key, value in attributes.items():
            self._note_attribute(namespace, name, key, value)

    def data(self, text: str) -> None:
        if self.depth_of_styles:
            self.style.append(text)

    def end(self, tag: str) -> None:
        self.depth -= 1
        if _is_style(_split(tag)[1]):
            self.depth_of_styles -= 1
            if not self.depth_of_styles:
                self._note_css("".join(self.style))
                self.style = []

    def close(self) -> "_Inspector":
        return self

    def _note_element(self, namespace: str, name: str) -> None:
        lower = name.lower()
        if lower in _SCRIPTS:
            self.note(SCRIPT, name)
        elif lower == "foreignobject" or namespace == _XHTML:
            self.note(FOREIGN, name)
        elif lower in _ANIMATIONS:
            self.note(MOVES, name)
        elif _is_style(name):
            self.depth_of_styles += 1
        if namespace == NAMESPACE and name not in {"metadata", "title", "desc"}:
            self.drawn[name] += 1

    def _note_attribute(self, namespace: str, element: str, key: str, value: str) -> None:
        attribute_namespace, name = _split(key)
        lower = name.lower()
        if not attribute_namespace and lower.startswith("on"):
            self.note(HANDLER, name)
        elif (attribute_namespace, lower) == (_XML, "base"):
            self.note(REFERENCE, value)
        elif lower in _REFERENCES and attribute_namespace in {"", _XLINK}:
            self._note_reference(value)
            if namespace == NAMESPACE:
                self.drawn[f"{element} {name}"] += 1
        elif not attribute_namespace:
            self._note_css(value, is_sheet=_is_style(name))

    def _note_reference(self, value: str) -> None:
        value = value.strip()
        if value.lower().startswith("data:"):
            self.note(EMBEDDED, re.split(r"[;,]", value)[0])
        elif value and not value.startswith("#"):
            self.note(REFERENCE, value)

    def _note_css(self, text: str, *, is_sheet: bool = True) -> None:
        """Note what a style sheet, a `style` attribute or the value of any other one refers to."""
        for form in _readings(text):
            for address in _CSS_URL.findall(form):
                self._note_reference(address)
            if not is_sheet:
                continue
            for match in _CSS_IMPORT.finditer(form):
                self.note(REFERENCE, match[0])
            for match in _CSS_IMAGES.finditer(form):
                self.note(REFERENCE, match[1])
            for match in _CSS_MOVEMENT.finditer(form):
                self.note(MOVES, match[0])


class _Parser(DefusedXMLParser):
    """Raises at entities as its base does, and notes every DOCTYPE and goes on."""

    def defused_start_doctype_decl(self, name: str, *args: object) -> None:
        self.target.note(DOCTYPE, name)


def _inspected(content: bytes) -> _Inspector:
    inspector = _Inspector()
    parser: Any = _Parser(target=inspector, forbid_dtd=True)
    try:
        parser.feed(content)
        parser.close()
    except EntitiesForbidden as error:
        # They stand in the DOCTYPE, which needs no mention of its own then.
        inspector.findings.clear()
        inspector.note(ENTITY, error.name)
    except DefusedXmlException:
        inspector.note(ENTITY, "SYSTEM")
    except ParseError as error:
        if not inspector.findings:
            line, _column = error.position
            raise ValidationError(UNREADABLE, code="broken", params={"line": line}) from error
    except (LookupError, ValueError) as error:
        # An encoding that nobody knows, or that expat does not read.
        raise ValidationError(UNREADABLE, code="broken", params={"line": 1}) from error
    return inspector


def _refuse_losses(before: _Inspector, after: _Inspector) -> None:
    lost = before.drawn - after.drawn
    if lost:
        raise ValidationError(
            [
                ValidationError(LOST, code="lost", params={"name": name.split()[0]})
                for name in sorted(lost)
            ]
        )


def _refuse_odd_size(content: bytes) -> None:
    """Refuse what Willow, which cuts and scales drawings, would fail at."""
    try:
        drawing = SvgWrapper(SvgImageFile(io.BytesIO(content)).dom)
    except (WillowSvgException, KeyError) as error:
        raise _odd_size() from error
    sides = (drawing.width, drawing.height)
    shown = (drawing.view_box.width, drawing.view_box.height)
    if not all(1 <= side <= MAX_SIDE for side in sides) or not all(
        side > 0 and math.isfinite(side) for side in shown
    ):
        raise _odd_size()


def _odd_size() -> ValidationError:
    return ValidationError(ODD_SIZE, code="odd_size", params={"limit": MAX_SIDE})


def _is_style(name: str) -> bool:
    return name.lower() == "style"


def _split(name: str) -> tuple[str, str]:
    """Split a parser's ``{namespace}name``; the namespace is empty where there is none."""
    if name.startswith("{"):
        namespace, _brace, local = name[1:].partition("}")
        return namespace, local
    return "", name


def _readings(text: str) -> Iterator[str]:
    """Yield CSS as it stands, and with its escapes resolved, as a browser reads it."""
    yield text
    if "\\" in text:
        yield _CSS_ESCAPE.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    code_point, character = match.groups()
    if code_point is None:
        return character
    number = int(code_point, 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"
