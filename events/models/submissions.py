"""What organisers propose, and what was said of it. Visitor data: no public page lists it."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Site

from destinations.models import District
from events.enums import Channel, FestivalKind, SubmissionAct, SubmissionState
from notices.contacts import WhatsAppField
from regions.models import RegionSettings
from translations.cleaning import CleansTogether
from translations.models import TranslatedSnippet
from translations.panels import snippet_edit_handler

from .editions import Edition
from .pages import Festival
from .when import YEARS, When


def kept_at(instance: "Submission", filename: str) -> str:
    """Return where a poster is kept until it is accepted: no address gives it to the public."""
    return f"submissions/{uuid.uuid4().hex}"


class CallForProposals(CleansTogether, TranslatedSnippet):
    """The office asks for festivals of a year, until a day."""

    translated_fields = ("intro",)

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="calls"
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"), help_text=_("The last day, until midnight."))
    intro = models.TextField(
        _("introduction"),
        max_length=600,
        blank=True,
        help_text=_("What you are looking for. Organisers read it above the form."),
    )

    edit_handler = snippet_edit_handler(
        fields=translated_fields,
        shared=[
            FieldPanel("site"),
            FieldPanel("year"),
            FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
        ],
    )

    class Meta:
        verbose_name = _("call for proposals")
        verbose_name_plural = _("calls for proposals")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["site", "year"], name="one_call_a_year")]

    def __str__(self) -> str:
        return str(self.year)

    def field_errors(self) -> dict[str, Any]:
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            return {"closes_on": _("The last day is before the first.")}
        return {}


class Submission(CleansTogether, When, models.Model):
    """A festival that somebody proposes. Becomes a page and an edition when it is accepted.

    `seed` is what the private link's token is made of, `secret` the token's fingerprint
    (notices/links.py). `form` is what the form was given out with: sent twice it is one submission.
    `shortlisted_for` is why it is on the shortlist, empty where it is not. Goes on `delete_on`.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="submissions")
    call = models.ForeignKey(
        CallForProposals, on_delete=models.SET_NULL, null=True, related_name="submissions"
    )
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    seed = models.CharField(max_length=64)
    secret = models.CharField(max_length=64, unique=True)
    form = models.CharField(max_length=64, unique=True)
    language = models.CharField(_("language"), max_length=12)
    state = models.CharField(
        _("state"), max_length=20, choices=SubmissionState.choices, default=SubmissionState.NEW
    )
    shortlisted_for = models.TextField(_("why it is on the shortlist"), max_length=600, blank=True)
    name = models.CharField(_("name of the festival"), max_length=160)
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    kind = models.CharField(_("kind"), max_length=20, choices=FestivalKind.choices, blank=True)
    description = models.TextField(_("what happens there"), max_length=2000)
    organiser_name = models.CharField(_("organiser"), max_length=160)
    venue_name = models.CharField(_("where"), max_length=160)
    district = models.ForeignKey(
        District,
        verbose_name=_("district"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    road_names = models.CharField(_("roads that are closed"), max_length=300, blank=True)
    poster = models.FileField(_("poster"), upload_to=kept_at, blank=True)
    poster_name = models.CharField(max_length=200, blank=True)
    contact_name = models.CharField(_("your name"), max_length=120)
    whatsapp = WhatsAppField(_("WhatsApp"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    consented_at = models.DateTimeField()
    delete_on = models.DateField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    festival = models.ForeignKey(
        Festival, on_delete=models.SET_NULL, null=True, related_name="submissions"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.SET_NULL, null=True, related_name="submissions"
    )

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["site", "state"], name="submission_queue")]

    def __str__(self) -> str:
        return self.name

    def field_errors(self) -> dict[str, Any]:
        """Return what is wrong with the dates. No query."""
        from events.validators import edition_errors

        return edition_errors(self)

    @property
    def is_open(self) -> bool:
        """Whether the office still has to decide: until then the sender may correct it."""
        return self.state in SubmissionState.open()

    @property
    def waits_for_office(self) -> bool:
        """Whether it is the office's turn."""
        return self.state in SubmissionState.waiting()

    def telephone_country(self) -> str:
        """Return the country of the region. One query."""
        region = RegionSettings.objects.filter(site_id=self.site_id).first()
        return region.country if region else ""


class SubmissionStep(models.Model):
    """What was done with a submission, and what was said: its log, oldest first."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=20, choices=SubmissionAct.choices)
    reason = models.TextField(_("reason"), blank=True, help_text=_("Officers alone read it."))
    message = models.TextField(_("message"), blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of a submission")
        verbose_name_plural = _("steps of submissions")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_act_display()
