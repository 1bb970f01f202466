import wagtail_factories

from pages.models import StandardPage, StoryIndexPage, StoryPage


class SitePageFactory(wagtail_factories.PageFactory):
    """What every page has. Texts in other languages: `heading_en=…`, `summary_ar=…`."""

    summary_ind = "Ringkasan."

    class Meta:
        abstract = True


class StandardPageFactory(SitePageFactory):
    title = "Halaman"

    class Meta:
        model = StandardPage


class StoryIndexPageFactory(SitePageFactory):
    title = "Kisah"
    slug = "stories"

    class Meta:
        model = StoryIndexPage


class StoryPageFactory(SitePageFactory):
    title = "Sebuah kisah"

    class Meta:
        model = StoryPage
