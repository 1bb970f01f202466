"""The admin's addresses of years' programmes, under /admin/years/."""

from django.urls import path

from . import adding_views, launch_views, outcome_views, views

app_name = "events_years"

urlpatterns = [
    path("", views.IndexView.as_view(), name="years"),
    path("made/<uuid:act>/", adding_views.MadeView.as_view(), name="made"),
    path("outcomes/", outcome_views.ReportView.as_view(), name="outcomes"),
    path("outcomes.csv", outcome_views.TableView.as_view(), name="outcomes_table"),
    path("outcomes/<int:pk>/", outcome_views.OutcomeView.as_view(), name="outcome"),
    path(
        "outcomes/<int:pk>/take-back/",
        outcome_views.TakeOutcomeBackView.as_view(),
        name="take_outcome_back",
    ),
    path("<int:year>/add/", adding_views.NextView.as_view(), name="next"),
    path("<int:year>/keep-back/", views.EmbargoView.as_view(), name="embargo"),
    path("<int:year>/launch/", launch_views.LaunchView.as_view(), name="launch"),
    path("<int:year>/launch/take-back/", launch_views.TakeBackView.as_view(), name="take_back"),
    path("<int:year>/changed/", launch_views.ChangedView.as_view(), name="changed"),
    path("<int:year>/changed.csv", launch_views.ChangedTableView.as_view(), name="changed_table"),
]
