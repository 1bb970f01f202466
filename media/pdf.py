"""PDF that is there to be read and does nothing by itself. Pure: a file in, errors out."""

from collections.abc import Iterator
from itertools import chain
from typing import IO, Any

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pikepdf.settings import set_qpdf_limits

from .archives import LOCKED
from .errors import NotAsSaidError

#: Objects of a document; a book of a thousand pages has a tenth.
MAX_OBJECTS = 500_000
#: Bytes that any compressed stream may grow to while the structure is read. A page's pictures and
#: texts are not read at all.
_MAX_STREAM = 64 * 1024 * 1024

ACTS = _(
    "The PDF does something by itself when it is opened or clicked (%(name)s). Print it to a new "
    "PDF, and upload that."
)
HAS_FILES = _(
    "The PDF has other files inside (%(name)s). Print it to a new PDF, and upload that; upload the "
    "other files by themselves."
)
TOO_COMPLEX = _("The PDF has too many parts to be looked through. Print it to a new PDF.")

#: Kinds of action (ISO 32000-2, table 201) that run a program, send or change something.
_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToE",
    "/Rendition",
    "/RichMediaExecute",
}
#: Keys whose value runs as a program or is a form of its own language.
_ACTING_KEYS = {"/JS", "/JavaScript", "/XFA"}
#: Keys and kinds of annotation that hold a file or a film.
_HOLDING_KEYS = {"/EmbeddedFiles", "/EF", "/RichMediaContent"}
_HOLDING_KINDS = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D", "/Sound"}

# Of the whole process, which reads PDF here and nowhere else.
set_qpdf_limits(flate_max_memory=_MAX_STREAM, run_length_max_memory=_MAX_STREAM)


def check(file: IO[bytes]) -> None:
    """Refuse what is no PDF, is locked, runs or sends something, or has files inside.

    Looks at every object, also where names are written in hexadecimal or objects are compressed,
    and at no stream's content but those that hold objects. Raises NotAsSaidError or
    ValidationError.
    """
    if file.read(5) != b"%PDF-":
        raise NotAsSaidError
    file.seek(0)
    stream: Any = file
    try:
        with pikepdf.open(stream, suppress_warnings=True, attempt_recovery=False) as document:
            _refuse_acts(document.objects)
            is_damaged = bool(document.get_warnings())
    except pikepdf.PasswordError as error:
        raise ValidationError(LOCKED, code="locked") from error
    except ValidationError:
        raise
    except Exception as error:  # the many ways in which a damaged file cannot be read
        raise NotAsSaidError from error
    # What could not be read here, other programs may read all the same.
    if is_damaged:
        raise NotAsSaidError


def _refuse_acts(objects: Any) -> None:
    if len(objects) > MAX_OBJECTS:
        raise ValidationError(TOO_COMPLEX, code="too_complex")
    for each in chain.from_iterable(map(_dictionaries, objects)):
        keys = set(each.keys())
        for key in sorted(keys & _ACTING_KEYS):
            raise _error(ACTS, "acts", key)
        for key in sorted(keys & _HOLDING_KEYS):
            raise _error(HAS_FILES, "has_files", key)
        if str(each.get("/S", "")) in _ACTIONS:
            raise _error(ACTS, "acts", str(each["/S"]))
        if str(each.get("/Subtype", "")) in _HOLDING_KINDS:
            raise _error(HAS_FILES, "has_files", str(each["/Subtype"]))


def _dictionaries(top: Any) -> Iterator[Any]:
    """Yield an object's dictionary and those inside it; other objects have a turn of their own."""
    waiting = [top]
    while waiting:
        each = waiting.pop()
        if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            yield each
            children = [each.get(key) for key in each.keys()]  # noqa: SIM118 (streams do not iterate)
        elif isinstance(each, pikepdf.Array):
            children = list(each)
        else:
            continue
        waiting += [
            child
            for child in children
            if isinstance(child, pikepdf.Object) and not child.is_indirect
        ]


def _error(message: object, code: str, name: str) -> ValidationError:
    return ValidationError(message, code=code, params={"name": name.lstrip("/")})  # type: ignore[arg-type]
