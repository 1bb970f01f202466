from django.urls import path

from . import views

urlpatterns = [
    path("brand/tokens.json", views.tokens_json, name="tokens_json"),
    path("brand/tokens.css", views.tokens_css, name="tokens_css"),
    path("brand/admin.css", views.admin_css, name="admin_css"),
]
