"""The blocks that bodies are made of. Each says what it is for and shows itself in the picker."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from translations.languages import active
from translations.models import LanguageVersion

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
INLINE_FEATURES = ["bold", "italic", "link"]


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=RICH_TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "pages/blocks/paragraph.html"
        description = _("Running text with headings, lists and links.")
        preview_value = (
            "<h2>Sebelum berangkat</h2><p>Bawa jaket dan senter. "
            "Jalan setapak <b>licin</b> sesudah hujan.</p>"
        )


class PictureBlock(blocks.StructBlock):
    """A picture with the text alternative that this place in the text needs."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(
        label=_("Text alternative"),
        required=False,
        help_text=_("What the picture says here. Left empty, the picture's own is used."),
    )
    is_decorative = blocks.BooleanBlock(
        label=_("Only decoration"),
        required=False,
        help_text=_("It says nothing that the text does not: screen readers pass it over."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    def pictures_of(self, value: Any) -> list[Any]:
        """Return the pictures that a value shows (pages.pictures)."""
        return [value["picture"]]

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned.get("is_decorative") and cleaned.get("alt_text"):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "alt_text": ValidationError(
                        _("Leave this empty for decoration, or untick “only decoration”.")
                    )
                }
            )
        return cleaned

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/picture.html"
        preview_template = "pages/blocks/previews/picture.html"
        description = _("One picture across the column, with caption and credit.")


class GalleryBlock(blocks.StructBlock):
    """Pictures that belong together."""

    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=12)

    def pictures_of(self, value: Any) -> list[Any]:
        """Return the pictures that a value shows (pages.pictures)."""
        return [item["picture"] for item in value["pictures"]]

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "pages/blocks/gallery.html"
        preview_template = "pages/blocks/previews/gallery.html"
        description = _("Two to twelve pictures side by side.")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Words"))
    attribution = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "pages/blocks/quote.html"
        description = _("Somebody's words, set apart from the text.")
        preview_value = {
            "text": "Masuklah ke desa seperti masuk ke rumah orang: beri salam dulu.",
            "attribution": "Papan di gerbang desa",
        }


class CallToActionBlock(blocks.StructBlock):
    """One next step."""

    heading = blocks.CharBlock(label=_("Heading"))
    text = blocks.TextBlock(label=_("Text"), required=False)
    label = blocks.CharBlock(label=_("Button"))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(
        label=_("Address elsewhere"),
        required=False,
        help_text=_("Only where it is no page of ours."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Give a page or an address, and not both."))]
            )
        return cleaned

    class Meta:
        icon = "arrow-right"
        label = _("Call to action")
        template = "pages/blocks/call_to_action.html"
        description = _("One next step with a button. One a page is enough.")
        preview_value = {
            "heading": "Sampai di Banyuwangi",
            "text": "Kereta, feri, atau pesawat: pilih jalanmu.",
            "label": "Lihat caranya",
            "url": "https://example.org/",
        }


class FactRowBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What"))
    value = blocks.CharBlock(label=_("Fact"))


class FactsTableBlock(blocks.StructBlock):
    """Facts in two columns."""

    caption = blocks.CharBlock(label=_("Title of the table"), required=False)
    rows = blocks.ListBlock(FactRowBlock(), label=_("Rows"), min_num=1)

    class Meta:
        icon = "table"
        label = _("Facts")
        template = "pages/blocks/facts_table.html"
        description = _("A two-column table: what, and the fact.")
        preview_value = {
            "caption": "Sekilas",
            "rows": [{"label": "Pendakian", "value": "1,5–4 jam"}],
        }


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"))
    answer = blocks.RichTextBlock(label=_("Answer"), features=[*INLINE_FEATURES, "ol", "ul"])


class FaqBlock(blocks.StructBlock):
    """Questions that visitors really ask."""

    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "pages/blocks/faq.html"
        description = _("Questions that visitors really ask, each opening its answer.")
        preview_value = {
            "items": [
                {"question": "Bolehkah memotret?", "answer": "<p>Boleh, sesudah bertanya.</p>"}
            ]
        }


class LinkedPageBlock(blocks.PageChooserBlock):
    """A page that is linked by the name that readers know it by."""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        """Return the pages, each with its version in the active language, in one query."""
        asked: list[Any] = list(values)
        versions = LanguageVersion.objects.in_language(active()).filter(page_id__in=asked)
        pages = {}
        for version in versions.select_related("page"):
            version.page.shown_version = version
            pages[version.page_id] = version.page
        return [pages.get(pk) for pk in asked]


class RelatedPagesBlock(blocks.StructBlock):
    """Where to read on."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    pages = blocks.ListBlock(LinkedPageBlock(), label=_("Pages"), min_num=1, max_num=6)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the live pages' names in the reader's language, in the editor's order.

        No query for a body from the database, whose pages bring their names along; else one.
        """
        context = super().get_context(value, parent_context=parent_context)
        pages = [page for page in value["pages"] if page]
        versions = [getattr(page, "shown_version", None) for page in pages]
        if not all(version and version.language == active() for version in versions):
            asked = LanguageVersion.objects.in_language(active()).select_related("page")
            found = {each.page_id: each for each in asked.filter(page__in=pages)}
            versions = [found.get(page.pk) for page in pages]
        context["links"] = [version for version in versions if version and version.live]
        return context

    class Meta:
        icon = "link"
        label = _("Related pages")
        template = "pages/blocks/related_pages.html"
        preview_template = "pages/blocks/previews/related_pages.html"
        description = _("Links to other pages, with their names in the reader's language.")


class BodyBlock(blocks.StreamBlock):
    """The body of a page in one language."""

    paragraph = ParagraphBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    call_to_action = CallToActionBlock()
    facts_table = FactsTableBlock()
    faq = FaqBlock()
    related_pages = RelatedPagesBlock()
