"""The form's part that says when something is: which fields there are for which choice."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from events.enums import RITUAL, SERIES, DateKind, DayOf, Hours
from events.panels import RulePanel


def _only_for(*kinds: str, day_of: str = "") -> dict[str, str]:
    """Return what tells the style sheet for which choices a panel is shown."""
    shown = {"data-kinds": " ".join(kinds)} if kinds else {}
    return shown | ({"data-day-of": day_of} if day_of else {})


_FINDS_DAY = (DateKind.MONTHLY, DateKind.YEARLY, *sorted(RITUAL))

WHEN_PANEL = MultiFieldPanel(
    [
        FieldPanel("date_kind"),
        FieldPanel("month", attrs=_only_for(DateKind.MONTH_ONLY)),
        FieldRowPanel(
            [
                FieldPanel("starts_on", attrs=_only_for(DateKind.FIXED, *sorted(SERIES))),
                FieldPanel("ends_on", attrs=_only_for(DateKind.FIXED)),
            ],
            attrs=_only_for(DateKind.FIXED, *sorted(SERIES)),
        ),
        FieldPanel("is_estimated", attrs=_only_for(DateKind.FIXED)),
        FieldPanel("interval", attrs=_only_for(*sorted(SERIES))),
        FieldPanel("weekdays", attrs=_only_for(DateKind.WEEKLY)),
        FieldPanel("hijri_month", attrs=_only_for(DateKind.HIJRI)),
        FieldRowPanel(
            [FieldPanel("javanese_month"), FieldPanel("windu_year")],
            attrs=_only_for(DateKind.JAVANESE),
        ),
        FieldPanel("day_of", attrs=_only_for(*_FINDS_DAY)),
        FieldPanel(
            "day",
            attrs=_only_for(DateKind.MONTHLY, DateKind.HIJRI, DateKind.JAVANESE, day_of=DayOf.DAY),
        ),
        FieldRowPanel(
            [
                FieldPanel("ordinal", attrs=_only_for(*_FINDS_DAY, day_of=DayOf.WEEKDAY)),
                FieldPanel(
                    "weekday",
                    attrs=_only_for(*_FINDS_DAY, day_of=f"{DayOf.WEEKDAY} {DayOf.PASARAN}"),
                ),
                FieldPanel("pasaran", attrs=_only_for(*_FINDS_DAY, day_of=DayOf.PASARAN)),
            ],
            attrs=_only_for(*_FINDS_DAY, day_of=f"{DayOf.WEEKDAY} {DayOf.PASARAN}"),
        ),
        FieldRowPanel(
            [FieldPanel("offset"), FieldPanel("uncertainty")],
            attrs=_only_for(*sorted(RITUAL)),
        ),
        FieldPanel("lasts", attrs=_only_for(*sorted(SERIES | RITUAL))),
        FieldRowPanel([FieldPanel("until"), FieldPanel("count")], attrs=_only_for(*sorted(SERIES))),
        FieldPanel("hours", attrs=_only_for(*sorted(set(DateKind) - {DateKind.MONTH_ONLY}))),
        FieldRowPanel(
            [FieldPanel("starts_at"), FieldPanel("ends_at")],
            attrs={
                **_only_for(*sorted(set(DateKind) - {DateKind.MONTH_ONLY})),
                "data-hours": Hours.TIMES,
            },
        ),
        FieldPanel("more_dates", attrs=_only_for(*sorted(set(DateKind) - {DateKind.MONTH_ONLY}))),
        RulePanel(),
    ],
    heading=_("When"),
    classname="date-rule",
)
