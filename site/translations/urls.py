from django.urls import path

from . import views

app_name = "translations"

urlpatterns = [
    path("<int:page_id>/<str:language>/mark-current/", views.mark_current, name="mark_current"),
    path(
        "<int:page_id>/<str:language>/mark-current/<str:field>/",
        views.mark_current,
        name="mark_current",
    ),
    path(
        "<int:page_id>/<str:language>/copy-structure/<str:field>/",
        views.copy_structure,
        name="copy_structure",
    ),
    path(
        "<int:page_id>/<str:language>/restore/<str:field>/<int:revision_id>/",
        views.restore_field,
        name="restore_field",
    ),
    path("<int:page_id>/<str:language>/hold-back/", views.hold_back, name="hold_back"),
    path("<int:page_id>/<str:language>/review/", views.review, name="review"),
]
