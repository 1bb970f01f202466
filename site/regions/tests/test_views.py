import json

import pytest

from regions.models import RegionSettings

pytestmark = pytest.mark.django_db


def test_tokens_are_the_regions_own(region, other_region, reader):
    for host, name, gold in (
        ("localhost", "Banyuwangi", "#f6ae2d"),
        ("sabang.example", "Sabang", "#8fd3c8"),
    ):
        response = reader.get("/brand/tokens.json", headers={"host": host})
        document = json.loads(response.content)
        assert document["$description"] == name
        assert document["color"]["gold"]["$value"]["hex"] == gold
        assert response["Access-Control-Allow-Origin"] == "*"


def test_the_stylesheet_is_kept_for_a_year_under_its_own_hash_alone(region, reader):
    version = region.settings.tokens_version
    response = reader.get(f"/brand/tokens.css?v={version}")
    assert response["Content-Type"] == "text/css"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    for query in ("", "?v=", "?v=stale"):
        assert reader.get(f"/brand/tokens.css{query}")["Cache-Control"] == "public, no-cache"


def test_a_new_palette_has_a_new_address(region, reader):
    before = region.settings.tokens_version
    region.settings.palette = {**region.settings.palette, "gold": "#FFCC00"}
    region.settings.save()
    after = RegionSettings.objects.get(site=region.site).tokens_version
    assert before != after
    assert "--color-gold: #ffcc00;" in reader.get(f"/brand/tokens.css?v={after}").content.decode()


def test_the_admins_accents_are_the_regions_own_and_kept_under_their_own_hash(
    region, other_region, reader
):
    version = region.settings.accents_version
    response = reader.get(f"/brand/admin.css?v={version}")
    assert response["Content-Type"] == "text/css"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--w-color-primary-hue: 241.2;" in response.content.decode()
    there = reader.get(f"/brand/admin.css?v={version}", headers={"host": "sabang.example"})
    assert there["Cache-Control"] == "public, no-cache"
    assert "--w-color-primary-hue: 196.7;" in there.content.decode()


@pytest.mark.parametrize("path", ["/brand/tokens.json", "/brand/tokens.css", "/brand/admin.css"])
def test_tokens_are_read_only(region, reader, path):
    assert reader.post(path).status_code == 405
