"""Building the demo region from the data files, with the tests' factories."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Page

from home.models import HomePage
from home.tests.factories import Region, make_region
from pages.tests.factories import StandardPageFactory, StoryIndexPageFactory, StoryPageFactory
from regions.models import RegionSettings
from roles.making import make_roles

from . import content, festivals, observances, people, places, submissions, years
from .workshop import Say, Workshop

#: Where the second region is served: browsers take every name under localhost for this machine.
OTHER_HOST = "sabang.localhost"


def build(say: Say = print, *, port: int = 80) -> Region:
    """Build the demo's regions where they are missing, and return the first.

    No content that exists is changed. `port` is where the sites will be served: absolute links
    carry it, so it is kept up to date. Bodies link pages to each other and are filled in once every
    page is there. All or nothing.
    """
    with transaction.atomic():
        first = _existing("banyuwangi") or _build(say)
        other = _existing("sabang") or _build_other(say)
        for region in (first, other):
            people.make_people(region)
        # Save by save: Wagtail forgets what it knew of the sites.
        for site in (first.site, other.site):
            if site.port != port:
                site.port = port
                site.save()
        return first


def _existing(slug: str) -> Region | None:
    home = HomePage.objects.filter(slug=slug).first()
    if home is None:
        return None
    site = home.sites_rooted_here.get()
    return Region(site, home, RegionSettings.for_site(site))


def _build(say: Say) -> Region:
    data, texts = content.read("region.toml"), content.read("pages.toml")
    for stock in Page.objects.filter(depth=2, slug="home"):
        stock.delete()
    shop = _open_workshop("localhost", "banyuwangi", data, texts["home"])
    shop.hang(content.pictures())
    say(f"Hung {len(shop.pictures)} pictures.")
    places.make_groups(shop, data)
    festivals.make_groups(shop)
    festivals.make_sentences(shop)
    observances.make_observances(shop)
    sections = texts["sections"]
    places.make_places(shop, places.make_section(shop, sections["destinations"]))
    festivals.make_festivals(shop, festivals.make_section(shop, sections["events"]))
    submissions.make_submissions(shop)
    years.make_years(shop.site)
    _make_stories(shop, sections["stories"])
    _make_standard_pages(shop)
    shop.fill_bodies()
    say(f"Built {len(shop.fresh)} pages.")
    return shop.region


def _build_other(say: Say) -> Region:
    """Build the second region, which has nothing but its sections: an office that begins."""
    data = content.read("sabang.toml")
    shop = _open_workshop(OTHER_HOST, "sabang", data, data["home"])
    shop.hang(data["pictures"])
    places.make_groups(shop, data)
    places.make_section(shop, data["sections"]["destinations"])
    festivals.make_section(shop, data["sections"]["events"])
    shop.fill_bodies()
    say(f"Built a second region, {data['name']}.")
    return shop.region


def _open_workshop(
    host: str, slug: str, data: Mapping[str, Any], home: Mapping[str, Any]
) -> Workshop:
    shop = Workshop(_make_region(host, slug, data, home))
    # The office's own collection takes the pictures; rights at sections follow once they are there.
    make_roles(shop.region.settings)
    shop.fresh.append((shop.region.home, home))
    return shop


def _make_region(host: str, slug: str, data: Mapping[str, Any], home: Mapping[str, Any]) -> Region:
    sun = data["sunrise_point"]
    intro: dict[str, Any] = content.translated("intro", data["intro"])
    region = make_region(
        host,
        home={"slug": slug, **content.page_texts(home)},
        **intro,
        name=data["name"],
        tagline_ind=data["tagline"],
        address=data["address"],
        telephone=data["telephone"],
        country=data["country"],
        time_zone=data["time_zone"],
        latitude=data["latitude"],
        longitude=data["longitude"],
        sunrise_point=sun["name"],
        sunrise_latitude=sun["latitude"],
        sunrise_longitude=sun["longitude"],
        languages=data["languages"],
        palette=data["palette"],
        motif=data.get("motif", ""),
    )
    # What the admin calls itself on this host.
    region.site.site_name = data["name"]
    region.site.save()
    return region


def _make_stories(shop: Workshop, section: Mapping[str, Any]) -> None:
    index = shop.page(
        StoryIndexPageFactory, shop.region.home, section, slug="stories", in_menu=True
    )
    for each in content.folder("stories"):
        shop.page(StoryPageFactory, index, each, author=each["author"])


def _make_standard_pages(shop: Workshop) -> None:
    """Make the practical pages, each after the page that it stands under."""
    waiting = content.folder("pages")
    made: dict[str, Page] = {"": shop.region.home}
    while waiting:
        ready = [each for each in waiting if each.get("parent", "") in made]
        if not ready:
            names = ", ".join(each["slug"] for each in waiting)
            raise ValueError(f"Pages whose parent does not exist: {names}")
        for each in ready:
            made[each["slug"]] = shop.page(
                StandardPageFactory,
                made[each.get("parent", "")],
                each,
                in_menu=each["show_in_menus"],
            )
        waiting = [each for each in waiting if each["slug"] not in made]
