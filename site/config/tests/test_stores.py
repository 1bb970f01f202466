import pytest
from django.core.exceptions import ImproperlyConfigured

from config.stores import media_storage


def test_without_an_address_uploads_are_in_a_folder():
    assert media_storage("") == {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def test_an_address_names_a_bucket():
    assert media_storage("s3://KEY:s%2Fec%40ret@s3.example.org/uploads") == {
        "BACKEND": "config.bucket.BucketStorage",
        "OPTIONS": {
            "access_key": "KEY",
            "secret_key": "s/ec@ret",
            "endpoint_url": "https://s3.example.org",
            "region_name": None,
            "bucket_name": "uploads",
            "location": "",
        },
    }


def test_a_service_on_this_machine_with_a_folder_and_a_machines_role():
    options = media_storage("s3://127.0.0.1:9000/uploads/a/b/?region=eu-1&tls=0")["OPTIONS"]
    assert options == {
        "access_key": None,
        "secret_key": None,
        "endpoint_url": "http://127.0.0.1:9000",
        "region_name": "eu-1",
        "bucket_name": "uploads",
        "location": "a/b",
    }


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://KEY:SECRET@host/bucket", "it does not begin with s3://"),
        ("s3://KEY:SECRET@host", "host or bucket is missing"),
        ("s3://KEY:SECRET@/bucket", "host or bucket is missing"),
        ("s3://KEY:SECRET@host:port/bucket", "it is no address"),
        ("s3://KEY:SECRET@host/bucket?acl=public", "nobody knows what 'acl' is"),
        ("/var/media", "it does not begin with s3://"),
    ],
)
def test_what_cannot_be_read_is_said_without_the_secret(url, reason):
    with pytest.raises(ImproperlyConfigured) as caught:
        media_storage(url)
    text = str(caught.value)
    assert text == (
        f"MEDIA_STORAGE_URL cannot be used: {reason}. It looks like s3://key:secret@host/bucket, "
        "with ?region=… and &tls=0 where they are needed."
    )
    assert "SECRET" not in text
