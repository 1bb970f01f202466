"""The template tag `picture`."""

import json
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from django.utils.translation import override
from wagtail.models import Collection, CollectionViewRestriction

from home.tests.factories import Region
from media.making import make_missing
from media.models import Picture, PictureRendition
from media.renditions import USES
from media.tests.factories import PictureFactory
from media.tests.files import drawing, picture
from pages.tests.factories import StandardPageFactory, StoryIndexPageFactory, StoryPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def rendered(image: Picture | None, arguments: str = 'use="card"', **context: Any) -> str:
    template = Template(f"{{% load pictures %}}{{% picture image {arguments} %}}")
    return template.render(Context({"image": image, **context})).strip()


def suited(use: str, **facts: Any) -> Picture:
    """Make a picture that may stand in a use: cut-outs can be seen through."""
    mode = {"mode": "RGBA", "color": (255, 0, 0, 90)} if USES[use].is_cutout else {}
    content = picture("PNG", size=(700, 500), **mode)
    return PictureFactory(file=ContentFile(content, name="kawah.png"), **facts)


def img(html: str) -> str:
    return html[html.index("<img") : html.index("</picture>")]


def test_a_photograph() -> None:
    image = PictureFactory(file__width=600, file__height=400, alt_ind="Kawah Ijen", made=True)
    # Wagtail's key for a crop around no focal point follows the hash of the file.
    start = f"/media/images/example.{image.file_hash[:12]}.2e16d0ba"
    sizes = f"auto, {USES['card'].sizes}"

    assert rendered(image) == (
        f'<picture><source type="image/avif" srcset="{start}.fill-320x240.format-avif.avif 320w, '
        f'{start}.fill-640x480.format-avif.avif 534w" sizes="{sizes}">'
        f'<img class="tone tone-r-e tone-g-5 tone-b-3" src="{start}.fill-640x480.format-jpeg.jpg" '
        'width="534" height="400" alt="Kawah Ijen" loading="lazy" decoding="async"></picture>'
    )


def test_a_drawing() -> None:
    image = PictureFactory(
        file=ContentFile(drawing(), name="kawah.svg"), alt_ind="Kawah", made=True
    )

    assert rendered(image, 'use="lead"') == (
        f'<picture><img src="/media/images/kawah.{image.file_hash[:12]}.original.svg" '
        'width="30" height="20" alt="Kawah" loading="eager" decoding="async" '
        'fetchpriority="high"></picture>'
    )


def test_what_can_be_seen_through_falls_back_to_png() -> None:
    content = picture("PNG", mode="RGBA", color=(0, 0, 0, 9))
    html = rendered(PictureFactory(file=ContentFile(content, name="a.png"), made=True))
    assert ".format-png.png" in img(html)
    assert ".format-jpeg" not in html
    assert "tone" not in html


@pytest.mark.parametrize("use", USES)
def test_no_use_needs_inline_style(use: str) -> None:
    for html in (
        rendered(suited(use), f'use="{use}"'),
        rendered(suited(use, made=True), f'use="{use}"'),
    ):
        assert html != ""
        assert "style" not in html


@pytest.mark.parametrize("use", USES)
def test_a_lazy_picture_may_be_measured_by_the_browser(use: str) -> None:
    image = suited(use, made=True)
    assert f'sizes="{USES[use].sizes}"' in rendered(image, f'use="{use}" loading="eager"')
    assert f'sizes="auto, {USES[use].sizes}"' in rendered(image, f'use="{use}" loading="lazy"')


@pytest.mark.parametrize(
    ("arguments", "loading"),
    [
        ('use="card"', "lazy"),
        ('use="lead"', "eager"),
        ('use="card" loading="eager"', "eager"),
        ('use="lead" loading="lazy"', "lazy"),
    ],
)
def test_only_what_is_first_in_sight_is_loaded_at_once(arguments: str, loading: str) -> None:
    assert f'loading="{loading}"' in rendered(PictureFactory(made=True), arguments)


def test_what_is_not_there_shows_nothing() -> None:
    assert rendered(None) == ""


def test_an_opaque_picture_shows_nothing_where_a_cutout_stands() -> None:
    """Not even its colour, which would be a rectangle before the sky."""
    for facts in ({"made": True}, {}):
        assert rendered(PictureFactory(**facts), 'use="figure"') == ""
        assert rendered(suited("figure", **facts), 'use="figure"') != ""


def test_a_lost_file_is_not_missed_while_its_renditions_are_there() -> None:
    image = PictureFactory(made=True)
    before = rendered(image)
    image.file.storage.delete(image.file.name)

    assert rendered(Picture.objects.get()) == before


# --- Before the worker has been there ---


def test_until_there_is_a_rendition_its_colour_and_size_are_shown() -> None:
    image = PictureFactory(file__width=600, file__height=400, alt_ind="Kawah <Ijen>")

    assert rendered(image) == (
        '<svg class="tone tone-r-e tone-g-5 tone-b-3" width="533" height="400" '
        'viewBox="0 0 533 400" role="img" aria-label="Kawah &lt;Ijen&gt;"></svg>'
    )
    assert rendered(image, 'use="body" decorative=True') == (
        '<svg class="tone tone-r-e tone-g-5 tone-b-3" width="600" height="400" '
        'viewBox="0 0 600 400" aria-hidden="true"></svg>'
    )
    with override("ar"):
        assert 'aria-label="Kawah &lt;Ijen&gt;" lang="id"' in rendered(Picture.objects.get())


def test_the_size_before_is_the_size_afterwards() -> None:
    for use in USES:
        image = suited(use)
        before = re.findall(r'width="(\d+)" height="(\d+)"', rendered(image, f'use="{use}"'))
        make_missing(image)
        after = re.findall(r'width="(\d+)" height="(\d+)"', rendered(image, f'use="{use}"'))
        ratios = [int(width) / int(height) for width, height in (*before, *after)]
        assert abs(ratios[0] / ratios[1] - 1) < 0.02, use


def test_better_formats_follow_when_they_are_made() -> None:
    image = PictureFactory(made=True)
    image.renditions.filter(filter_spec__endswith="avif").delete()

    html = rendered(image)

    assert "<source" not in html
    assert '.fill-320x240.format-jpeg.jpg" width="108" height="80"' in img(html)
    assert "srcset" not in html


def test_what_not_every_browser_can_read_is_not_enough() -> None:
    image = PictureFactory(made=True)
    image.renditions.filter(filter_spec__endswith="jpeg").delete()
    assert rendered(image).startswith('<svg class="tone ')


def test_a_reader_has_nothing_made(
    region: Region, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    region.home.picture = PictureFactory(alt_ind="Kawah")
    region.home.save_revision().publish()
    ordered: list[int] = []
    monkeypatch.setattr("media.models.pictures.order_missing", ordered.append)

    for _reader in range(3):
        response = reader.get("/id/")
        html = response.content.decode()
        assert (response.status_code, html.count("<picture>"), html.count('class="tone')) == (
            200,
            0,
            1,
        )
        assert "og:image" not in html
    assert PictureRendition.objects.count() == 0
    assert set(ordered) == {region.home.picture.pk}

    make_missing(region.home.picture)
    ordered.clear()
    html = reader.get("/id/").content.decode()
    assert (html.count("<picture>"), html.count("og:image"), ordered) == (1, 4, [])


# --- Private collections ---


def test_a_private_picture_shows_nothing_of_itself(region: Region, reader: Client) -> None:
    image = PictureFactory(
        alt_ind="Kawah Ijen", caption_ind="Fajar di tepi", credit="Siti Rahmawati", made=True
    )
    page = StandardPageFactory(parent=region.home, slug="kawah", picture=image)
    page.body_ind = json.dumps(
        [{"type": "picture", "value": {"picture": image.pk, "caption": ""}, "id": "x"}]
    )
    page.save_revision().publish()
    words = ("Kawah Ijen", "Fajar di tepi", "Siti Rahmawati", "<picture>", "og:image", "tone")
    html = reader.get("/id/kawah/").content.decode()
    assert [word for word in words if word not in html] == []

    restrict(image)
    html = reader.get("/id/kawah/").content.decode()
    assert [word for word in words if word in html] == []
    image.renditions.all().delete()
    html = reader.get("/id/kawah/").content.decode()
    assert [word for word in words if word in html] == []


def test_the_tag_itself_shows_nothing_of_a_private_picture() -> None:
    for facts in ({"made": True}, {}):
        image = PictureFactory(alt_ind="Kawah", **facts)
        assert rendered(image) != ""
        restrict(image)
        assert rendered(Picture.objects.get(pk=image.pk)) == ""


def test_a_private_picture_in_a_list_leaves_its_place_empty(region: Region, reader: Client) -> None:
    image = PictureFactory(made=True)
    index = StoryIndexPageFactory(parent=region.home)
    StoryPageFactory(parent=index, slug="fajar", picture=image)
    assert reader.get("/id/stories/").content.decode().count("<picture>") == 1

    restrict(image)

    html = reader.get("/id/stories/").content.decode()
    assert (
        html.count("<picture>"),
        html.count('<div class="card__picture card__picture--card"></div>'),
    ) == (0, 1)


def restrict(image: Picture) -> None:
    """Put a picture into a collection that only who is logged in may see."""
    image.collection = Collection.get_first_root_node().add_child(name="Press")
    image.save()
    CollectionViewRestriction.objects.create(
        collection=image.collection, restriction_type=CollectionViewRestriction.LOGIN
    )


# --- Mistakes ---


@pytest.mark.parametrize("use", ["banner", ""])
def test_an_unknown_use_is_a_mistake_in_the_template(use: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=", ".join(USES)):
        rendered(PictureFactory(), f'use="{use}"')


# --- The text alternative ---

OWN = {"alt_ind": "Kawah", "alt_en": "Crater"}


@pytest.mark.parametrize(
    ("language", "texts", "arguments", "expected"),
    [
        ("id", OWN, "", 'alt="Kawah" loading'),
        ("en", OWN, "", 'alt="Crater" loading'),
        ("ms", OWN, "", 'alt="Crater" lang="en" loading'),
        ("ar", {"alt_ind": "Kawah"}, "", 'alt="Kawah" lang="id" loading'),
        ("ar", {**OWN, "alt_ar": "فوهة"}, "", 'alt="فوهة" loading'),
        ("en", OWN, 'alt="Where we stood"', 'alt="Where we stood" loading'),
        ("ar", OWN, 'alt="Where we stood"', 'alt="Where we stood" loading'),
        ("en", OWN, 'alt=""', 'alt="Crater" loading'),
        ("en", OWN, "alt=absent", 'alt="Crater" loading'),
        ("en", OWN, "decorative=True", 'alt="" loading'),
        ("en", OWN, 'decorative=True alt="x"', 'alt="" loading'),
        ("en", {}, "", 'alt="" loading'),
        # The text around is in Indonesian, for want of an Arabic one: so what differs is English.
        ("ar", OWN, 'language="id"', 'alt="Crater" lang="en" loading'),
        ("ar", {"alt_ind": "Kawah"}, 'language="id"', 'alt="Kawah" loading'),
    ],
)
def test_the_text_alternative(
    language: str, texts: dict[str, str], arguments: str, expected: str
) -> None:
    image = Picture.objects.get(pk=PictureFactory(title="IMG_1", made=True, **texts).pk)
    with override(language):
        assert expected in rendered(image, f'use="card" {arguments}')


def test_nothing_breaks_out_of_an_attribute() -> None:
    evil = '"><script>alert(1)</script>'
    image = PictureFactory(alt_ind=evil, made=True)
    escaped = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"

    assert f'alt="{escaped}"' in rendered(image)
    html = rendered(image, 'use="card" alt=evil loading=evil', evil=evil)
    assert f'alt="{escaped}"' in html
    assert f'loading="{escaped}"' in html
    html += rendered(PictureFactory(alt_ind=evil))
    assert f'aria-label="{escaped}"' in html
    assert "<script" not in html


def test_numbers_stay_numbers_in_every_language() -> None:
    content = drawing(attributes='width="1200" height="1000"')
    image = PictureFactory(file=ContentFile(content, name="kawah.svg"))
    for language in ("id", "en", "ar"):
        with override(language):
            assert 'width="640" height="480" viewBox="0 0 640 480"' in rendered(image)
    make_missing(image)
    for language in ("id", "en", "ar"):
        with override(language):
            assert 'width="1200" height="1000"' in rendered(image)


# --- What it costs ---


@pytest.mark.parametrize("number", [3, 30])
def test_a_list_costs_two_queries_however_long(number: int, django_assert_num_queries: Any) -> None:
    for _each in range(number):
        PictureFactory(alt_ind="Kawah", made=True)
    template = Template(
        '{% load pictures %}{% for image in images %}{% picture image use="card" %}{% endfor %}'
    )

    with django_assert_num_queries(2):
        html = template.render(Context({"images": Picture.objects.for_use("card")}))

    assert html.count("<picture>") == number


@pytest.mark.parametrize("number", [3, 30])
def test_all_renditions_may_be_fetched_too(number: int, django_assert_num_queries: Any) -> None:
    for _each in range(number):
        PictureFactory(made=True)
    images = Picture.objects.prefetch_renditions()

    with django_assert_num_queries(2):
        for image in images:
            rendered(image)


def test_one_picture_alone_costs_two_queries(django_assert_num_queries: Any) -> None:
    PictureFactory(made=True)
    image = Picture.objects.get()
    with django_assert_num_queries(2):
        rendered(image)
