"""What browsers make of pictures: sizes as promised, nothing that jumps, a colour first."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

from destinations.tests.factories import (
    DestinationIndexPageFactory,
    PlaceFactory,
    PlacePictureFactory,
    published,
)
from media.models import PictureRendition
from media.tests.factories import PictureFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

#: For each picture: where it stands, how many CSS pixels its full width would take up there (more
#: than the box, where the box is filled and the rest cut off), and what `sizes` comes to.
MEASURED = """
images => images.map(image => {
  const box = image.getBoundingClientRect();
  const ratio = image.getAttribute("width") / image.getAttribute("height");
  const covers = getComputedStyle(image).objectFit === "cover";
  const probe = document.body.appendChild(document.createElement("div"));
  probe.style.position = "absolute";
  let depth = 0;
  const said = image.parentElement.querySelector("source").sizes.replace(/^auto, /, "");
  const parts = [...said].reduce((all, letter) => {
    depth += (letter === "(") - (letter === ")");
    return letter === "," && !depth ? [...all, ""] : [...all.slice(0, -1), all.at(-1) + letter];
  }, [""]);
  for (const each of parts) {
    const [, condition, length] = each.trim().match(/^(\\(min-width: \\S+\\))?\\s*(.+)$/);
    if (!condition || matchMedia(condition).matches) { probe.style.width = length; break; }
  }
  const promised = probe.getBoundingClientRect().width;
  probe.remove();
  const place = ["hero__picture", "card__picture", "lead-picture", "gallery", "body"].find(
    name => image.closest("." + name));
  return {place, promised, needed: covers ? Math.max(box.width, box.height * ratio) : box.width};
})
"""


@pytest.fixture
def places(site):
    """A home page with a hero and six cards, and a place with every other use."""
    picture = PictureFactory(file__width=2400, file__height=1600)
    site.home.picture = picture
    published(site.home)
    section = published(DestinationIndexPageFactory(parent=site.home, show_in_menus=True))
    for number in range(6):
        place = PlaceFactory(
            parent=section, slug=f"place-{number}", title=f"Tempat {number}", picture=picture
        )
        if number == 0:
            shown = {"picture": picture.pk, "caption": "Fajar"}
            pair = [{"type": "item", "value": shown, "id": str(each)} for each in range(2)]
            place.body_ind = json.dumps(
                [
                    {"type": "picture", "value": shown, "id": "a"},
                    {"type": "gallery", "value": {"pictures": pair}, "id": "b"},
                ]
            )
            for order in range(2):
                PlacePictureFactory(place=place, sort_order=order, picture=picture)
        published(place)
    return section


def measured(page: Page) -> dict[str, list[tuple[int, int]]]:
    """Return needed and promised pixels of all pictures, by where they stand."""
    found: dict[str, list[tuple[int, int]]] = {}
    for each in page.locator("picture:has(source[sizes]) > img").evaluate_all(MEASURED):
        found.setdefault(each["place"], []).append((round(each["needed"]), round(each["promised"])))
    return found


@pytest.mark.parametrize(("width", "height"), [(360, 740), (768, 1024), (1440, 900), (1920, 1080)])
def test_sizes_are_what_the_layout_makes_of_them(places, visit, width: int, height: int):
    """No picture needs more than was promised, and the largest of each place needs that much."""
    page = visit(width=width, height=height)
    found: dict[str, list[tuple[int, int]]] = {}
    for address in ("/id/", "/id/destinations/place-0/"):
        page.goto(address)
        found |= measured(page)

    assert set(found) == {"hero__picture", "card__picture", "lead-picture", "gallery", "body"}
    wrong = {}
    for place, pairs in found.items():
        needed = max(pair[0] for pair in pairs)
        promised = pairs[0][1]
        if not needed - 2 <= promised <= needed * 1.12 + 2:
            wrong[place] = (needed, promised)
    assert wrong == {}


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_jumps_when_pictures_arrive(places, visit, width: int):
    page = visit(width=width)
    page.route("**/media/**", lambda route: route.abort())
    page.goto("/id/destinations/place-0/")
    boxes = (
        "images => images.map(image => { const b = image.getBoundingClientRect(); "
        "return [b.width, b.height].map(Math.round) })"
    )
    before = page.locator("picture img").evaluate_all(boxes)

    page.unroute("**/media/**")
    page.goto("/id/destinations/place-0/")
    for image in page.locator("picture img").all():
        image.scroll_into_view_if_needed()
        image.evaluate("image => image.decode()")
    after = page.locator("picture img").evaluate_all(boxes)
    PictureRendition.objects.all().delete()
    page.goto("/id/destinations/place-0/")
    colours = page.locator("svg.tone").evaluate_all(boxes)

    assert len(before) == 6
    for first, second, third in zip(before, after, colours, strict=True):
        assert max(abs(a - b) for a, b in zip(first, second, strict=True)) <= 1
        assert max(abs(a - b) for a, b in zip(first, third, strict=True)) <= 1


def test_while_it_loads_the_picture_is_its_colour(places, visit):
    page = visit()
    held: list[Route] = []
    page.route("**/media/**", lambda route: held.append(route))  # noqa: PLW0108
    page.goto("/id/", wait_until="commit")

    # The factory's picture is #e8583a.
    expect(page.locator(".hero__picture img")).to_have_css("background-color", "rgb(238, 85, 51)")
    for route in held:
        route.abort()
    page.unroute("**/media/**")
    PictureRendition.objects.all().delete()
    page.goto("/id/")
    expect(page.locator(".hero__picture svg")).to_have_css("background-color", "rgb(238, 85, 51)")
    assert page.locator(".hero__picture picture").count() == 0
