"""Regions other than the one of the host, for templates of the admin."""

from django import template
from wagtail.models import Site

from regions.models import RegionSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def region_of(context: template.Context, site: Site | None) -> RegionSettings:
    """Return the region of a site: ``{% region_of root_site as office %}``.

    Without a site it is the region of the host. One query where it is another than the host's.
    """
    here = RegionSettings.for_request(context["request"])
    if site is None or site.pk == here.site_id:
        return here
    return RegionSettings.for_site(site)
