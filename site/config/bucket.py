"""Uploads in a bucket of an S3 service. Imported only where one is used: boto3 is large."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class BucketStorage(S3Storage):
    """A bucket whose files nobody reaches but the site, which serves them as its own."""

    #: Another file of the same name gets another name, as in a folder.
    file_overwrite = False
    #: The bucket's own rule decides, which should let nobody in.
    default_acl = None
    addressing_style = "path"
    signature_version = "s3v4"

    def get_default_settings(self) -> dict[str, Any]:
        """Return the library's defaults but those above: its own are for public buckets."""
        ours = {"file_overwrite", "default_acl", "addressing_style", "signature_version"}
        defaults = super().get_default_settings()
        return {name: value for name, value in defaults.items() if name not in ours}

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Return the site's own address of a file, as that of a folder is."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))
