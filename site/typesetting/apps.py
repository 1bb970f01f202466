from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TypesettingConfig(AppConfig):
    name = "typesetting"
    verbose_name = _("Typesetting")
