import datetime
import shutil

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from config import catalogues
from destinations.enums import PlaceKind
from destinations.models import Place, PlacePrice
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    PlaceCategoryFactory,
    PlaceFactFactory,
    PlaceFactory,
    PlacePriceFactory,
    published,
)
from tests.house import ROOT
from translations.languages import codes
from translations.tests.browsing import edit_url, form_of, log_in
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(region):
    return published(DestinationIndexPageFactory(parent=region.home))


@pytest.mark.parametrize("amount", [-1, "-0.01"])
def test_a_price_is_not_negative(section, amount):
    price = PlacePrice(place=PlaceFactory(parent=section), amount=amount)
    with pytest.raises(ValidationError):
        price.full_clean()


def test_the_page_shows_facts_and_prices_with_their_sources(section, reader):
    place = PlaceFactory(parent=section, slug="kawah-ijen", heading_en="Ijen")
    checked = datetime.date(2026, 11, 1)
    PlaceFactFactory(
        place=place, label_en="Climb", value_en="1.5-4 hours", source="Kantor", checked_on=checked
    )
    PlacePriceFactory(
        place=place, visitor="foreigner", amount=100000, note_en="weekdays", checked_on=checked
    )
    published(Place.objects.get(pk=place.pk))
    html = reader.get("/en/destinations/kawah-ijen/").content.decode()
    for text in ("Climb", "1.5-4 hours", "Kantor", "weekdays", "100,000"):
        assert text in html
    assert "100.000" in reader.get("/id/destinations/kawah-ijen/").content.decode()


def test_every_kind_has_a_name():
    assert all(kind.label for kind in PlaceKind)


def test_contacts_and_address_stand_on_the_page(section, reader):
    published(
        PlaceFactory(
            parent=section,
            slug="ketapang",
            kind=PlaceKind.HARBOUR,
            address="Jalan Gatot Subroto 1\r\n\r\n Ketapang ",
            telephone="0333 425001",
            email="boats@example.org",
        )
    )
    html = reader.get("/en/destinations/ketapang/").content.decode()
    assert '<address lang="id" dir="ltr" translate="no">Jalan Gatot Subroto 1<br>Ketapang<' in html
    assert '<a href="tel:+62333425001"><bdi dir="ltr">+62 333 425001</bdi></a>' in html
    assert '<a href="mailto:boats@example.org">' in html
    assert "Harbour" in html


def test_readers_are_told_of_another_zone_and_of_a_place_outside(section, reader):
    published(
        PlaceFactory(parent=section, slug="gilimanuk", is_neighbour=True, time_zone="Asia/Makassar")
    )
    published(PlaceFactory(parent=section, slug="here", time_zone="Asia/Pontianak"))
    html = reader.get("/en/destinations/gilimanuk/").content.decode()
    assert "1\xa0hour ahead of Banyuwangi" in html
    assert "<bdi>WITA</bdi>" in html
    assert "<dd>Outside Banyuwangi</dd>" in html
    html = reader.get("/en/destinations/here/").content.decode()
    assert "Clocks" not in html
    assert "Outside" not in html
    listed = reader.get("/en/destinations/").content.decode()
    assert listed.count("outside Banyuwangi") == 1


def test_clocks_that_are_behind_are_said_to_be(other_region, reader):
    section = published(DestinationIndexPageFactory(parent=other_region.home))
    published(PlaceFactory(parent=section, slug="jawa", time_zone="Asia/Jakarta"))
    response = reader.get("/en/destinations/jawa/", headers={"host": "sabang.example"})
    assert "2\xa0hours behind Sabang" in response.content.decode()


# --- The editor's form ---


@pytest.fixture
def indonesian_words(settings, tmp_path):
    """Have the interface speak its catalogues, which tests otherwise leave aside."""
    shutil.copytree(ROOT / "locale", tmp_path / "locale")
    catalogues.compile_stale(tmp_path / "locale")
    settings.LOCALE_PATHS = [tmp_path / "locale"]


BAD = {
    "telephone": "0333 HUBUNGI",
    "whatsapp": "121",
    "email": "perahu",
    "website": "javascript:alert(1)",
    "latitude": "-8.1",
    "time_zone": "Asia/Atlantis",
}


def messages(response):
    errors = response.context["form"].errors
    return {name: [str(each) for each in errors[name]] for name in sorted(errors)}


def test_the_form_says_in_the_editors_language_what_to_write(section, region, indonesian_words):
    place = published(PlaceFactory(parent=section, telephone="+62333425001"))
    user = make_user("o", page=region.home, languages=codes(), admin_language="id")
    client = log_in(user)
    data = form_of(client, edit_url(place)) | BAD
    response = client.post(edit_url(place), data)
    assert response.status_code == 200
    assert messages(response) == {
        "email": ["Masukkan alamat email yang valid."],
        "longitude": ["Isi kedua angka, atau kosongkan keduanya."],
        "telephone": ["Tulis satu nomor saja, dengan angka, mis. +62 812-345-678."],
        "time_zone": ["Asia/Atlantis bukan zona waktu. Pilih yang seperti Asia/Jakarta."],
        "website": ["Tulis seperti di peramban, mis. https://example.org/."],
        "whatsapp": ["WhatsApp memerlukan nomor lengkap tanpa ekstensi, mis. +62 812-345-678."],
    }
    html = response.content.decode()
    for typed in BAD.values():
        assert f'value="{typed}"' in html
    place.refresh_from_db()
    assert (place.telephone, place.latest_revision.content["telephone"]) == (
        "+62333425001",
        "+62333425001",
    )


def test_a_new_place_understands_national_numbers_of_its_region(section, region, other_region):
    user = make_user("o", page=region.home, page_actions=["add", "change"], languages=codes())
    client = log_in(user)
    url = reverse("wagtailadmin_pages:add", args=["destinations", "place", section.pk])
    data = form_of(client, url) | {"title": "Ketapang", "slug": "ketapang"}
    data |= {"telephone": "0333 425001", "whatsapp": "0812 3456 7890", "website": "example.org"}
    foreign = PlaceCategoryFactory(site=other_region.site)
    response = client.post(url, data | {"category": str(foreign.pk)})
    assert messages(response) == {"category": ["This belongs to another region."]}
    assert client.post(url, data).status_code == 302
    place = Place.objects.get(slug="ketapang").get_latest_revision_as_object()
    assert (place.telephone, place.whatsapp) == ("+62333425001", "+6281234567890")
    assert place.website == "https://example.org"


@pytest.mark.parametrize("name", list(BAD))
def test_control_characters_in_the_form_are_a_bad_request(section, region, name):
    place = published(PlaceFactory(parent=section))
    client = log_in(make_user("o", page=region.home, languages=codes()))
    data = form_of(client, edit_url(place)) | {name: "1\x00"}
    assert client.post(edit_url(place), data).status_code == 400


def test_a_translator_changes_no_contact_and_is_not_stopped_by_one(section, region):
    place = published(PlaceFactory(parent=section, telephone="121", heading_ar="إيجين"))
    region.settings.country = ""
    region.settings.save()
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    data = form_of(client, edit_url(place))
    assert "telephone" not in data
    data.update({"heading_ar": "فوهة", "telephone": "+62333425001", "address": "x"})
    assert client.post(edit_url(place), data).status_code == 302
    draft = Place.objects.get(pk=place.pk).get_latest_revision_as_object()
    assert (draft.heading_ar, draft.telephone, draft.address) == ("فوهة", "121", "")


def test_a_draft_is_previewed_in_the_language_asked_for(section, rf):
    place = published(PlaceFactory(parent=section, heading_ar="فوهة إيجين"))
    response = place.make_preview_request(preview_mode="ar")
    assert '<html lang="ar" dir="rtl">' in response.content.decode()
