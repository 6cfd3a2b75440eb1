"""The addresses of the plain app: those that `bench.speed` asks of the portal."""

from django.urls import path

from bench.plain import views
from gaoqiao.portal.views.home import healthz

urlpatterns = [
    path("healthz", healthz),
    path("services/", views.listing_list, name="list"),
    path("services/<slug:slug>/", views.listing, name="one"),
    path("needs/", views.raise_need, name="raise"),
    path("minutes/<int:pk>/", views.file_minutes, name="file"),
]
