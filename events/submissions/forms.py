"""The form that proposes a festival, and what is asked on the private link."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destinations.models import District
from events.calendar_range import OutsideCalendarError
from events.enums import RITUAL, DateKind, Hours
from events.models import CallForProposals, Submission
from events.models.when import USED, USED_BY_DAY_OF
from events.recurrence import LAST_YEAR
from media.enums import EXTENSIONS, PictureFormat
from media.fields import PictureFileField
from media.uploads import OTHER_KIND, sniffed

from . import calls as calls_for

#: Pictures of pixels: what telephones make, and what can be shown to an officer as it is.
_POSTER_FORMATS = tuple(each for each in PictureFormat if each is not PictureFormat.SVG)
_ENDINGS = tuple(f".{ending}" for each in _POSTER_FORMATS for ending in EXTENSIONS[each])
#: Kinds whose year is not that of their first day.
_WITHOUT_FIRST_DAY = (*sorted(RITUAL), DateKind.MONTH_ONLY)
_HAVE_HOURS = tuple(each for each in DateKind if each != DateKind.MONTH_ONLY)

_ON_THESE_DAYS = (
    (DateKind.FIXED, gettext_lazy("On these days")),
    (DateKind.WEEKLY, gettext_lazy("Every week")),
    (DateKind.MONTHLY, gettext_lazy("Every month")),
    (DateKind.YEARLY, gettext_lazy("Every year")),
    (DateKind.HIJRI, gettext_lazy("By the Hijri calendar")),
    (DateKind.JAVANESE, gettext_lazy("By the Javanese calendar")),
    (DateKind.MONTH_ONLY, gettext_lazy("Only the month is known")),
)


class PosterField(PictureFileField):
    """A picture of pixels, checked as the library checks it."""

    def to_python(self, data: Any) -> File | None:
        upload = super().to_python(data)
        if upload is None:
            return None
        upload.seek(0)
        if sniffed(upload.read(64)) is None:
            raise ValidationError(
                OTHER_KIND,
                code="other_kind",
                params={
                    "ending": "svg",
                    "formats": ", ".join(str(each.label) for each in _POSTER_FORMATS),
                },
            )
        upload.seek(0)
        return upload


@dataclass(frozen=True)
class Row:
    """A field of the form, and for which choices of a date it is shown."""

    field: forms.BoundField
    kinds: str = ""
    day_of: str = ""
    hours: str = ""

    @property
    def is_optional(self) -> bool:
        """Whether the form says that one need not fill it in."""
        return self.field.name in ("kind", "district", "road_names", "upload")

    @classmethod
    def of(cls, field: forms.BoundField) -> "Row":
        name = field.name
        if name == "year":
            return cls(field, kinds=" ".join(_WITHOUT_FIRST_DAY))
        if name in ("hours", "starts_at", "ends_at"):
            hours = "" if name == "hours" else Hours.TIMES
            return cls(field, kinds=" ".join(_HAVE_HOURS), hours=hours)
        return cls(
            field,
            kinds=" ".join(kind for kind in DateKind if name in USED[kind]),
            day_of=" ".join(way for way, names in USED_BY_DAY_OF.items() if name in names),
        )


class SubmissionForm(forms.ModelForm):
    """What an organiser proposes. The instance names the region, and the language of its sender.

    `calls` are the region's, `today` its day. A poster that waits already comes as `has_poster`.
    """

    upload = PosterField(
        label=gettext_lazy("Poster"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(_ENDINGS)}),
    )
    drop_poster = forms.BooleanField(label=gettext_lazy("Leave the poster out"), required=False)
    consent = forms.BooleanField(
        error_messages={
            "required": gettext_lazy(
                "Tick this: without it we may not keep what you write. You can telephone us "
                "instead."
            )
        }
    )
    #: For programs: people do not see it (static/css/site.css).
    topic = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    class Meta:
        model = Submission
        fields = (
            "name", "kind", "description",
            "date_kind", "year", "month", "starts_on", "ends_on", "weekdays", "hijri_month",
            "javanese_month", "day_of", "day", "ordinal", "weekday", "pasaran", "lasts", "until",
            "hours", "starts_at", "ends_at",
            "venue_name", "district", "road_names",
            "organiser_name", "contact_name", "whatsapp", "email",
        )  # fmt: skip
        widgets = {
            "date_kind": forms.RadioSelect,
            "description": forms.Textarea(attrs={"rows": 6}),
            "whatsapp": forms.TextInput(
                attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr", "inputmode": "tel"}
            ),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
            "contact_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "organiser_name": forms.TextInput(attrs={"autocomplete": "organization"}),
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "ends_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        labels = {
            "date_kind": gettext_lazy("When is it?"),
            "day_of": gettext_lazy("How is the day found?"),
            "lasts": gettext_lazy("How many days does it last?"),
            "venue_name": gettext_lazy("Place or village"),
            "organiser_name": gettext_lazy("Who holds it?"),
        }
        help_texts = {
            "description": gettext_lazy(
                "What guests see and do, and for whom it is. In the language that you write best."
            ),
            "starts_on": gettext_lazy("Of what repeats: the first time."),
            "lasts": gettext_lazy("Each time. 1: a single day."),
            "road_names": gettext_lazy("With commas between them. Left empty: none."),
            "organiser_name": gettext_lazy("A village, a committee, a group, an office."),
            "whatsapp": gettext_lazy("We answer there. Or give an e-mail address below."),
            "email": gettext_lazy("Not needed where you gave a WhatsApp number."),
        }

    _SECTIONS = (
        (gettext_lazy("What"), ("name", "kind", "description")),
        (
            gettext_lazy("When"),
            (
                "date_kind", "month", "starts_on", "ends_on", "weekdays", "hijri_month",
                "javanese_month", "year", "day_of", "day", "ordinal", "weekday", "pasaran", "lasts",
                "until", "hours", "starts_at", "ends_at",
            ),
        ),
        (gettext_lazy("Where"), ("venue_name", "district", "road_names")),
        (
            gettext_lazy("Who"),
            ("organiser_name", "contact_name", "whatsapp", "email"),
        ),
        (gettext_lazy("Poster"), ("upload", "drop_poster")),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        today: datetime.date,
        calls: Sequence[CallForProposals],
        has_poster: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.calls = calls
        fields: Any = self.fields
        fields["date_kind"].choices = [(kind.value, label) for kind, label in _ON_THESE_DAYS]
        fields["district"].queryset = District.objects.filter(site=self.instance.site_id)
        fields["district"].empty_label = _("I do not know")
        fields["kind"].choices = [("", _("Choose, if one fits")), *fields["kind"].choices[1:]]
        # Of what has a first day the year follows; the model asks for it all the same.
        fields["year"].required = False
        fields["upload"].help_text = _("A picture of up to %(size)s. We show it to nobody yet.") % {
            "size": fields["upload"].max_upload_size_text
        }
        for field in fields.values():
            if field.required and not isinstance(field, forms.BooleanField):
                field.error_messages["required"] = _("Fill this in.")
        for name in ("lasts", "year"):
            fields[name].widget.attrs["inputmode"] = "numeric"
        if not has_poster:
            del fields["drop_poster"]
        if self.instance.pk:
            # Consent was given to what the link leads to.
            del fields["consent"]
        self._before = {name: getattr(self.instance, name) for name in self.Meta.fields}

    @property
    def sections(self) -> Iterator[tuple[Any, list[Row]]]:
        """The fields in groups, as they are filled in one below the other."""
        for title, names in self._SECTIONS:
            yield title, [Row.of(self[name]) for name in names if name in self.fields]

    @property
    def changed_fields(self) -> list[str]:
        """Names of the submission's own fields that are new, for its log."""
        return [name for name, was in self._before.items() if getattr(self.instance, name) != was]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str) and name != "description":
                # A line is one line, whatever was pasted into it.
                cleaned[name] = " ".join(value.split())
        if cleaned.get("topic"):
            self.add_error(
                None,
                _("A field that people do not see was filled in. It is empty now: send it again."),
            )
            emptied: Any = self.data.copy()  # type: ignore[attr-defined]
            emptied["topic"] = ""
            self.data = emptied
        if not (cleaned.get("whatsapp") or cleaned.get("email") or "email" in self.errors):
            self.add_error(
                "whatsapp", _("Give a WhatsApp number or an e-mail address: one of them is enough.")
            )
        kind, first = cleaned.get("date_kind"), cleaned.get("starts_on")
        if kind and kind not in _WITHOUT_FIRST_DAY:
            cleaned["year"] = first.year if first else None
        elif kind and not cleaned.get("year") and "year" not in self.errors:
            self.add_error("year", _("Give the year."))
        return cleaned

    def full_clean(self) -> None:
        """Check the dates against the calendar too, once each of them is right by itself."""
        super().full_clean()
        if self.is_bound and not self.errors:
            self._check_when()

    def _check_when(self) -> None:
        kind, year = self.instance.date_kind, self.instance.year
        field = "year" if kind in _WITHOUT_FIRST_DAY else "starts_on"
        if year > LAST_YEAR or _is_over(self.instance, self.today):
            self.add_error(field, _("This is over. Propose a date that is still ahead."))
        elif year != self._before["year"] and (
            refusal := calls_for.refusal(self.calls, year, self.today)
        ):
            self.add_error(field, refusal)


def _is_over(submission: Submission, today: datetime.date) -> bool:
    """Whether no date lies ahead. No query."""
    if submission.year > today.year:
        return False
    try:
        planned = submission.planned(before=datetime.date(today.year + 2, 1, 1))
    except OutsideCalendarError:
        return False
    return not any(each.ends_on >= today for each in planned)


class AnswerForm(forms.Form):
    """The sender's answer to what the office asked."""

    message = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write your answer.")},
    )


class SureForm(forms.Form):
    """A tick before something that cannot be taken back."""

    sure = forms.BooleanField(error_messages={"required": gettext_lazy("Tick that you are sure.")})
