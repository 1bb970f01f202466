from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = _("Regions")

    def ready(self) -> None:
        from .narrowing import teach_wagtail
        from .redirects import register_policy

        register_policy()
        teach_wagtail()
