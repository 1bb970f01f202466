"""Redirects for renamed and moved pages: one a language, for the page, its routes and all under it.

Wagtail's own receiver covers the active language only, so it is switched off
(WAGTAILREDIRECTS_AUTO_CREATE) and this one takes its place.
"""

import itertools
from typing import Any

from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.signals import page_slug_changed, post_page_move

from regions.models import RegionSettings, site_id_of
from translations.pages import TranslatedPage


@receiver(page_slug_changed, dispatch_uid="pages.redirect_renamed")
def redirect_renamed(sender: type, instance: Page, instance_before: Page, **kwargs: Any) -> None:
    redirect_moved_tree(instance, before=instance_before.url_path, after=instance.url_path)


@receiver(post_page_move, dispatch_uid="pages.redirect_moved")
def redirect_moved(
    sender: type, instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any
) -> None:
    if url_path_before != url_path_after:
        redirect_moved_tree(instance, before=url_path_before, after=url_path_after)


def redirect_moved_tree(page: Page, *, before: str, after: str) -> None:
    """Keep the old addresses of a page and its descendants working, in every language.

    Replaces what an editor or an earlier move had put at those addresses, and drops redirects that
    would now hide a real page. A handful of queries, whatever the size of the tree.
    """
    site_id = site_id_of(page)
    if site_id is None or not issubclass(page.specific_class or Page, TranslatedPage):
        return
    root_path = next(r.root_path for r in Site.get_site_root_paths() if r.site_id == site_id)
    region = RegionSettings.of_page(page)
    codes = region.languages_in_use if region else []
    below = Page.objects.descendant_of(page, inclusive=True).filter(live=True)
    old_paths: dict[str, tuple[Page, str]] = {}
    new_paths: list[str] = []
    for each in below.only("id", "url_path", "content_type"):
        rest = each.url_path.removeprefix(after)
        routes = [path.removeprefix("/") for path in each.specific_deferred.get_route_paths()]
        for code, route in itertools.product(codes, routes):
            prefix = f"/{code}/"
            old = _normalized(prefix + (before + rest).removeprefix(root_path) + route)
            old_paths[old] = (each, f"/{route}" if route else "")
            new_paths.append(_normalized(prefix + (after + rest).removeprefix(root_path) + route))
    Redirect.objects.filter(site_id=site_id, old_path__in=[*old_paths, *new_paths]).delete()
    Redirect.objects.bulk_create(
        Redirect(
            old_path=path,
            site_id=site_id,
            redirect_page=target,
            redirect_page_route_path=route,
            is_permanent=True,
            automatically_created=True,
        )
        for path, (target, route) in old_paths.items()
    )


def _normalized(path: str) -> str:
    return Redirect.normalise_path(path)
