"""The phone-sized form that publishes at once."""

import datetime
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.models import ReadySentence
from notices.slots import EmptySlotError, Slot
from regions.models import RegionSettings
from translations import languages

from .announcements import News, messages
from .enums import EventStatus, Hours
from .form_fields import DayField
from .models import Occurrence
from .plan import Confirmed, Times

#: The field of the form that a slot is filled from; all others follow from the edition.
FIELDS = {Slot.NEW_DATE: "new_date", Slot.NEW_TIME: "new_time", Slot.NEW_PLACE: "new_place"}

#: How far from its estimate a date can be confirmed.
FARTHEST = datetime.timedelta(days=45)


class SentenceSelect(forms.RadioSelect):
    """Radio buttons that say which facts their sentence needs, for the style sheet to show them."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        sentence = getattr(option["value"], "instance", None)
        if sentence is not None:
            option["attrs"]["data-needs"] = " ".join(sorted(needed_fields(sentence)))
        return option


def needed_fields(sentence: ReadySentence) -> set[str]:
    """Return which fields of the form a sentence cannot do without."""
    needed = {FIELDS[slot] for slot in sentence.slots if slot in FIELDS}
    if sentence.status == EventStatus.RESCHEDULED and not needed & {"new_date", "new_time"}:
        needed.add("new_date")
    return needed


class ConfirmationForm(forms.Form):
    """When an estimated date is after all: its days, and its hours where they are known."""

    starts_on = DayField(
        label=gettext_lazy("First day"),
        error_messages={"required": gettext_lazy("Give the first day.")},
    )
    ends_on = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Left empty: the first day."),
    )
    starts_at = forms.TimeField(
        label=gettext_lazy("Begins at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Left empty: to be announced."),
    )
    ends_at = forms.TimeField(
        label=gettext_lazy("Ends at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *args: Any, occurrence: Occurrence, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "starts_on": occurrence.starts_on,
                "ends_on": occurrence.ends_on,
                "starts_at": occurrence.starts_at,
                "ends_at": occurrence.ends_at,
            },
        )
        super().__init__(*args, **kwargs)
        self.occurrence = occurrence

    def clean_starts_on(self) -> datetime.date:
        """Keep it near the estimate: a slip of the year would be public at once."""
        day: datetime.date = self.cleaned_data["starts_on"]
        if abs(day - self.occurrence.starts_on) > FARTHEST:
            raise forms.ValidationError(
                _("This is more than %(days)s days from the estimate. Check the month and year.")
                % {"days": FARTHEST.days}
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        begins, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        if ends and not begins and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Give the time when it begins."))
        if begins and ends and ends <= begins and last in (None, first):
            self.add_error(
                "ends_at",
                _("It ends before it begins. What goes on past midnight ends on the next day."),
            )
        return cleaned

    @property
    def certain(self) -> Confirmed:
        """What was typed, once the form is clean."""
        data = self.cleaned_data
        begins = data.get("starts_at")
        return Confirmed(
            data["starts_on"],
            data.get("ends_on") or data["starts_on"],
            Hours.TIMES if begins else Hours.TO_BE_ANNOUNCED,
            Times(begins, data.get("ends_at")),
        )


class AnnouncementForm(forms.Form):
    """One choice, and at most three facts: what happened to a date, in a ready sentence.

    Offers the region's sentences that are there in every language in use. `messages` holds, once
    the form is valid, what will be said, by language.
    """

    sentence = forms.ModelChoiceField(
        label=gettext_lazy("What is to be said"),
        queryset=ReadySentence.objects.none(),
        widget=SentenceSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose a sentence.")},
    )
    new_date = DayField(
        label=gettext_lazy("New date"),
        required=False,
    )
    new_time = forms.TimeField(
        label=gettext_lazy("New time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    new_place = forms.CharField(
        label=gettext_lazy("New place"),
        required=False,
        max_length=160,
        validators=[ProhibitNullCharactersValidator()],
        help_text=gettext_lazy("Its name, the same in all languages."),
    )

    def __init__(
        self,
        *args: Any,
        occurrence: Occurrence,
        region: RegionSettings,
        today: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.occurrence = occurrence
        self.region = region
        self.today = today
        self.messages: dict[str, str] = {}
        sentence: Any = self.fields["sentence"]
        sentence.queryset = ReadySentence.objects.filter(
            pk__in=[each.pk for each in self.sentences if not self._missing(each)]
        )
        sentence.label_from_instance = self._label

    @cached_property
    def sentences(self) -> list[ReadySentence]:
        """All sentences of the region. One query."""
        return list(ReadySentence.objects.filter(site_id=self.region.site_id))

    @property
    def unfinished(self) -> list[ReadySentence]:
        """Sentences that are not offered: a language in use has no text."""
        return [each for each in self.sentences if self._missing(each)]

    def _missing(self, sentence: ReadySentence) -> list[str]:
        return sentence.missing_languages(self.region.languages_in_use)

    def _label(self, sentence: ReadySentence) -> str:
        label = f"{sentence} ({sentence.get_status_display()})"
        in_use = self.region.languages_in_use
        unread = sentence.unreviewed_languages(in_use)
        if not unread:
            return label
        if unread == in_use:
            return _("%(label)s – no native reader has read it") % {"label": label}
        names = ", ".join(languages.name(code) for code in unread)
        return _("%(label)s – no native reader has read: %(languages)s") % {
            "label": label,
            "languages": names,
        }

    @property
    def facts(self) -> list[forms.BoundField]:
        """The fields that only some sentences need."""
        return [self[name] for name in FIELDS.values()]

    @property
    def news(self) -> News:
        """What was typed, once the form is clean."""
        data = self.cleaned_data
        return News(data.get("new_date"), data.get("new_time"), data.get("new_place") or "")

    def clean_new_date(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["new_date"]
        if day and day < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        sentence: ReadySentence | None = cleaned.get("sentence")
        if sentence is None:
            return cleaned
        needed = needed_fields(sentence)
        for name in FIELDS.values():
            if cleaned.get(name) and name not in needed:
                self.add_error(
                    name,
                    _("The sentence does not say this. Choose another sentence, or empty it."),
                )
            elif not cleaned.get(name) and name in needed and name not in self.errors:
                self.add_error(name, _("The sentence says this: fill it in."))
        if not self.errors:
            self._say(sentence)
        return cleaned

    def _say(self, sentence: ReadySentence) -> None:
        try:
            self.messages = messages(self.occurrence, self.region, sentence, self.news)
        except EmptySlotError as error:
            names = ", ".join(str(slot.label) for slot in error.slots)
            self.add_error(
                "sentence",
                _("The sentence says %(facts)s, which is not known. Choose another.")
                % {"facts": names},
            )
