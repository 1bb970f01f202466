from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from translations import languages
from translations.forms import TranslatedModelForm


class ReadySentenceForm(TranslatedModelForm):
    """The editor's form; whoever may write a language says that it was read by a native."""

    reviewed = forms.MultipleChoiceField(
        label=_("Passed by a native reader"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The mark goes by itself when the sentence changes."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "reviewed" in self.fields:
            reviewed: Any = self.fields["reviewed"]
            reviewed.choices = [(code, languages.name(code)) for code in self.languages_in_use]
            self.initial["reviewed"] = [
                code for code in self.languages_in_use if self.instance.is_reviewed(code)
            ]

    def save(self, commit: bool = True) -> Any:
        """Save, marking what was ticked. What was ticked before and is another text now is not."""
        if "reviewed" in self.fields:
            changed = {
                code
                for code in languages.codes()
                if languages.localized("text", code) in self.changed_data
            }
            newly = set(self.cleaned_data["reviewed"]) - set(self.initial["reviewed"])
            kept = set(self.cleaned_data["reviewed"]) - changed
            self.instance.set_reviewed(languages.in_order(kept | newly))
        return super().save(commit=commit)
