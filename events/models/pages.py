"""Festivals: one page each, whatever the year."""

import datetime
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.utils.decorators import cached_classmethod

from destinations.models import District, Place
from events.enums import SCHEMA_TYPES, Admission, Audience, FestivalKind, StepFree
from events.fields import ChoicesField
from events.registry.widgets import EntriesInput, EntryInput
from notices.contacts import WebAddressField
from pages.models import BodyPage, SitePage
from pages.querysets import SitePageQuerySet
from pages.sourced import Sourced
from regions.clock import lives_until, next_midnight, now_of
from regions.positions import Positioned
from translations.cleaning import CleansTogether

from .registry import Organiser, Road, Venue
from .snippets import FestivalCategory


class Festival(CleansTogether, Sourced, Positioned, BodyPage):
    """A festival, whatever the year: its address, texts and pictures stay. A part of a larger one
    stands under it."""

    template = "events/festival.html"
    parent_page_types = ["events.FestivalIndexPage", "events.Festival"]
    subpage_types = ["events.Festival"]
    page_description = _("A festival with its own page for all years; dates are added each year.")

    translated_fields: ClassVar[tuple[str, ...]] = (
        *BodyPage.translated_fields,
        "audience",
        "accessibility",
        "road_closures",
        "dress",
        "photography",
        "closed_parts",
    )

    kind = models.CharField(_("kind"), max_length=20, choices=FestivalKind.choices, blank=True)
    category = models.ForeignKey(
        FestivalCategory,
        verbose_name=_("category"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="festivals",
    )
    organiser = models.ForeignKey(
        Organiser,
        verbose_name=_("organiser"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="festivals",
    )
    is_flagship = models.BooleanField(
        _("flagship"), default=False, help_text=_("One of the few that the region is known for.")
    )
    is_example = models.BooleanField(
        _("example"), default=False, help_text=_("Made up to show the site. Readers are told.")
    )
    venue_place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="festivals",
    )
    venue = models.ForeignKey(
        Venue,
        verbose_name=_("venue"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="festivals",
        help_text=_("Where it is no place of ours: a hall, a field, a village."),
    )
    roads = ParentalManyToManyField(
        Road,
        verbose_name=_("roads"),
        blank=True,
        related_name="festivals",
        help_text=_("Which it closes or leads along: no other may have them on the same day."),
    )
    audiences = ChoicesField(
        Audience,
        _("made for"),
        help_text=_("Officers are told of other festivals for the same people on the same days."),
    )
    district = models.ForeignKey(
        District,
        verbose_name=_("district"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="festivals",
        help_text=_("Left empty: the district of the place."),
    )
    admission = models.CharField(
        _("admission"), max_length=10, choices=Admission.choices, blank=True
    )
    price_from = models.DecimalField(
        _("lowest price"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, _("A price is not negative."))],
    )
    price_to = models.DecimalField(
        _("highest price"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="IDR")
    ticket_url = WebAddressField(_("tickets"), blank=True)
    audience = models.CharField(
        _("for whom"),
        max_length=200,
        blank=True,
        help_text=_("Who it is for, and how to be there."),
    )
    step_free = models.CharField(
        _("step-free"), max_length=10, choices=StepFree.choices, blank=True
    )
    accessibility = models.CharField(_("accessibility"), max_length=300, blank=True)
    road_closures = models.CharField(_("road closures"), max_length=300, blank=True)
    dress = models.CharField(
        _("dress"), max_length=300, blank=True, help_text=_("What guests wear, and what not.")
    )
    photography = models.CharField(
        _("photographs"),
        max_length=300,
        blank=True,
        help_text=_("What may be photographed, when, and whom to ask."),
    )
    closed_parts = models.CharField(
        _("closed parts"),
        max_length=300,
        blank=True,
        help_text=_("What is not for guests, and what to do instead."),
    )

    shared_panels: ClassVar[list[Any]] = [
        *SitePage.shared_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("category")]),
                FieldPanel("organiser", widget=EntryInput("organiser")),
                FieldPanel("audiences"),
                FieldRowPanel([FieldPanel("is_flagship"), FieldPanel("is_example")]),
            ],
            heading=_("What and who"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("venue_place"),
                FieldPanel("venue", widget=EntryInput("venue")),
                FieldPanel("district"),
                FieldPanel("roads", widget=EntriesInput("road")),
                FieldPanel("step_free"),
                *Positioned.position_panels,
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("admission"),
                FieldRowPanel(
                    [FieldPanel("price_from"), FieldPanel("price_to"), FieldPanel("currency")]
                ),
                FieldPanel("ticket_url"),
                *Sourced.sourced_panels,
            ],
            heading=_("What it costs"),
        ),
    ]

    class Meta:
        verbose_name = _("festival")
        verbose_name_plural = _("festivals")

    @cached_classmethod
    def get_edit_handler(cls) -> Any:  # noqa: N805 (Wagtail's decorator passes the class)
        from events.registry.forms import FestivalForm

        handler = super().get_edit_handler()
        handler.base_form_class = FestivalForm
        return handler

    # --- Rules ---

    def clean_fields(self, exclude: Any = None) -> None:
        """Clean each field, with what was merged led to what is left. Three queries more."""
        from events.registry.signposts import follow

        follow(self)
        super().clean_fields(exclude=exclude)

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """A part has no parts: below a festival there is one level and no second."""
        return super().can_create_at(parent) and not _is_part(parent)

    def can_move_to(self, parent: Page) -> bool:
        is_umbrella = self.get_children().exists()
        to_festival = isinstance(parent.specific_deferred, Festival)
        return (
            super().can_move_to(parent)
            and not _is_part(parent)
            and not (is_umbrella and to_festival)
        )

    def field_errors(self) -> dict[str, Any]:
        """Return what contradicts itself or belongs to another region. Seven queries at most."""
        from events.validators import festival_errors

        return {**self.position_errors(), **festival_errors(self)}

    def editor_side_panels(self, request: HttpRequest) -> list[Any]:
        from events.side_panels import DatesSidePanel

        return [*super().editor_side_panels(request), DatesSidePanel(self, request)]

    # --- Serving ---

    @classmethod
    def for_serving(cls) -> SitePageQuerySet:
        return (
            super()
            .for_serving()
            .select_related(
                "category", "organiser", "venue_place__district", "venue__district", "district"
            )
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        now = now_of(request)
        lives_until(request, next_midnight(now))
        context["agenda"] = self.agenda(now.date())
        return context

    def agenda(self, today: datetime.date) -> Any:
        """Return the festival's dates and those of its parts, as of a day. Three queries, once."""
        from events.agenda import Agenda

        if self._agenda is None or self._agenda.today != today:
            self._agenda = Agenda.of(self, today)
        return self._agenda

    _agenda: Any = None

    @cached_property
    def umbrella(self) -> "Festival | None":
        """The festival that this one is a part of, None for one that is whole. One query."""
        return Festival.objects.filter(path=self.path[: -self.steplen]).first()

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return the festival as schema.org's Festival, with its next dates or its last ones."""
        from events.structured_data import festival_data

        data = super().structured_data(request)
        return festival_data(self, data, self.agenda(now_of(request).date()))

    @property
    def has_etiquette(self) -> bool:
        """Whether guests are told how to behave."""
        return bool(self.dress or self.photography or self.closed_parts)

    @property
    def shown_district(self) -> District | None:
        """The festival's own district, else its place's or venue's. No query when served."""
        where = self.venue_place or self.venue
        return self.district or (where.district if where else None)

    @property
    def where(self) -> str:
        """The name of where it is held, in the active language; empty where nobody says."""
        place = self.venue_place
        return place.name if place else str(self.venue or "")

    @property
    def schema_types(self) -> list[str]:
        """schema.org's types, the general one first."""
        more_exact = SCHEMA_TYPES.get(self.kind)  # type: ignore[call-overload]
        return ["Festival", more_exact] if more_exact else ["Festival"]


def _is_part(page: Page) -> bool:
    """Whether a page is a festival under a festival. At most two queries."""
    model = page.cached_content_type.model_class()
    if model is None or not issubclass(model, Festival):
        return False
    parent = page.get_parent()
    return parent is not None and parent.cached_content_type.model_class() is Festival
