"""The addresses of this room."""

from django.urls import path

from services.views import listings

app_name = "services"
urlpatterns = [
    path("services/", listings.listing_list, name="listing_list"),
    path("services/<slug:slug>/", listings.listing, name="listing"),
    path("services/<slug:slug>/poster/", listings.poster, name="listing_poster"),
]
