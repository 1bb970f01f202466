from typing import Self

from django.db import models
from wagtail.models import Page
from wagtail.search.queryset import SearchableQuerySetMixin


class LanguageVersionQuerySet(SearchableQuerySetMixin, models.QuerySet):
    """Pages as they exist in a language."""

    def live(self) -> Self:
        """Keep versions of pages that are published."""
        return self.filter(live=True)

    def available(self) -> Self:
        """Keep versions that a search engine may index: published, whole, and not held back."""
        return self.filter(live=True, complete=True, held_back=False)

    def in_language(self, code: str) -> Self:
        return self.filter(language=code)

    def below(self, root: Page) -> Self:
        """Keep versions of a page and everything under it (a region is the tree under its home)."""
        return self.filter(page__path__startswith=root.path)
