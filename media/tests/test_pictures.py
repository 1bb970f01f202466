"""The template tag `picture`."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from django.utils.translation import override

from home.tests.factories import Region
from media.models import Picture, PictureRendition
from media.renditions import USES
from media.tests.factories import PictureFactory
from media.tests.files import drawing, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def rendered(image: Picture | None, arguments: str = 'use="card"', **context: Any) -> str:
    template = Template(f"{{% load pictures %}}{{% picture image {arguments} %}}")
    return template.render(Context({"image": image, **context})).strip()


def img(html: str) -> str:
    return html[html.index("<img") : html.index("</picture>")]


def test_a_photograph() -> None:
    image = PictureFactory(file__width=600, file__height=400, alt_ind="Kawah Ijen")
    # Wagtail's key for a crop around no focal point follows the hash of the file.
    start = f"/media/images/example.{image.file_hash[:12]}.2e16d0ba"
    sizes = "(min-width: 64rem) 24rem, (min-width: 40rem) 50vw, 100vw"

    assert rendered(image) == (
        f'<picture><source type="image/avif" srcset="{start}.fill-320x213.format-avif.avif 320w, '
        f"{start}.fill-480x320.format-avif.avif 480w, "
        f'{start}.fill-640x427.format-avif.avif 600w" sizes="{sizes}">'
        f'<img src="{start}.fill-480x320.format-jpeg.jpg" '
        f'srcset="{start}.fill-320x213.format-jpeg.jpg 320w, '
        f"{start}.fill-480x320.format-jpeg.jpg 480w, "
        f'{start}.fill-640x427.format-jpeg.jpg 600w" sizes="{sizes}" '
        'width="480" height="320" alt="Kawah Ijen" loading="lazy" decoding="async"></picture>'
    )


def test_a_drawing() -> None:
    image = PictureFactory(file=ContentFile(drawing(), name="kawah.svg"), alt_ind="Kawah")

    assert rendered(image, 'use="lead"') == (
        f'<picture><img src="/media/images/kawah.{image.file_hash[:12]}.original.svg" '
        'width="30" height="20" alt="Kawah" loading="eager" decoding="async" '
        'fetchpriority="high"></picture>'
    )


def test_what_can_be_seen_through_falls_back_to_png() -> None:
    content = picture("PNG", mode="RGBA", color=(0, 0, 0, 9))
    html = rendered(PictureFactory(file=ContentFile(content, name="a.png")))
    assert ".format-png.png" in img(html)
    assert ".format-jpeg" not in html


@pytest.mark.parametrize("use", USES)
def test_no_use_needs_inline_style(use: str) -> None:
    html = rendered(PictureFactory(), f'use="{use}"')
    assert "style" not in html
    assert f'sizes="{USES[use].sizes}"' in html


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
    assert f'loading="{loading}"' in rendered(PictureFactory(), arguments)


def test_what_is_not_there_shows_nothing() -> None:
    assert rendered(None) == ""


@pytest.mark.parametrize(("name", "content"), [("kawah.jpg", picture()), ("kawah.svg", drawing())])
def test_a_lost_file_shows_nothing(
    caplog: pytest.LogCaptureFixture, name: str, content: bytes
) -> None:
    image = PictureFactory(file=ContentFile(content, name=name))
    image.file.storage.delete(image.file.name)
    image = Picture.objects.get()

    assert rendered(image) == ""
    assert [
        record.getMessage() for record in caplog.records if record.name.startswith("media")
    ] == [f"The file of picture {image.pk} is not in the store."]


def test_a_lost_file_is_not_missed_while_its_renditions_are_there() -> None:
    image = PictureFactory()
    before = rendered(image)
    image.file.storage.delete(image.file.name)

    assert rendered(Picture.objects.get()) == before


def test_a_page_outlives_the_file_of_its_picture(region: Region, reader: Client) -> None:
    image = PictureFactory(alt_ind="Kawah")
    region.home.picture = image
    region.home.save_revision().publish()
    whole = reader.get("/id/").content.decode()
    assert (whole.count("<picture>"), whole.count('alt="Kawah"')) == (1, 1)
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)

    response = reader.get("/id/")

    html = response.content.decode()
    assert (response.status_code, html.count("<picture>")) == (200, 0)
    assert html.count("<h1") == whole.count("<h1") == 1


@pytest.mark.parametrize("use", ["banner", ""])
def test_an_unknown_use_is_a_mistake_in_the_template(use: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="card, lead, body, gallery, thumb"):
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
    image = Picture.objects.get(pk=PictureFactory(title="IMG_1", **texts).pk)
    with override(language):
        assert expected in rendered(image, f'use="card" {arguments}')


def test_nothing_breaks_out_of_an_attribute() -> None:
    evil = '"><script>alert(1)</script>'
    image = PictureFactory(alt_ind=evil)
    escaped = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"

    assert f'alt="{escaped}"' in rendered(image)
    html = rendered(PictureFactory(), 'use="card" alt=evil loading=evil', evil=evil)
    assert f'alt="{escaped}"' in html
    assert f'loading="{escaped}"' in html
    assert "<script" not in html


def test_numbers_stay_numbers_in_every_language() -> None:
    content = drawing(attributes='width="1200" height="1000"')
    image = PictureFactory(file=ContentFile(content, name="kawah.svg"))
    for language in ("id", "en", "ar"):
        with override(language):
            assert 'width="1200" height="1000"' in rendered(image)


# --- What it costs ---


@pytest.mark.parametrize("number", [3, 30])
def test_a_list_costs_two_queries_however_long(number: int, django_assert_num_queries: Any) -> None:
    for _each in range(number):
        PictureFactory(alt_ind="Kawah").renditions_for("card")
    template = Template(
        '{% load pictures %}{% for image in images %}{% picture image use="card" %}{% endfor %}'
    )

    with django_assert_num_queries(2):
        html = template.render(Context({"images": Picture.objects.for_use("card")}))

    assert html.count("<picture>") == number


@pytest.mark.parametrize("number", [3, 30])
def test_all_renditions_may_be_fetched_too(number: int, django_assert_num_queries: Any) -> None:
    for _each in range(number):
        PictureFactory().renditions_for("card")
    images = Picture.objects.prefetch_renditions()

    with django_assert_num_queries(2):
        for image in images:
            rendered(image)


def test_one_picture_alone_costs_one_query(django_assert_num_queries: Any) -> None:
    PictureFactory().renditions_for("card")
    image = Picture.objects.get()
    with django_assert_num_queries(1):
        rendered(image)


def test_what_is_missing_is_made_once() -> None:
    image = PictureFactory()
    assert PictureRendition.objects.count() == 0
    first = rendered(image)
    assert PictureRendition.objects.count() == 2
    assert rendered(Picture.objects.get()) == first
    assert PictureRendition.objects.count() == 2
