"""The form fields that take uploads."""

from typing import Any

from django.core.files import File
from django.forms import FileField
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from . import downloads, uploads


class PictureFileField(WagtailImageField):
    """Wagtail's field, with our own checks first: Wagtail's decode the picture to count its pixels.

    The upload itself is replaced by what may be kept of it, so that no later step (Wagtail parks
    the upload where another field of the form is wrong) can store the file as it came. The value
    that a form already had is left alone: only what was uploaded now is looked at.
    """

    def to_python(self, data: Any) -> File | None:
        """Return the checked upload, or None where nothing was uploaded.

        Raises ValidationError for what is too large to read (WAGTAILIMAGES_MAX_UPLOAD_SIZE) and
        for all that `uploads.checked` refuses.
        """
        upload = FileField.to_python(self, data)
        if upload is None:
            return None
        self.check_image_file_size(upload)
        upload.seek(0)
        content = uploads.checked(upload.read(), name=str(upload.name))
        _replace(upload, content)
        return super().to_python(upload)


class DocumentFileField(WagtailDocumentField):
    """Wagtail's field, which looks at names only, and what is in the file besides."""

    def to_python(self, data: Any) -> File | None:
        """Return the upload as it came, or None where nothing was uploaded.

        Raises ValidationError for what is too large to read (WAGTAILDOCS_MAX_UPLOAD_SIZE) and for
        all that `downloads.check` refuses.
        """
        upload = super().to_python(data)
        if upload is not None:
            upload.seek(0)
            downloads.check(upload, name=str(upload.name))
            upload.seek(0)
        return upload


def _replace(upload: File, content: bytes) -> None:
    upload.seek(0)
    upload.truncate()
    upload.write(content)
    upload.flush()
    upload.seek(0)
    upload.size = len(content)
