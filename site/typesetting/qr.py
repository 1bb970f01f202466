"""QR codes as drawings. Pure."""

import io

import segno


def svg(text: str) -> str:
    """Return a QR code (ISO/IEC 18004) of the text as SVG: black, for a light ground.

    It has the quiet zone of four modules that readers of codes need, and a size in its viewBox
    alone, so it takes the size of its place. Error correction is medium (15 %) or better, for paper
    that gets wet. Raises ValueError for no text, and for more than fits into a code (about 2300
    bytes).
    """
    if not text:
        raise ValueError("A QR code needs a text.")
    code = segno.make(text, error="m", micro=False)
    drawing = io.BytesIO()
    code.save(
        drawing,
        kind="svg",
        border=4,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
    )
    return drawing.getvalue().decode()
