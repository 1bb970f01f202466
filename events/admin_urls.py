"""The admin's addresses of "publish now", under /admin/now/."""

from django.urls import path

from . import views
from .confirmation_views import ConfirmedView, ConfirmView, UnconfirmView

app_name = "events_now"

urlpatterns = [
    path("", views.AheadView.as_view(), name="ahead"),
    path("log/", views.LogView.as_view(), name="log"),
    path("<int:pk>/", views.AnnounceView.as_view(), name="announce"),
    path("<int:pk>/confirm/", ConfirmView.as_view(), name="confirm"),
    path("confirmed/<int:pk>/", ConfirmedView.as_view(), name="confirmed"),
    path(
        "confirmed/<int:pk>/take-back/",
        UnconfirmView.as_view(),
        name="unconfirm",
    ),
    path("said/<int:pk>/", views.SaidView.as_view(), name="said"),
    path("said/<int:pk>/take-back/", views.TakeBackView.as_view(), name="take_back"),
    path("said/<int:pk>/check/", views.CheckView.as_view(), name="check"),
]
