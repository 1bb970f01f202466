"""The admin's addresses of what organisers propose."""

from django.urls import path

from . import desk
from .desk_acts import ACTS

app_name = "events_submissions"

urlpatterns = [
    path("", desk.QueueView.as_view(), name="queue"),
    path("<int:pk>/", desk.SubmissionView.as_view(), name="submission"),
    path("<int:pk>/poster/", desk.PosterView.as_view(), name="poster"),
    *[path(f"<int:pk>/{name}/", view.as_view(), name=name) for name, view in ACTS.items()],
]
