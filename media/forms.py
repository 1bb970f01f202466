"""The officer's form of a picture."""

from wagtail.images.forms import BaseImageForm

from translations.forms import LanguagePermissionMixin


class PictureForm(LanguagePermissionMixin, BaseImageForm):
    """Wagtail's form with texts in each language that the user may write."""

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets}
