"""The addresses of this room."""

from django.urls import path, register_converter

from residents import api
from residents.converters import NeedNumber
from residents.views import (
    following,
    needs,
    own_data,
    photos,
    raising,
    sending,
    supporting,
    working,
)

register_converter(NeedNumber, "need")

app_name = "residents"
urlpatterns = [
    # raising a need
    path("needs/new/", raising.what, name="need_new"),
    path("needs/new/where/", raising.where, name="need_where"),
    path("needs/new/contact/", raising.contact, name="need_contact"),
    path("needs/new/check/", sending.check, name="need_check"),
    path("needs/new/again/", raising.again, name="need_again"),
    # following it
    path("needs/track/", following.track, name="need_track"),
    path("needs/track/close/", following.close, name="need_track_close"),
    path("needs/<need:number>/", following.thread, name="need"),
    path("needs/<need:number>/data/", own_data.data, name="need_data"),
    path("needs/<need:number>/slip/", sending.slip, name="need_slip"),
    path("needs/<need:number>/rate/", following.rate, name="need_rate"),
    path("needs/<need:number>/support/", supporting.support, name="need_support"),
    path("needs/<need:number>/progress/", working.work, name="need_work"),
    path("needs/<need:number>/photos/<int:order>/", photos.photo, name="need_photo"),
    # all that are public
    path("needs/", needs.need_list, name="need_list"),
    # open data
    path("api/v1/places/", api.Places.as_view(), name="api_places"),
    path("api/v1/places/<int:pk>/", api.OnePlace.as_view(), name="api_place"),
    path("api/v1/needs/", api.Needs.as_view(), name="api_needs"),
    path("api/v1/needs/<need:number>/", api.OneNeed.as_view(), name="api_need"),
]
