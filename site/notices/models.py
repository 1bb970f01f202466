"""Sentences that are ready before they are needed."""

import hashlib
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.models import Site

from translations import languages
from translations.cleaning import CleansTogether
from translations.models import TranslatedSnippet
from translations.panels import snippet_edit_handler

from .enums import EventStatus
from .forms import ReadySentenceForm
from .slots import Slot, filled, slots_in


class ReadySentence(CleansTogether, TranslatedSnippet):
    """What the office says of a date, with slots, translated and reviewed beforehand.

    So one choice speaks every language at ten in the evening, when no translator is at hand.
    `name` is what an officer picks it by.
    """

    translated_fields = ("name", "text")

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="ready_sentences"
    )
    slug = models.SlugField(_("slug"), max_length=60)
    status = models.CharField(_("says that it is"), max_length=20, choices=EventStatus.choices)
    name = models.CharField(_("name"), max_length=80, help_text=_("What officers pick it by."))
    text = models.TextField(
        _("sentence"),
        max_length=400,
        help_text=_("One or two sentences. Facts go into braces, as named above."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    #: Language code → fingerprint of the text that a native reader has passed.
    reviews = models.JSONField(default=dict, blank=True, editable=False)

    edit_handler = snippet_edit_handler(
        fields=translated_fields,
        base_form_class=ReadySentenceForm,
        shared=[
            HelpPanel(template="notices/slots_help.html"),
            FieldPanel("site"),
            FieldRowPanel([FieldPanel("slug"), FieldPanel("order")]),
            FieldPanel("status"),
            FieldPanel("reviewed"),
        ],
    )

    class Meta:
        verbose_name = _("ready sentence")
        verbose_name_plural = _("ready sentences")
        ordering = ["order", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["site", "slug"], name="one_ready_sentence_a_slug")
        ]

    def __str__(self) -> str:
        return self.name or self.slug

    def field_errors(self) -> dict[str, Any]:
        """Return unknown slots, and translations that leave out or add a fact. No query."""
        errors: dict[str, Any] = {}
        source = self._slots(languages.SOURCE, errors)
        for code in languages.targets():
            found = self._slots(code, errors)
            if found is None or source is None or found == source:
                continue
            missing = ", ".join(f"{{{slot.value}}}" for slot in source if slot not in found)
            foreign = ", ".join(f"{{{slot.value}}}" for slot in found if slot not in source)
            errors[languages.localized("text", code)] = (
                _("The sentence lacks %(slots)s, which the original has.") % {"slots": missing}
                if missing
                else _("The original has no %(slots)s.") % {"slots": foreign}
            )
        return errors

    def _slots(self, code: str, errors: dict[str, Any]) -> list[Slot] | None:
        """Return the slots of one language's text, None where it is empty or wrong."""
        text = self.text_in(code)
        if not text:
            return None
        try:
            return slots_in(text)
        except ValueError as error:
            errors[languages.localized("text", code)] = _(
                "There is no %(what)s. What can be filled in: %(slots)s."
            ) % {"what": error, "slots": ", ".join(f"{{{slot}}}" for slot in Slot.values)}
            return None

    def text_in(self, code: str) -> str:
        """Return the sentence in exactly this language; empty where it has none."""
        return getattr(self, languages.localized("text", code)) or ""

    @property
    def slots(self) -> list[Slot]:
        """The facts that the sentence needs."""
        return slots_in(self.text_in(languages.SOURCE))

    def missing_languages(self, in_use: list[str]) -> list[str]:
        """Return in which of the languages the sentence is not there."""
        return [code for code in in_use if not self.text_in(code)]

    # --- Reviewed by a native reader: of this very text ---

    def is_reviewed(self, code: str) -> bool:
        return bool(self.text_in(code)) and self.reviews.get(code) == self._fingerprint(code)

    def unreviewed_languages(self, in_use: list[str]) -> list[str]:
        """Return in which of the languages no native reader has passed the sentence as it is."""
        return [code for code in in_use if not self.is_reviewed(code)]

    def set_reviewed(self, codes: list[str]) -> None:
        """Note that native readers have passed the sentence, as it is now, in these languages."""
        self.reviews = {code: self._fingerprint(code) for code in codes if self.text_in(code)}

    def _fingerprint(self, code: str) -> str:
        return hashlib.blake2s(self.text_in(code).encode(), digest_size=8).hexdigest()

    # --- Said ---

    def say(self, facts: dict[str, dict[str, str]]) -> dict[str, str]:
        """Return the sentence in each language that it has, its slots filled.

        `facts` maps language codes to facts in that language, by slot. Raises EmptySlotError
        where a fact is missing.
        """
        return {code: filled(text, facts[code]) for code in facts if (text := self.text_in(code))}
