from django.urls import path

from . import views

app_name = "events_imports"
urlpatterns = [
    path("", views.ImportsView.as_view(), name="list"),
    path("new/", views.NewView.as_view(), name="new"),
    path("export/", views.ExportView.as_view(), name="export"),
    path("<int:pk>/", views.ImportView.as_view(), name="import"),
    path("<int:pk>/columns/", views.ColumnsView.as_view(), name="columns"),
    path("<int:pk>/progress/", views.ProgressView.as_view(), name="progress"),
    path("<int:pk>/run/", views.RunView.as_view(), name="run"),
    path("<int:pk>/again/", views.AgainView.as_view(), name="again"),
    path("<int:pk>/undo/", views.UndoView.as_view(), name="undo"),
    path("<int:pk>/refused.csv", views.RefusedView.as_view(), name="refused"),
]
