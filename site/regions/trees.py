"""Where in the tree of pages each region stands."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.db.models.constants import LOOKUP_SEP
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site


def site_id_of(page: Page) -> int | None:
    """Return the id of the site whose tree a page stands in; nested sites count before outer ones.

    A page that is being added has no address yet and stands where its parent does. No query once
    Wagtail has cached the sites' root paths, for a page being added at most one.
    """
    parent = page.get_parent() if page.path and not page.url_path else None
    address = parent.url_path if parent else page.url_path
    roots: list[Any] = Site.get_site_root_paths()
    below = [root for root in roots if address.startswith(root.root_path)]
    return max(below, key=lambda root: len(root.root_path)).site_id if below else None


def pages_within(sites: Iterable[Site], *, prefix: str = "") -> Q:
    """Return the filter that keeps pages in the trees of these sites.

    A site rooted inside another's tree is a region of its own, so its pages are left out unless it
    is among the sites. `prefix` leads to the page (``"festival"``). One query for the roots.
    """
    path = f"{prefix}{LOOKUP_SEP}path" if prefix else "path"
    wanted = {site.pk for site in sites}
    roots = list(Site.objects.values_list("pk", "root_page__path"))
    inside = Q(pk__in=[])
    for site_id, root in roots:
        if site_id not in wanted:
            continue
        tree = Q(**{f"{path}__startswith": root})
        for other_id, other in roots:
            if other_id not in wanted and other != root and other.startswith(root):
                tree &= ~Q(**{f"{path}__startswith": other})
        inside |= tree
    return inside


def foreign_errors(page: Page, *names: str) -> dict[str, Any]:
    """Return an error for each relation of a page that leads into another region.

    The relations lead to pages, or to things with a `site`. One query for each that is set.
    """
    site_id = site_id_of(page)
    if site_id is None:
        return {}
    errors = {}
    for name in names:
        chosen = getattr(page, name)
        if chosen is None:
            continue
        its_site = site_id_of(chosen) if isinstance(chosen, Page) else chosen.site_id
        if its_site != site_id:
            errors[name] = _("This belongs to another region.")
    return errors
