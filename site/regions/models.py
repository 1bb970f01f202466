"""The region: one row a Wagtail Site, from which name, zone, languages and colours come."""

import zoneinfo

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page, Site

from translations import languages
from translations.models import TranslatedSnippet
from translations.panels import snippet_edit_handler

from . import accents, tokens
from .enums import Motif
from .fields import TelephoneField
from .forms import RegionSettingsForm
from .permissions import RegionPermissionPolicy
from .positions import latitude_field, longitude_field
from .sunlight import Point
from .trees import site_id_of
from .validators import (
    validate_country,
    validate_languages,
    validate_time_zone,
)


def _source_only() -> list[str]:
    return [settings.LANGUAGE_CODE]


def _neutral_palette() -> dict[str, str]:
    return dict(tokens.NEUTRAL)


@register_setting(icon="site", order=10)
class RegionSettings(TranslatedSnippet, BaseSiteSetting):
    """Facts of the region that a site is about. Nothing in the code knows a region by name."""

    translated_fields = ("tagline", "intro")

    name = models.CharField(
        _("name"), max_length=100, help_text=_("As visitors know it, e.g. Banyuwangi.")
    )
    tagline = models.CharField(_("tagline"), max_length=120, blank=True)
    tagline_is_translated = models.BooleanField(
        _("the tagline may be translated"),
        default=False,
        help_text=_("Leave it off for a registered tagline: it then stands the same everywhere."),
    )
    intro = models.CharField(
        _("introduction"), max_length=255, blank=True, help_text=_("One sentence, for the footer.")
    )
    address = models.CharField(_("office address"), max_length=255, blank=True)
    telephone = TelephoneField(_("telephone"), blank=True)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[validate_country],
        help_text=_(
            "Its two letters (ISO 3166-1), e.g. ID. Telephone numbers without a country code are "
            "taken to be of this country."
        ),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="Asia/Jakarta",
        validators=[validate_time_zone],
        help_text=_("All dates and hours of the site are in this zone, e.g. Asia/Jakarta."),
    )
    latitude = latitude_field(_("latitude"))
    longitude = longitude_field(_("longitude"))
    sunrise_point = models.CharField(
        _("sunrise point"),
        max_length=100,
        blank=True,
        help_text=_("The place whose sunrise the site tells, e.g. a beach that faces east."),
    )
    sunrise_latitude = latitude_field(_("its latitude"))
    sunrise_longitude = longitude_field(_("its longitude"))
    languages = models.JSONField(
        _("languages in use"), default=_source_only, validators=[validate_languages]
    )
    palette = models.JSONField(
        _("colours"), default=_neutral_palette, validators=[tokens.validate_palette]
    )
    motif = models.CharField(
        _("motif"),
        max_length=20,
        choices=Motif.choices,
        blank=True,
        help_text=_("The border above the footer. Left empty, there is none."),
    )

    select_related = ["site"]

    edit_handler = snippet_edit_handler(
        fields=translated_fields,
        base_form_class=RegionSettingsForm,
        shared=[
            FieldPanel("name"),
            FieldPanel("tagline_is_translated"),
            FieldPanel("languages"),
            FieldPanel("palette"),
            FieldPanel("motif"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("country"), FieldPanel("time_zone")]),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                    FieldPanel("sunrise_point"),
                    FieldRowPanel(
                        [FieldPanel("sunrise_latitude"), FieldPanel("sunrise_longitude")]
                    ),
                ],
                heading=_("Place and time"),
            ),
            MultiFieldPanel(
                [FieldPanel("address"), FieldPanel("telephone")], heading=_("Tourism office")
            ),
        ],
    )

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name or str(self.site)

    @classmethod
    def get_permission_policy(cls) -> RegionPermissionPolicy:
        """Return who may change which region: by region alone, never all of them at once."""
        return RegionPermissionPolicy(cls)

    @classmethod
    def for_request(cls, request: HttpRequest) -> "RegionSettings":
        """Return the region that a request's host belongs to; a nameless one where no site exists.

        One query for the site and one for the region, once a request.
        """
        try:
            return super().for_request(request)
        except (Site.DoesNotExist, AttributeError):
            return cls()

    @classmethod
    def of_page(cls, page: Page) -> "RegionSettings | None":
        """Return the region whose tree the page stands in, None outside of all. One query."""
        site_id = site_id_of(page)
        return cls.objects.filter(site_id=site_id).first() if site_id else None

    @property
    def display_name(self) -> str:
        return self.name or self.site.site_name or self.site.hostname

    @property
    def shown_tagline(self) -> str:
        """The tagline as a reader sees it: a registered one is the same in every language."""
        if self.tagline_is_translated:
            return self.tagline
        return getattr(self, languages.localized("tagline", languages.SOURCE)) or ""

    @property
    def tagline_language(self) -> str | None:
        """The language to mark the tagline with; None where it is a name and has none."""
        return self.language_shown("tagline") if self.tagline_is_translated else None

    @cached_property
    def languages_in_use(self) -> list[str]:
        """The languages that visitors choose among, in the project's order."""
        return languages.in_order({*self.languages, languages.SOURCE})

    @cached_property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def sunrise_place(self) -> tuple[Point, str] | None:
        """Where the region's sunrise is seen from, and what that place is called.

        The sunrise point; without one the region's own position, under the region's name; None
        without that.
        """
        if self.sunrise_latitude is not None and self.sunrise_longitude is not None:
            point = Point(float(self.sunrise_latitude), float(self.sunrise_longitude))
            return point, self.sunrise_point or self.display_name
        if self.latitude is not None and self.longitude is not None:
            return Point(float(self.latitude), float(self.longitude)), self.display_name
        return None

    def telephone_country(self) -> str:
        """Return the country whose national telephone numbers are understood here."""
        return self.country

    @property
    def tokens_version(self) -> str:
        return tokens.version(self.palette)

    @property
    def accents_version(self) -> str:
        return accents.version(self.palette)
