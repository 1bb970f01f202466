from django.urls import path

from . import views

urlpatterns = [path("destinations.geojson", views.geojson, name="destinations_geojson")]
