from typing import Any, NamedTuple

from wagtail.models import Page, Site

from home.models import HomePage
from pages.tests.factories import SitePageFactory
from regions.models import RegionSettings
from regions.tests.factories import RegionSettingsFactory


class HomePageFactory(SitePageFactory):
    title = "Beranda"

    class Meta:
        model = HomePage


class Region(NamedTuple):
    """A whole region: its site, home page and settings."""

    site: Site
    home: HomePage
    settings: RegionSettings


def make_region(
    hostname: str = "localhost",
    *,
    port: int = 80,
    home: dict[str, Any] | None = None,
    **settings: Any,
) -> Region:
    """Make a region under its own host: home page, Wagtail Site and settings.

    `localhost` takes over the default site that Wagtail's migrations made; `home` are fields of the
    home page, the rest fields of RegionSettings.
    """
    root = Page.get_first_root_node()
    page = HomePageFactory(
        parent=root,
        **{"slug": f"home-{hostname.replace('.', '-')}", "title": "Beranda", **(home or {})},
    )
    site, _created = Site.objects.update_or_create(
        hostname=hostname,
        defaults={"root_page": page, "port": port, "is_default_site": hostname == "localhost"},
    )
    Site.clear_site_root_paths_cache()
    return Region(site, page, RegionSettingsFactory(site=site, **settings))


def make_other_region() -> Region:
    """Make a second region that shares nothing with the first: zone, languages, palette, host."""
    palette = {
        "night": "#07212B",
        "indigo": "#0F3B4C",
        "plum": "#1F4E4A",
        "coral": "#2C7A7B",
        "gold": "#8FD3C8",
        "cream": "#F2FBFA",
        "lake": "#0B7285",
        "leaf": "#2B6B5B",
        "ink": "#10201F",
    }
    return make_region(
        "sabang.example",
        home={"title": "Sabang"},
        name="Sabang",
        tagline_ind="",
        time_zone="Asia/Jayapura",
        languages=["id", "en"],
        palette=palette,
    )
