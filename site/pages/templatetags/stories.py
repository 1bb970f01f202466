"""The list of a section's stories."""

from typing import Any

from django import template
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Prefetch

from media.models import Picture
from pages.models import StoryIndexPage, StoryPage

register = template.Library()

PER_PAGE = 12


@register.simple_tag(takes_context=True)
def stories(context: template.Context, section: StoryIndexPage) -> ListPage:
    """Return the page of stories that the address asks for (``?page=``), newest first.

    ``{% stories page as listed %}``. Two queries and the cards' pictures.
    """
    found: Any = StoryPage.objects.live().public().descendant_of(section)
    found = found.order_by("-published_on", "-pk").prefetch_related(
        Prefetch("picture", queryset=Picture.objects.prefetch_renditions())
    )
    return Paginator(found, PER_PAGE).get_page(context["request"].GET.get("page", "1"))
