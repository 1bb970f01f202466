import gzip

import pytest
from django.http import FileResponse, HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from config.middleware import CompressText, has_control_characters
from destinations.tests.factories import published
from pages.tests.factories import StandardPageFactory
from translations.languages import codes
from translations.tests.browsing import edit_url, form_of, log_in
from translations.tests.factories import make_user

ALLOWED = "\t\n\r"


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_characters="\x7f\\")))
def test_ordinary_text_in_any_script_passes(text):
    assert has_control_characters(text + ALLOWED) is False


@pytest.mark.parametrize("char", [chr(n) for n in range(32) if chr(n) not in ALLOWED] + ["\x7f"])
def test_control_characters_are_seen(char):
    assert has_control_characters(f"a{char}b") is True


def test_a_nul_hidden_in_json_is_seen():
    assert has_control_characters('{"text": "a\\u0000b"}') is True


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/id/%00/",
        "/%00",
        "/id/destinations/%1b/",
        "/id/search/?q=%00",
        "/id/destinations/?category=%00",
        "/id/destinations/?%00=1",
        "/media/images/%00.jpg",
        "/admin/login/?next=%00",
    ],
)
def test_control_characters_in_an_address_are_a_bad_request(region, reader, path):
    assert reader.get(path).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["Cara\x00", "Cara\x1b", '{"blocks": "\\u0000"}'])
def test_control_characters_in_a_form_are_a_bad_request_and_nothing_is_saved(region, value):
    page = published(StandardPageFactory(parent=region.home, title="Cara", slug="ways"))
    client = log_in(make_user("o", page=region.home, languages=codes()))
    data = form_of(client, edit_url(page))
    data["title"] = value
    assert client.post(edit_url(page), data).status_code == 400
    assert page.revisions.count() == 1


@pytest.mark.django_db
def test_public_pages_allow_nothing_inline_and_nothing_foreign(region, reader):
    policy = reader.get("/id/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert "object-src 'none'" in policy


@pytest.mark.django_db
def test_the_admin_has_a_policy_of_its_own(region, reader):
    policy = reader.get("/admin/login/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "http" not in policy


@pytest.mark.django_db
def test_answers_carry_the_other_headers(region, reader):
    response = reader.get("/id/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


# --- Compression ---

LONG = b"Matahari terbit. " * 100


def compressed(rf, response):
    request = rf.get("/", headers={"accept-encoding": "gzip"})
    return CompressText(lambda _request: response)(request)


@pytest.mark.parametrize(
    "kind",
    [
        "text/html; charset=utf-8",
        "text/css",
        "application/json",
        "application/geo+json",
        "application/manifest+json",
        "application/xml",
        "image/svg+xml",
    ],
)
def test_text_is_compressed_on_its_way(rf, kind):
    response = compressed(rf, HttpResponse(LONG, content_type=kind))
    assert gzip.decompress(response.content) == LONG
    assert (response["Content-Encoding"], response["Vary"]) == ("gzip", "Accept-Encoding")
    assert len(response.content) < 400


@pytest.mark.parametrize("kind", ["image/png", "image/avif", "application/pdf", "font/woff2"])
def test_what_is_packed_already_is_left_alone(rf, kind):
    response = compressed(rf, HttpResponse(LONG, content_type=kind))
    assert response.content == LONG
    assert (response.get("Content-Encoding"), response.get("Vary")) == (None, None)


def test_a_file_keeps_its_length(rf, tmp_path):
    path = tmp_path / "kawah.txt"
    path.write_bytes(LONG)
    response = compressed(rf, FileResponse(path.open("rb")))
    assert b"".join(response.streaming_content) == LONG
    assert (response["Content-Length"], response.get("Vary")) == (str(len(LONG)), None)
