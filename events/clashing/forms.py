"""Forms of the clash report: what is shown, why something is accepted, how much a rule matters."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from events.enums import ClashRule, Severity
from events.models import ClashAcceptance, ClashSetting, FestivalCategory

from .rules import DEFAULTS
from .values import Clash

_ALL = [("", gettext_lazy("All"))]
_SEVERITIES = [(each.value, each.label) for each in Severity if each is not Severity.OFF]


class ClashFilterForm(forms.Form):
    """What of a year's clashes is shown. What an address asks for in vain is left out."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)
    severity = forms.TypedChoiceField(
        label=gettext_lazy("Severity"),
        choices=[*_ALL, *reversed(_SEVERITIES)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("Rule"), choices=[*_ALL, *ClashRule.choices], required=False
    )
    category = forms.TypedChoiceField(
        label=gettext_lazy("Category"), coerce=int, empty_value=None, required=False
    )
    edition = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1, required=False
    )

    def __init__(
        self,
        asked: Mapping[str, Any],
        *,
        years: Iterable[int],
        categories: Iterable[Any],
        this_year: int,
    ) -> None:
        offered = [(str(each), str(each)) for each in years]
        year = asked.get("year")
        known = year if (year, year) in offered else this_year
        super().__init__({**asked, "year": known})
        self._choices("year", offered)
        self._choices("category", [*_ALL, *((each.pk, str(each)) for each in categories)])
        self.is_valid()

    def _choices(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def chosen_year(self) -> int:
        return self.cleaned_data["year"]

    @property
    def narrows(self) -> bool:
        """Whether anything beside the year is asked for."""
        return any(value for name, value in self.cleaned_data.items() if name != "year")

    def keeps(self, clash: Clash) -> bool:
        asked = self.cleaned_data
        return (
            asked.get("severity") in (None, clash.severity)
            and (asked.get("rule") or clash.rule) == clash.rule
            and (not asked.get("category") or self._is_of(clash, "category"))
            and (not asked.get("edition") or self._is_of(clash, "edition"))
        )

    def _is_of(self, clash: Clash, name: str) -> bool:
        return any(getattr(each, name) == self.cleaned_data[name] for each in clash.bookings)


class AcceptanceForm(forms.ModelForm):
    """Why a clash stays. `key` and `days` say which one, as it was when the form was shown."""

    key = forms.CharField(max_length=120)
    days = forms.CharField(max_length=120)

    class Meta:
        model = ClashAcceptance
        fields = ("key", "days", "note")
        error_messages = {
            "note": {"required": gettext_lazy("Say why it stays, for whoever reads this next.")}
        }


class ClashRulesForm(forms.Form):
    """How much each rule matters in a region: for all festivals, and for each category."""

    def __init__(self, *args: Any, site: Site) -> None:
        super().__init__(*args)
        self.site = site
        self.categories = list(FestivalCategory.objects.filter(site=site))
        set_already = {
            (each.category_id, each.rule): each.severity
            for each in ClashSetting.objects.filter(site=site)
        }
        for category, rule in self._cells():
            self.fields[_name(category, rule)] = forms.TypedChoiceField(
                label=ClashRule(rule).label,
                choices=[("", _as_it_is(category, rule)), *Severity.choices],
                coerce=int,
                empty_value=None,
                required=False,
                initial=set_already.get((category and category.pk, rule)),
            )

    @property
    def rules(self) -> list[str]:
        """What stands above the columns."""
        return [str(label) for label in ClashRule.labels]

    @cached_property
    def rows(self) -> list[tuple[str, list[Any]]]:
        """What stands beside each row, and its fields."""
        return [
            (
                str(category) if category else _("All festivals"),
                [self[_name(category, rule)] for rule in ClashRule.values],
            )
            for category in (None, *self.categories)
        ]

    def save(self) -> None:
        """Put what was chosen in the place of what was set before. All or nothing.

        Whoever saves at the same moment waits, and then puts theirs in its place.
        """
        chosen = [
            ClashSetting(site=self.site, category=category, rule=rule, severity=severity)
            for category, rule in self._cells()
            if (severity := self.cleaned_data[_name(category, rule)]) is not None
        ]
        with transaction.atomic():
            Site.objects.select_for_update(no_key=True).get(pk=self.site.pk)
            ClashSetting.objects.filter(site=self.site).delete()
            ClashSetting.objects.bulk_create(chosen)

    def _cells(self) -> list[tuple[Any, str]]:
        return [
            (category, rule) for category in (None, *self.categories) for rule in ClashRule.values
        ]


def _name(category: Any, rule: str) -> str:
    return f"{rule}_{category.pk if category else 'all'}"


def _as_it_is(category: Any, rule: str) -> str:
    """Return what nothing chosen comes to."""
    if category is not None:
        return _("As for all")
    if rule not in DEFAULTS:
        return _("As the day says")
    return _("%(severity)s (default)") % {"severity": Severity(DEFAULTS[rule]).label}
