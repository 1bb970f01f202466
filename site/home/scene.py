"""What a home page shows before its sky, and its drawn map: fields, panels and one rule."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from media.models import Picture
from regions.positions import latitude_field, longitude_field
from translations import languages

#: The cut-outs, by the names of their fields.
SCENE = ("scene_far", "scene_middle", "scene_figure", "scene_figure_rtl")


def _picture(label: Any, help_text: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=label,
        help_text=help_text,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )


def is_cut_out(picture: Picture) -> bool:
    """Whether a picture may have a ground that is seen through; of a drawing (SVG) nobody knows."""
    return picture.has_transparency or picture.is_svg()


class Scene(models.Model):
    """Cut-outs before the sky of the first screen: pictures with a transparent ground."""

    scene_far = _picture(
        _("on the horizon"), _("A strip as wide as the screen, such as hills. Its foot is the sea.")
    )
    scene_middle = _picture(_("on the water"), _("Something small, such as a boat."))
    scene_figure = _picture(
        _("at the edge"),
        _("Something tall that runs off the picture's foot and right edge, such as a statue."),
    )
    scene_figure_rtl = _picture(
        _("at the edge, in languages written from the right"),
        _("The same, running off the left edge. No picture is ever mirrored."),
    )

    scene_panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in SCENE],
            heading=_("Before the sky"),
            help_text=_(
                "Pictures with a transparent ground (PNG, WebP, AVIF). The sky behind them follows "
                "the sun. Without any, the page's picture fills the first screen."
            ),
        )
    ]

    class Meta:
        abstract = True

    @property
    def scene_pictures(self) -> list[Picture | None]:
        return [getattr(self, name) for name in SCENE]

    @property
    def has_scene(self) -> bool:
        """Whether readers see any of them: not what is private, nor what has become opaque."""
        return any(
            picture is not None and picture.is_public and is_cut_out(picture)
            for picture in self.scene_pictures
        )

    @property
    def figure(self) -> Picture | None:
        """What stands at the edge where the active language ends its lines."""
        its_own = (
            self.scene_figure_rtl if languages.direction(languages.active()) == "rtl" else None
        )
        return its_own or self.scene_figure

    def scene_errors(self) -> dict[str, Any]:
        """Return messages by field for pictures that would stand there as rectangles."""
        return {
            name: _("This picture has no transparent ground. Choose one that does.")
            for name in SCENE
            if (picture := getattr(self, name)) is not None and not is_cut_out(picture)
        }


class DrawnMap(models.Model):
    """A map as a picture, with the coordinates of its edges so that places find their spot.

    The drawing's meridians and parallels are straight and evenly spaced (equirectangular), which
    over the size of a regency is what every drawn map is.
    """

    map_picture = _picture(_("drawing"), _("North is up. Without it there is no map."))
    map_north = latitude_field(_("upper edge"))
    map_south = latitude_field(_("lower edge"))
    map_west = longitude_field(_("left edge"))
    map_east = longitude_field(_("right edge"))

    map_panels = [
        MultiFieldPanel(
            [
                FieldPanel("map_picture"),
                FieldRowPanel([FieldPanel("map_north"), FieldPanel("map_south")]),
                FieldRowPanel([FieldPanel("map_west"), FieldPanel("map_east")]),
            ],
            heading=_("Map"),
        )
    ]

    class Meta:
        abstract = True

    @property
    def has_map(self) -> bool:
        edges = (self.map_north, self.map_south, self.map_west, self.map_east)
        picture = self.map_picture
        return picture is not None and picture.is_public and None not in edges

    def map_errors(self) -> dict[str, Any]:
        """Return messages by field for a drawing without edges, or edges that enclose nothing."""
        if self.map_picture is None:
            return {}
        missing = {
            name: _("Say where the drawing ends, or places cannot find their spot on it.")
            for name in ("map_north", "map_south", "map_west", "map_east")
            if getattr(self, name) is None
        }
        if missing:
            return missing
        errors: dict[str, Any] = {}
        if self.map_north <= self.map_south:
            errors["map_north"] = _("The upper edge lies north of the lower one.")
        if self.map_west >= self.map_east:
            errors["map_east"] = _("The right edge lies east of the left one.")
        return errors

    def spot(self, latitude: Any, longitude: Any) -> tuple[float, float] | None:
        """Return where a position (WGS 84, degrees) lies on the drawing, as parts of its width and
        height from the upper left; None where it lies outside, and without a map.
        """
        if not self.has_map or latitude is None or longitude is None:
            return None
        x = float((longitude - self.map_west) / (self.map_east - self.map_west))
        y = float((self.map_north - latitude) / (self.map_north - self.map_south))
        return (x, y) if 0 <= x <= 1 and 0 <= y <= 1 else None
