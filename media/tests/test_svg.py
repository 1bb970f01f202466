import pytest
from defusedxml import ElementTree
from django.core.exceptions import ValidationError

from media import svg
from media.tests.files import drawing, picture


def refused(content: bytes) -> list[tuple[object, object]]:
    """Return the messages that a drawing is refused with, and what they name."""
    with pytest.raises(ValidationError) as caught:
        svg.cleaned(content)
    return [(error.message, (error.params or {}).get("name")) for error in caught.value.error_list]


def codes(content: bytes) -> list[object]:
    with pytest.raises(ValidationError) as caught:
        svg.cleaned(content)
    return [error.code for error in caught.value.error_list]


def elements(content: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Return what is drawn, so that two files can be compared whatever their white space."""
    return [
        (each.tag, dict(each.attrib), (each.text or "").strip())
        for each in ElementTree.fromstring(content).iter()
    ]


POSTER = drawing(
    """
    <title>Kawah Ijen</title><desc>Turquoise crater</desc>
    <style>.a{fill:url(#g)} @media (prefers-color-scheme:dark){.b{fill:#000}}</style>
    <defs>
      <linearGradient id="g" gradientTransform="rotate(90)"><stop offset="0" stop-color="#fff"
        stop-opacity=".5"/></linearGradient>
      <radialGradient id="r" cx=".5" href="#g"/>
      <clipPath id="c"><circle r="3"/></clipPath>
      <mask id="m" maskUnits="userSpaceOnUse" style="mask-type:luminance"><rect width="3"/></mask>
      <pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 0"/></pattern>
      <filter id="grain" color-interpolation-filters="sRGB">
        <feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="3"/>
        <feColorMatrix type="saturate" values="0"/><feBlend mode="multiply" in="SourceGraphic"/>
      </filter>
      <symbol id="s" viewBox="0 0 1 1"><path d="M0 0"/></symbol>
    </defs>
    <g class="a b" filter="url(#grain)" mask="url('#m')" clip-path='url("#c")' fill="url( #p )"
       style="mix-blend-mode:multiply;fill:url(#r)" opacity=".4" transform="translate(1 2)">
      <use href="#s" x="1" y="2" width="3" height="4"/><ellipse rx="1" ry="2"/>
      <text x="1" text-anchor="middle" font-family="serif">Ijen <tspan dy="3">2386 m</tspan></text>
    </g>
    """,
    'viewBox="0 0 1200 800" width="1200" height="800" preserveAspectRatio="xMidYMid slice"',
)


# --- What passes ---


def test_a_poster_stays_as_it_was_drawn() -> None:
    before, after = elements(POSTER), elements(svg.cleaned(POSTER))

    # The library writes references without white space and quotes.
    plain = [
        (
            tag,
            {k: v.replace("'", "").replace('"', "").replace(" #p ", "#p") for k, v in a.items()},
            t,
        )
        for tag, a, t in before
    ]
    assert after == plain


def test_a_cleaned_drawing_is_clean() -> None:
    once = svg.cleaned(POSTER)
    assert svg.cleaned(once) == once


def test_editors_notes_are_dropped_without_a_word() -> None:
    content = drawing(
        "<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>"
        "<sodipodi:namedview xmlns:sodipodi='http://sodipodi.sourceforge.net/' id='base'/>"
        "<!-- drawn on a phone --><rect xmlns:i='http://i/' i:label='SECRET' width='3'/>"
    )

    result = svg.cleaned(content)

    assert [tag for tag, _attributes, _text in elements(result)] == [
        f"{{{svg.NAMESPACE}}}svg",
        f"{{{svg.NAMESPACE}}}rect",
    ]
    assert b"SECRET" not in result
    assert b"phone" not in result


def test_old_links_within_the_drawing_become_new_ones() -> None:
    result = svg.cleaned(drawing('<defs><g id="a"/></defs><use xlink:href="#a"/>'))
    assert elements(result)[-1][1] == {"href": "#a"}


def test_a_drawing_in_another_encoding_is_read() -> None:
    text = POSTER.decode()
    for encoding in ("utf-16", "iso-8859-1"):
        content = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
        assert elements(svg.cleaned(content)) == elements(svg.cleaned(POSTER))


# --- What is refused ---

ATTACKS = [
    ("<script>alert(1)</script>", svg.SCRIPT, "script"),
    ("<SCRIPT>alert(1)</SCRIPT>", svg.SCRIPT, "SCRIPT"),
    ("<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>", svg.SCRIPT, "script"),
    ("<script href='#x'/>", svg.SCRIPT, "script"),
    ("<handler type='text/javascript'/>", svg.SCRIPT, "handler"),
    ("<rect onclick='alert(1)'/>", svg.HANDLER, "onclick"),
    ("<g ONLOAD='alert(1)'/>", svg.HANDLER, "ONLOAD"),
    ("<foreignObject><p/></foreignObject>", svg.FOREIGN, "foreignObject"),
    ("<FOREIGNOBJECT/>", svg.FOREIGN, "FOREIGNOBJECT"),
    ("<p xmlns='http://www.w3.org/1999/xhtml'>x</p>", svg.FOREIGN, "p"),
    ("<h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='#'/>", svg.FOREIGN, "iframe"),
    ("<image href='https://evil.example/a.png'/>", svg.REFERENCE, "https://evil.example/a.png"),
    ("<image xlink:href='//evil.example/a'/>", svg.REFERENCE, "//evil.example/a"),
    ("<image href='/admin/logout/'/>", svg.REFERENCE, "/admin/logout/"),
    ("<image href='file:///etc/passwd'/>", svg.REFERENCE, "file:///etc/passwd"),
    ("<image src='a.png'/>", svg.REFERENCE, "a.png"),
    ("<use href='other.svg#a'/>", svg.REFERENCE, "other.svg#a"),
    ("<use href=' https://evil.example/#a'/>", svg.REFERENCE, "https://evil.example/#a"),
    ("<a href='javascript:alert(1)'><rect/></a>", svg.REFERENCE, "javascript:alert(1)"),
    ("<filter><feImage href='https://evil.example'/></filter>", svg.REFERENCE, "https://evil.example"),
    ("<g xml:base='https://evil.example/'/>", svg.REFERENCE, "https://evil.example/"),
    ("<rect fill='url(https://evil.example)'/>", svg.REFERENCE, "https://evil.example"),
    ("<rect fill='URL( \"//evil.example/#a\" )'/>", svg.REFERENCE, "//evil.example/#a"),
    ("<rect filter=\"url('a.svg#f')\"/>", svg.REFERENCE, "a.svg#f"),
    ("<rect style='fill:url(//evil.example)'/>", svg.REFERENCE, "//evil.example"),
    (r"<rect style='fill:u\72l(//evil.example)'/>", svg.REFERENCE, "//evil.example"),
    (r"<rect fill='\75 rl(//evil.example)'/>", svg.REFERENCE, "//evil.example"),
    ("<rect style='fill:url(//&#x65;vil.example)'/>", svg.REFERENCE, "//evil.example"),
    ("<style>@import '//evil.example';</style>", svg.REFERENCE, "@import"),
    ("<style>@IMPORT url(#a);</style>", svg.REFERENCE, "@IMPORT"),
    (r"<style>@\69mport '//evil.example';</style>", svg.REFERENCE, "@import"),
    ("<style><![CDATA[@import '//evil.example';]]></style>", svg.REFERENCE, "@import"),
    ("<style><style/>@import '//evil.example';</style>", svg.REFERENCE, "@import"),
    ("<STYLE>@import '//evil.example';</STYLE>", svg.REFERENCE, "@import"),
    ("<style>a{x:'/*';b:u\\72l(//evil.example);c:'*/'}</style>", svg.REFERENCE, "//evil.example"),
    ("<style>@font-face{src:url(//evil.example)}</style>", svg.REFERENCE, "//evil.example"),
    ("<style>a{background:image-set('//evil.example' 1x)}</style>", svg.REFERENCE, "image-set"),
    ("<style>a{background:src('//evil.example')}</style>", svg.REFERENCE, "//evil.example"),
    ("<image href='data:image/png;base64,AAAA'/>", svg.EMBEDDED, "data:image/png"),
    ("<use href='data:image/svg+xml,%3Csvg'/>", svg.EMBEDDED, "data:image/svg+xml"),
    ("<style>a{b:url('data:font/woff2;base64,AA')}</style>", svg.EMBEDDED, "data:font/woff2"),
    ("<rect><animate attributeName='x' values='1;2'/></rect>", svg.MOVES, "animate"),
    ("<a><set attributeName='href' to='javascript:alert(1)'/></a>", svg.MOVES, "set"),
    ("<g><animateTransform attributeName='transform'/></g>", svg.MOVES, "animateTransform"),
    ("<style>@keyframes a{from{opacity:0}}</style>", svg.MOVES, "@keyframes"),
    ("<style>@-webkit-keyframes a{from{opacity:0}}</style>", svg.MOVES, "@-webkit-keyframes"),
    ("<rect style='animation:a 1s infinite'/>", svg.MOVES, "animation"),
    ("<rect style='transition : x 1s'/>", svg.MOVES, "transition"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "message", "name"), ATTACKS)
def test_what_no_picture_may_hold_is_named(content: str, message: object, name: str) -> None:
    assert refused(drawing(content)) == [(message, name)]


def test_everything_that_is_wrong_is_named_at_once() -> None:
    content = drawing("<script/><rect onclick='a'/><rect onclick='b'/><image href='x.png'/>")
    assert refused(content) == [
        (svg.SCRIPT, "script"),
        (svg.HANDLER, "onclick"),
        (svg.REFERENCE, "x.png"),
    ]


def test_the_root_is_looked_at_too() -> None:
    assert refused(drawing(attributes="onload='x()'")) == [(svg.HANDLER, "onload")]


DECLARATIONS = [
    ('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;", svg.ENTITY, "x"),
    ('<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://evil.example/x"> %x;]>', "", svg.ENTITY, "x"),
    ('<!DOCTYPE svg [<!ENTITY x "ha">]>', "&x;", svg.ENTITY, "x"),
    ('<!DOCTYPE svg PUBLIC "-//W3C" "http://www.w3.org/x.dtd">', "", svg.DOCTYPE, "svg"),
    ("<!DOCTYPE svg>", "", svg.DOCTYPE, "svg"),
    ('<!DOCTYPE svg [<!ATTLIST text onclick CDATA "alert(1)">]>', "", svg.HANDLER, "onclick"),
    ('<?xml-stylesheet href="http://evil.example/a.css"?>', "", svg.REFERENCE, "xml-stylesheet"),
]  # fmt: skip


@pytest.mark.parametrize(("declaration", "content", "message", "name"), DECLARATIONS)
def test_declarations_before_the_drawing_are_refused(
    declaration: str, content: str, message: object, name: str
) -> None:
    file = b"<?xml version='1.0'?>" + declaration.encode() + drawing(f"<text>{content}</text>")
    assert (message, name) in refused(file)


def test_a_billion_laughs_stay_unlaughed() -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)
    )
    content = f"<!DOCTYPE svg [{entities}]>".encode() + drawing("<text>&a9;</text>")
    assert (svg.ENTITY, "a0") in refused(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "broken"),
        (b"hello", "broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><rect>", "broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>&nbsp;</svg>", "broken"),
        (b"<?xml version='1.0' encoding='utf-7'?><svg/>", "broken"),
        (b"<?xml version='1.0' encoding='klingon'?><svg/>", "broken"),
        (b"<html><body/></html>", "not_svg"),
        (b"<svg><rect/></svg>", "not_svg"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "not_svg"),
        (picture("PNG"), "broken"),
        (drawing() + b"<script>alert(1)</script>", "broken"),
    ],
)
def test_what_is_no_drawing_is_refused(content: bytes, code: str) -> None:
    assert codes(content) == [code]


def test_nothing_from_the_file_reaches_a_message_as_markup() -> None:
    content = drawing('<image href="x&quot;&gt;&lt;img src=q onerror=alert(1)&gt;"/>')
    ((message, name),) = refused(content)
    assert message == svg.REFERENCE
    assert name == "x img src=q onerror=alert(1)"


def test_a_long_address_is_cut() -> None:
    ((_message, name),) = refused(drawing(f"<image href='https://{'a' * 500}'/>"))
    assert name == "https://" + "a" * 52


@pytest.mark.parametrize(
    ("attributes", "fits"),
    [
        ('width="300" height="200"', True),
        ('width="30mm" height="2cm"', True),
        ('width="100%" height="100%" viewBox="0 0 30 20"', True),
        ('viewBox="0 0 0.5 0.5" width="7000" height="1"', True),
        ("", True),
        ('width="abc" height="20"', False),
        ('width="10vw" height="20"', False),
        ('width="0" height="20"', False),
        ('width="-3" height="20"', False),
        ('width="nan" height="20"', False),
        ('width="inf" height="20"', False),
        ('width="7001" height="20"', False),
        ('width="0.5" height="20"', False),
        ('viewBox="0 0 0 20" width="30" height="20"', False),
        ('viewBox="0 0 30" width="30" height="20"', False),
        ('viewBox="0 0 1e999 20" width="30" height="20"', False),
        ('viewBox="0 0 30 20" preserveAspectRatio="nonsense"', False),
    ],
)
def test_sizes_that_cannot_be_used_are_refused(attributes: str, fits: bool) -> None:
    if fits:
        assert svg.cleaned(drawing(attributes=attributes))
    else:
        assert codes(drawing(attributes=attributes)) == ["odd_size"]


def test_groups_within_groups_are_counted() -> None:
    def nested(depth: int) -> bytes:
        return drawing("<g>" * depth + "</g>" * depth)

    assert svg.cleaned(nested(svg.MAX_DEPTH - 1))
    assert codes(nested(svg.MAX_DEPTH)) == ["too_deep"]
    assert codes(nested(100_000)) == ["too_deep"]


def test_large_drawings_are_refused_unread() -> None:
    assert codes(drawing() + b" " * svg.MAX_BYTES) == ["too_large"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("<text><textPath href='#p'>Ijen</textPath></text>", "textPath"),
        ("<mesh/>", "mesh"),
        ("<defs><font-face/></defs>", "font-face"),
    ],
)
def test_what_would_vanish_is_named_instead(content: str, name: str) -> None:
    assert refused(drawing(content)) == [(svg.LOST, name)]
