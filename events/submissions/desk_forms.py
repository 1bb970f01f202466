"""The officer's forms: a reason, a message with its ways, and all that accepting takes."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import CallForProposals, Festival, FestivalCategory, Submission
from translations import languages

from .making import Choice
from .messages import channels_of

#: What the page's own summary holds.
_SUMMARY = 300


class ReasonForm(forms.Form):
    """Why a proposal is on the shortlist, or is on it no longer. Officers alone read it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Officers alone read it; the sender does not."),
        error_messages={"required": gettext_lazy("Give a reason.")},
    )


class MessageForm(forms.Form):
    """What the sender is told, in the sender's language, and by which ways.

    `ready` is the text that stands there at first. Where `needs_words`, something has to be added
    to it: a question, a reason.
    """

    message = forms.CharField(
        label=gettext_lazy("Message"),
        required=False,
        max_length=3000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("The private link is put below it by itself."),
    )
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Send it by"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("WhatsApp opens on the next page, with the message typed in."),
    )

    def __init__(
        self,
        *args: Any,
        submission: Submission,
        ready: str,
        needs_words: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.submission = submission
        self.ready = ready
        self.needs_words = needs_words
        code = submission.language
        fields: Any = self.fields
        fields["message"].initial = ready
        fields["message"].label = _("Message, in %(language)s") % {"language": languages.name(code)}
        fields["message"].widget.attrs.update(lang=code, dir=languages.direction(code))
        ways = channels_of(submission)
        fields["channels"].choices = [(each.value, each.label) for each in ways]
        fields["channels"].initial = [each.value for each in ways[:1]]

    def clean_message(self) -> str:
        message = "\n".join(self.cleaned_data["message"].splitlines()).strip()
        same = " ".join(message.split()) == " ".join(self.ready.split())
        if self.needs_words and (same or not message):
            raise forms.ValidationError(self.needs_words)
        return message

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("channels") and not cleaned.get("message") and "message" not in self.errors:
            self.add_error("message", _("Write what is to be sent, or tick no way to send it."))
        return cleaned


class AcceptForm(MessageForm):
    """A new festival or one that is there already, and what readers see of it."""

    festival = forms.ModelChoiceField(
        label=gettext_lazy("Festival"),
        queryset=Festival.objects.none(),
        required=False,
        empty_label=gettext_lazy("A new festival"),
        help_text=gettext_lazy("One that has a page already gets an edition of that year."),
    )
    name = forms.CharField(label=gettext_lazy("Name of a new festival"), max_length=160)
    category = forms.ModelChoiceField(
        label=gettext_lazy("Category"), queryset=FestivalCategory.objects.none(), required=False
    )
    summary = forms.CharField(
        max_length=_SUMMARY, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    source_summary = forms.CharField(
        max_length=_SUMMARY, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    credit = forms.CharField(
        label=gettext_lazy("Whose the poster is"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("It becomes the festival’s picture. Left empty, it is not taken."),
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish it at once"),
        required=False,
        help_text=gettext_lazy("Else the page and its dates are drafts."),
    )

    field_order = (
        "festival", "name", "category", "summary", "source_summary", "credit", "publish", "message",
        "channels",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        festivals: Any,
        may_publish_new: bool,
        may_publish_edition: bool,
        takes_poster: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        submission = self.submission
        self.may_publish_new = may_publish_new
        fields: Any = self.fields
        fields["festival"].queryset = festivals
        fields["name"].initial = submission.name
        fields["category"].queryset = FestivalCategory.objects.filter(site=submission.site_id)
        self._speak("summary", submission.language)
        fields["summary"].initial = shortened(submission.description)
        if submission.language == languages.SOURCE:
            del fields["source_summary"]
        else:
            self._speak("source_summary", languages.SOURCE)
        if takes_poster:
            fields["credit"].initial = submission.organiser_name
        else:
            del fields["credit"]
        if not may_publish_edition:
            del fields["publish"]

    def _speak(self, name: str, code: str) -> None:
        field = self.fields[name]
        field.label = _("Summary in %(language)s") % {"language": languages.name(code)}
        field.widget.attrs.update(lang=code, dir=languages.direction(code))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("publish") and not cleaned.get("festival") and not self.may_publish_new:
            self.add_error(
                "publish",
                _("You may not publish a new page. Leave this out: an editor publishes it."),
            )
        return cleaned

    @property
    def choice(self) -> Choice:
        """What was chosen, once the form is clean."""
        names = ("festival", "name", "category", "summary", "source_summary", "credit", "publish")
        data = self.cleaned_data
        return Choice(**{name: data[name] for name in names if name in data})


def shortened(text: str) -> str:
    """Return the beginning of a text, whole where it is short enough, on one line. Pure."""
    return Truncator(" ".join(text.split())).chars(_SUMMARY)


class QueueFilter(forms.Form):
    """What of the queue is shown."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    year = forms.TypedChoiceField(
        label=gettext_lazy("Year"), required=False, coerce=int, empty_value=None
    )
    call = forms.ModelChoiceField(
        label=gettext_lazy("Call for proposals"),
        queryset=CallForProposals.objects.none(),
        required=False,
        empty_label=gettext_lazy("All"),
    )
    q = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=160)

    def __init__(
        self,
        *args: Any,
        states: list[tuple[str, Any]],
        years: list[int],
        calls: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["state"].choices = states
        fields["year"].choices = [("", _("All")), *[(each, each) for each in years]]
        fields["call"].queryset = calls
