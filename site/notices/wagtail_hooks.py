from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

from regions.viewsets import RegionSnippetViewSet

from .models import ReadySentence


class ReadySentenceViewSet(RegionSnippetViewSet):
    model = ReadySentence
    icon = "openquote"
    menu_label = _("Ready sentences")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ("__str__", "status", "site")
    list_filter = ("status", "site")


register_snippet(ReadySentenceViewSet)
