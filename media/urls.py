from django.urls import path, re_path

from . import views

urlpatterns = [
    path("media/<path:path>", views.rendition, name="rendition"),
    # In the place of Wagtail's own (wagtail.documents.urls), whose address it has.
    re_path(r"^documents/(\d+)/(.*)$", views.document, name="document"),
]
