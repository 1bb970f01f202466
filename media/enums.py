from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Under which terms a file may be used."""

    OWN = "own", _("Our own, all rights reserved")
    CC0 = "cc0", "CC0 1.0"
    CC_BY = "cc-by", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    PERMISSION = "permission", _("Used with permission")
    UNKNOWN = "unknown", _("Not known yet")


class PictureFormat(models.TextChoices):
    """A format that pictures may be uploaded in: Pillow's name for it, and people's."""

    AVIF = "AVIF", "AVIF"
    GIF = "GIF", "GIF"
    JPEG = "JPEG", "JPEG"
    PNG = "PNG", "PNG"
    SVG = "SVG", "SVG"
    WEBP = "WEBP", "WebP"


#: What the names of files in each format end in; the first is the one to suggest.
EXTENSIONS = {
    PictureFormat.AVIF: ("avif",),
    PictureFormat.GIF: ("gif",),
    PictureFormat.JPEG: ("jpg", "jpeg"),
    PictureFormat.PNG: ("png",),
    PictureFormat.SVG: ("svg",),
    PictureFormat.WEBP: ("webp",),
}

LICENCE_ADDRESSES = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
}


class DocumentFormat(models.TextChoices):
    """A format that documents may be uploaded in: the ending of its files, and people's name."""

    CSV = "csv", "CSV"
    DOCX = "docx", "Word"
    ODT = "odt", "OpenDocument"
    PDF = "pdf", "PDF"
    PPTX = "pptx", "PowerPoint"
    TXT = "txt", _("plain text")
    XLSX = "xlsx", "Excel"
    ZIP = "zip", "ZIP"


#: What readers' browsers are told that documents are. Not `mimetypes`: that asks the machine.
DOCUMENT_CONTENT_TYPES = {
    DocumentFormat.CSV: "text/csv",
    DocumentFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentFormat.ODT: "application/vnd.oasis.opendocument.text",
    DocumentFormat.PDF: "application/pdf",
    DocumentFormat.PPTX: (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ),
    DocumentFormat.TXT: "text/plain",
    DocumentFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DocumentFormat.ZIP: "application/zip",
}
