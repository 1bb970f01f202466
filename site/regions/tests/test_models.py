import zoneinfo

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from destinations.tests.factories import DestinationIndexPageFactory
from regions.models import RegionSettings, site_id_of
from regions.tokens import NAMES
from translations.languages import codes
from translations.tests.browsing import log_in
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_each_host_has_its_own_region(region, other_region, rf):
    first = RegionSettings.for_request(rf.get("/", headers={"host": "localhost"}))
    second = RegionSettings.for_request(rf.get("/", headers={"host": "sabang.example"}))
    assert (first.name, first.zone.key, first.languages_in_use) == (
        "Banyuwangi",
        "Asia/Jakarta",
        ["id", "en", "ms", "zh-hans", "ar"],
    )
    assert (second.name, second.zone, second.languages_in_use) == (
        "Sabang",
        zoneinfo.ZoneInfo("Asia/Jayapura"),
        ["id", "en"],
    )
    assert first.tokens_version != second.tokens_version


def test_a_page_knows_its_region_by_its_place_in_the_tree(region, other_region):
    here = DestinationIndexPageFactory(parent=region.home)
    there = DestinationIndexPageFactory(parent=other_region.home)
    assert (site_id_of(here), site_id_of(there)) == (region.site.pk, other_region.site.pk)
    assert RegionSettings.of_page(there).name == "Sabang"
    assert here.languages_in_use() == ["id", "en", "ms", "zh-hans", "ar"]
    assert there.languages_in_use() == ["id", "en"]


def test_a_page_outside_every_region_has_none(region):
    root = region.home.get_parent()
    assert site_id_of(root) is None
    assert RegionSettings.of_page(root) is None


def test_a_registered_tagline_stands_the_same_in_every_language(region):
    settings = region.settings
    settings.tagline_ar = "شروق جاوة"
    with override("ar"):
        assert (settings.shown_tagline, settings.tagline_language) == ("The Sunrise of Java", None)
        settings.tagline_is_translated = True
        assert (settings.shown_tagline, settings.tagline_language) == ("شروق جاوة", "ar")
    with override("ms"):
        assert (settings.shown_tagline, settings.tagline_language) == ("The Sunrise of Java", "id")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Asia/Atlantis"),
        ("time_zone", "../../etc/passwd"),
        ("country", "Indonesia"),
        ("country", "ZZ"),
        ("country", "id"),
        ("telephone", "0333"),
        ("telephone", "ask at the gate"),
        ("latitude", "90.00001"),
        ("longitude", "-180.5"),
        ("sunrise_latitude", "-91"),
        ("languages", ["en"]),
        ("languages", ["id", "fr"]),
        ("languages", "id"),
        ("palette", {"ink": "#000000"}),
    ],
)
def test_facts_that_cannot_be_are_refused(region, field, value):
    setattr(region.settings, field, value)
    with pytest.raises(ValidationError) as caught:
        region.settings.full_clean()
    assert list(caught.value.message_dict) == [field]


def test_an_officer_sets_languages_and_colours_in_a_form(region):
    user = make_user(
        "o", languages=codes(), site=region.site, site_permissions=["regions.change_regionsettings"]
    )
    client = log_in(user)
    url = reverse("wagtailsettings:edit", args=["regions", "regionsettings", region.site.pk])
    html = client.get(url).content.decode()
    assert html.count('type="color"') == 9
    data = {
        "name": "Banyuwangi",
        "tagline_ind": "The Sunrise of Java",
        "country": "my",
        "telephone": "012-345 6789",
        "time_zone": "Asia/Jakarta",
        "languages": ["id", "ar"],
        **{f"palette_{name}": "#112233" for name in NAMES},
        "palette_gold": "#F6AE2D",
    }
    data |= {f"{field}_{code}": "" for field in ("tagline", "intro") for code in ("en", "ms", "ar")}
    response = client.post(url, data)
    assert response.status_code == 302
    saved = RegionSettings.objects.get(site=region.site)
    assert saved.languages_in_use == ["id", "ar"]
    assert (saved.country, saved.telephone) == ("MY", "+60123456789")
    assert (saved.palette["gold"], saved.palette["ink"]) == ("#F6AE2D", "#112233")


def test_a_host_without_a_region_still_answers(db, rf):
    region = RegionSettings.for_request(rf.get("/"))
    assert region.languages_in_use == ["id"]
