"""Where uploads are kept: a folder of this machine, or a bucket of an S3 service. Pure."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_FOLDER = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
_FORM = "s3://key:secret@host/bucket, with ?region=… and &tls=0 where they are needed"


def media_storage(url: str) -> dict[str, Any]:
    """Return Django's settings of the store at an address; a folder for an empty one.

    An address is ``s3://key:secret@host:port/bucket/folder?region=…&tls=0``; key and secret are
    percent-encoded. Without a key, the service's own ways of finding one are used (a machine's
    role). Raises ImproperlyConfigured, without the secret, for what it cannot read.
    """
    if not url:
        return _FOLDER
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise _unreadable("it is no address") from error
    options = dict(parse_qsl(parts.query))
    bucket, _slash, folder = parts.path.strip("/").partition("/")
    if parts.scheme != "s3":
        raise _unreadable("it does not begin with s3://")
    if not parts.hostname or not bucket:
        raise _unreadable("host or bucket is missing")
    if unknown := set(options) - {"region", "tls"}:
        raise _unreadable(f"nobody knows what {sorted(unknown)[0]!r} is")
    scheme = "http" if options.get("tls") == "0" else "https"
    return {
        "BACKEND": "config.bucket.BucketStorage",
        "OPTIONS": {
            "access_key": unquote(parts.username or "") or None,
            "secret_key": unquote(parts.password or "") or None,
            "endpoint_url": f"{scheme}://{parts.hostname}{port}",
            "region_name": options.get("region"),
            "bucket_name": bucket,
            "location": folder,
        },
    }


def _unreadable(reason: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"MEDIA_STORAGE_URL cannot be used: {reason}. It looks like {_FORM}."
    )
