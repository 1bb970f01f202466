"""The officer's form of a day of the year: a public holiday is one that the country has."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from regions.models import RegionSettings
from translations.forms import TranslatedModelForm

from . import public_holidays

#: Years around this one whose holidays are offered: some fall out of a year.
_YEARS_BACK, _YEARS_AHEAD = 3, 5


class NameWidget(forms.TextInput):
    """A line of text that offers names while it is typed, each with what a reader calls it."""

    template_name = "events/widgets/names.html"

    def __init__(self, names: Callable[[], dict[str, str]], attrs: Any = None) -> None:
        super().__init__(attrs)
        self.names = names

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        offers = {"list": f"{name}-names", "autocomplete": "off"}
        context = super().get_context(name, value, {**(attrs or {}), **offers})
        return {**context, "names": sorted(self.names().items())}


class ObservanceForm(TranslatedModelForm):
    """Offers the public holidays of the regions that may be chosen, and takes no other name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "holiday" in self.fields:
            self.fields["holiday"].widget = NameWidget(self._offered, {"maxlength": 120})

    def _offered(self) -> dict[str, str]:
        """Return the names that are offered, once the form knows its regions. Two queries."""
        field: Any = self.fields.get("site")
        sites = list(field.queryset) if field else [self.instance.site_id]
        countries = RegionSettings.objects.filter(site__in=sites).values_list("country", flat=True)
        offered: dict[str, str] = {}
        for country in sorted(set(countries)):
            offered |= _names(country)
        return offered

    def clean(self) -> dict[str, Any]:
        """Refuse the name of a holiday that the region's country does not have."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        name = data.get("holiday")
        site: Site | None = data.get("site") or getattr(self.instance, "site", None)
        if not name or site is None or not {"holiday", "site"} & set(self.changed_data):
            return data
        if name not in _names(RegionSettings.for_site(site).country):
            message = _(
                "The region’s country has no public holiday that is called “%(name)s”. Choose one "
                "of the names that are offered while you type."
            )
            self.add_error("holiday", message % {"name": name})
        return data


def _names(country: str) -> dict[str, str]:
    year = timezone.now().year
    years = range(year - _YEARS_BACK, year + _YEARS_AHEAD + 1)
    return public_holidays.names(country, years, language=translation.get_language() or "")
