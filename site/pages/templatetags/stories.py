"""The list of a section's stories."""

from django import template
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator

from pages.models import StoryIndexPage, StoryPage

register = template.Library()

PER_PAGE = 12


@register.simple_tag(takes_context=True)
def stories(context: template.Context, section: StoryIndexPage) -> ListPage:
    """Return the page of stories that the address asks for (``?page=``), newest first.

    ``{% stories page as listed %}``. Three queries.
    """
    found = StoryPage.objects.published().descendant_of(section).newest_first().for_cards()
    return Paginator(found, PER_PAGE).get_page(context["request"].GET.get("page", "1"))
