from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = _("Media library")

    def ready(self) -> None:
        from . import receivers  # noqa: F401  (registers signal receivers)
        from .avif import teach_willow
        from .permissions import register_policies

        teach_willow()
        register_policies()
