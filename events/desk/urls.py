"""The calendar's addresses in the admin, under /admin/calendar/."""

from django.urls import path

from .creating_views import AddView
from .moving_views import MoveView, UndoView
from .views import CalendarView

app_name = "events_desk"

urlpatterns = [
    path("", CalendarView.as_view(), name="calendar"),
    path("add/", AddView.as_view(), name="add"),
    path("move/<int:pk>/", MoveView.as_view(), name="move"),
    path("undo/<int:pk>/", UndoView.as_view(), name="undo"),
]
