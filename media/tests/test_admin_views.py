"""Wagtail's admin with pictures whose renditions the worker has made, or has not made yet."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images.formats import get_image_formats
from wagtail.models import Collection, CollectionViewRestriction

from home.tests.factories import Region
from media.making import make_missing
from media.models import Picture, PictureRendition
from media.tests.conftest import logged_in
from media.tests.factories import PictureFactory
from media.tests.files import drawing, picture, stored_files
from translations.tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]

PICTURES = {
    "photograph": ("kawah.jpg", picture(size=(900, 700))),
    "logo": ("logo.png", picture("PNG", mode="RGBA", color=(9, 9, 9, 9))),
    "drawing": ("kawah.svg", drawing()),
}


@pytest.fixture(params=PICTURES)
def image(request: pytest.FixtureRequest, region: Region) -> Picture:
    name, content = PICTURES[request.param]
    made = PictureFactory(file=ContentFile(content, name=name))
    region.home.picture = made
    region.home.body_ind = json.dumps(
        [{"type": "picture", "value": {"picture": made.pk}, "id": "x"}]
    )
    region.home.save_revision().publish()
    return made


@pytest.fixture
def chief(db: None) -> Client:
    return logged_in(get_user_model().objects.create_superuser("chief", "c@example.org", "x"))


def addresses(image: Picture, page: Any) -> list[str]:
    """Return every page of the admin that shows pictures."""
    first, last = page.revisions.first().pk, page.save_revision().pk
    return [
        reverse("wagtailimages:index"),
        reverse("wagtailimages:index") + "?layout=list",
        reverse("wagtailimages:index_results") + "?q=Picture",
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:delete", args=[image.pk]),
        reverse("wagtailimages:image_usage", args=[image.pk]),
        reverse("wagtailimages:add"),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages_chooser:choose") + "?layout=list",
        reverse("wagtailimages_chooser:choose_results"),
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        reverse("wagtailimages_chooser:chosen_multiple") + f"?id={image.pk}",
        reverse("wagtailimages_chooser:select_format", args=[image.pk]),
        reverse("wagtail_bulk_action", args=["media", "picture", "delete"]) + f"?id={image.pk}",
        reverse("wagtail_bulk_action", args=["media", "picture", "add_tags"]) + f"?id={image.pk}",
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first, last]),
        reverse("wagtailadmin_api:images:listing"),
        reverse("wagtailadmin_api:images:detail", args=[image.pk]),
        reverse("wagtailadmin_home"),
    ]


@pytest.mark.parametrize("is_made", [False, True])
def test_every_page_of_the_admin_shows_pictures_and_makes_none(
    chief: Client, image: Picture, region: Region, is_made: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_made:
        make_missing(image)
    before = (stored_files(), PictureRendition.objects.count())
    for name in ("create_rendition", "create_renditions"):
        monkeypatch.setattr(Picture, name, lambda *_args: pytest.fail("made in a request"))

    answers = {}
    for address in addresses(image, region.home):
        response = chief.get(address)
        answers[address] = response.status_code
        text = response.content.decode()
        assert "not-found" not in text, address
        assert (f"/images/{image.file.name}" in text) is False, address

    assert {address: code for address, code in answers.items() if code != 200} == {}
    assert (stored_files(), PictureRendition.objects.count()) == before


def test_before_the_worker_has_been_there_the_list_shows_a_colour(
    chief: Client, image: Picture
) -> None:
    text = chief.get(reverse("wagtailimages:index")).content.decode()
    assert 'src="data:image/svg+xml,' in text


def test_the_officers_form_leads_to_the_original_and_tells_its_size(
    officer: Client, region: Region
) -> None:
    image = PictureFactory(file__width=900, file__height=700, made=True)
    text = officer.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    assert f'<a href="/admin/images/{image.pk}/original/">' in text
    assert "900x700" in text
    assert 'data-max-width="771px"' in text


def test_a_twin_is_shown_beside_the_upload(officer: Client) -> None:
    for name in ("a.jpg", "b.jpg"):
        upload = SimpleUploadedFile(name, picture())
        response = officer.post(reverse("wagtailimages:add_multiple"), {"files[]": upload})

    assert response.json()["duplicate"] is True
    assert "data:image/svg+xml," in response.json()["confirm_duplicate_upload"]


# --- The original ---


def test_the_original_is_for_who_may_use_the_picture_and_is_saved_not_shown(region: Region) -> None:
    image = PictureFactory(file=ContentFile(drawing(), name="kawah.svg"))
    user = make_user("w", languages=["ar"], picture_actions=["choose"])

    response = logged_in(user).get(f"/admin/images/{image.pk}/original/")

    assert b"".join(response.streaming_content) == image.file.open().read()
    headers = ("Content-Type", "Content-Disposition", "X-Content-Type-Options")
    assert [response[name] for name in headers] == [
        "application/octet-stream",
        'attachment; filename="kawah.svg"',
        "nosniff",
    ]
    assert response["Content-Security-Policy"].endswith("; sandbox")
    assert "no-store" in response["Cache-Control"]


def test_the_original_is_for_nobody_else(region: Region) -> None:
    image = PictureFactory()
    address = f"/admin/images/{image.pk}/original/"

    assert Client().get(address).url.startswith("/admin/login/")
    stranger = logged_in(make_user("w", languages=["id"]))
    assert (stranger.get(address).status_code, stranger.get(address).url) == (302, "/admin/")
    chosen = logged_in(make_user("v", picture_actions=["choose"]))
    assert chosen.post(address).status_code == 405
    assert chosen.get("/admin/images/999999/original/").status_code == 404
    image.file.storage.delete(image.file.name)
    assert chosen.get(address).status_code == 404


def test_a_private_original_is_for_who_may_use_its_collection(region: Region) -> None:
    image = PictureFactory(collection=Collection.get_first_root_node().add_child(name="Press"))
    CollectionViewRestriction.objects.create(
        collection=image.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    address = f"/admin/images/{image.pk}/original/"
    assert logged_in(make_user("w", languages=["id"])).get(address).status_code == 302
    chosen = logged_in(make_user("v", picture_actions=["choose"])).get(address)
    assert (chosen.status_code, len(b"".join(chosen.streaming_content))) == (
        200,
        image.file.size,
    )


# --- What Wagtail would make on the spot ---


@pytest.mark.parametrize("spec", ["fill-3000x3000", "original", "max-165x165", "nonsense"])
def test_no_view_makes_a_size_on_the_spot(chief: Client, spec: str) -> None:
    image = PictureFactory()
    for address in (
        reverse("wagtailimages:preview", args=[image.pk, spec]),
        reverse("wagtailimages:url_generator", args=[image.pk]),
        reverse("wagtailimages:url_generator_output", args=[image.pk]) + "?filter_method=width",
    ):
        assert chief.get(address).status_code == 404, address
    assert PictureRendition.objects.count() == 0


def test_nobody_is_sent_to_the_view_that_makes_sizes(chief: Client) -> None:
    image = PictureFactory()
    text = chief.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    assert "generate_url" not in text


def test_rich_text_has_no_sizes_of_its_own(chief: Client) -> None:
    image = PictureFactory()
    assert get_image_formats() == []

    response = chief.post(
        reverse("wagtailimages_chooser:select_format", args=[image.pk]),
        {
            "image-chooser-insertion-format": "fullwidth",
            "image-chooser-insertion-alt_text": "Kawah",
        },
    )

    assert response.status_code == 200
    assert response.json()["step"] == "select_format"
