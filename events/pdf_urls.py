from django.urls import re_path

from . import pdf_views

urlpatterns = [
    re_path(
        r"^(?P<path>(?:[\w\-]+/)+)(?P<year>[0-9]{4})\.pdf$",
        pdf_views.programme,
        name="events_programme",
    )
]
