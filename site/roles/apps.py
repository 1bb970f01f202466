from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolesConfig(AppConfig):
    name = "roles"
    verbose_name = _("Roles")

    def ready(self) -> None:
        from . import receivers  # noqa: F401  (registers signal receivers)
        from .mails import replace_wagtails_mails

        replace_wagtails_mails()
