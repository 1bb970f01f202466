"""Bytes that somebody has handed in, as text: whatever encoding, marks and ends of lines. Pure."""

import re

#: A NUL has no place in text, and PostgreSQL keeps none.
_NUL = "\x00"
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_FOLD = re.compile(rb"\r*\n[ \t]")
_BREAK = re.compile(rb"\r*\n|\r")


def decoded(data: bytes, *, folds: bool = False) -> list[str]:
    """Return the lines of a text, without NULs.

    By its byte-order mark, else UTF-8; a line that is not UTF-8 is read as Windows-1252, so that
    lines that were pasted from elsewhere are right as well. `folds` joins what iCalendar has
    broken over lines, even in the middle of a letter.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark) and encoding != "utf-8-sig":
            data = data.decode(encoding, errors="replace").encode()
            break
    else:
        # UTF-16 without a mark: every other byte of what is mostly Latin is 0.
        if data[1:40:2].count(0) > 15:
            data = data.decode("utf-16-le", errors="replace").encode()
        elif data[0:40:2].count(0) > 15:
            data = data.decode("utf-16-be", errors="replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    if folds:
        data = _FOLD.sub(b"", data)
    return [_line(each) for each in _BREAK.split(data)]


def _line(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.replace(_NUL, "")
