"""The officer's form of a region: ticks for languages, a colour field for each token."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from translations.forms import TranslatedModelForm

from .tokens import NAMES, NEUTRAL


class PaletteWidget(forms.MultiWidget):
    """Nine colour fields in a row, each under its token's name."""

    template_name = "regions/widgets/palette.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        widgets: dict[str, Any] = {name: forms.TextInput(attrs={"type": "color"}) for name in NAMES}
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[str]:
        palette = {**NEUTRAL, **(value or {})}
        return [palette[name] for name in NAMES]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for token, subwidget in zip(NAMES, context["widget"]["subwidgets"], strict=True):
            subwidget["token"] = token
        return context


class PaletteField(forms.MultiValueField):
    widget = PaletteWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        super().__init__(fields=[forms.CharField(max_length=7) for _name in NAMES], **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        return dict(zip(NAMES, data_list, strict=True)) if data_list else dict(NEUTRAL)


class RegionSettingsForm(TranslatedModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages in use"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Visitors choose among these, and editors are asked for these."),
    )
    palette = PaletteField(label=_("Colours"))

    def clean_country(self) -> str:
        return self.cleaned_data["country"].upper()
