"""What stands beside a date rule: further dates, dates that fall out, further times in a day."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class _TimesBlock(blocks.StructBlock):
    """A beginning and an end by local clocks."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = self.errors(cleaned)
        if errors:
            raise blocks.StructBlockValidationError(
                block_errors={name: ValidationError(text) for name, text in errors.items()}
            )
        return cleaned

    def errors(self, value: Any) -> dict[str, Any]:
        """Return what contradicts what, as messages by field."""
        begins, ends = value["starts_at"], value["ends_at"]
        if ends is not None and begins is None:
            return {"starts_at": _("Give the time when it begins.")}
        if begins and ends and ends <= begins and self.is_one_day(value):
            return {
                "ends_at": _(
                    "It ends before it begins. What goes on past midnight ends on the next day."
                )
            }
        return {}

    def is_one_day(self, value: Any) -> bool:
        return True


class AlsoBlock(_TimesBlock):
    """Further days, with times of their own or with those of all dates."""

    starts_on = blocks.DateBlock(label=_("First day"))
    ends_on = blocks.DateBlock(
        label=_("Last day"), required=False, help_text=_("Left empty: the first day.")
    )
    starts_at = blocks.TimeBlock(
        label=_("Begins at"), required=False, help_text=_("Left empty: as on the other dates.")
    )
    ends_at = blocks.TimeBlock(label=_("Ends at"), required=False)

    def errors(self, value: Any) -> dict[str, Any]:
        if value["ends_on"] is not None and value["ends_on"] < value["starts_on"]:
            return {"ends_on": _("The last day is before the first.")}
        return super().errors(value)

    def is_one_day(self, value: Any) -> bool:
        return value["ends_on"] in (None, value["starts_on"])

    class Meta:
        icon = "plus"
        label = _("Also on these days")
        description = _("Days on which it is held as well.")
        preview_value = {"starts_on": "2027-05-01", "ends_on": "2027-05-02"}


class ExceptBlock(blocks.DateBlock):
    """A first day on which it is not held after all."""

    class Meta:
        icon = "minus"
        label = _("Not on this day")
        description = _("A date that falls out, a feast day for example.")
        preview_value = "2027-03-10"


class SessionBlock(_TimesBlock):
    """One more time on each day."""

    starts_at = blocks.TimeBlock(label=_("Begins at"))
    ends_at = blocks.TimeBlock(label=_("Ends at"), required=False)

    class Meta:
        icon = "time"
        label = _("Also at this time")
        description = _("A second show on the same day.")
        preview_value = {"starts_at": "14:00", "ends_at": "16:00"}


class MoreDatesBlock(blocks.StreamBlock):
    """Further dates, dates that fall out, further times: as many as are needed."""

    also = AlsoBlock()
    left_out = ExceptBlock()
    session = SessionBlock()

    class Meta:
        required = False
