"""The addresses of this room."""

from django.urls import path

from workshops import api
from workshops.views import applying, hosting, openings, people, public

app_name = "workshops"
urlpatterns = [
    # workshops
    path("workshops/", public.workshop_list, name="workshop_list"),
    path("workshops/<slug:slug>/", public.workshop, name="workshop"),
    # work to be had
    path("jobs/", public.job_list, name="job_list"),
    path("jobs/track/", applying.track, name="track"),
    path("jobs/<int:pk>/", public.job, name="job"),
    path("jobs/<int:pk>/apply/", applying.apply, name="apply"),
    path("jobs/sent/<slug:number>/", applying.application, name="application"),
    path("jobs/sent/<slug:number>/data/", applying.data, name="application_data"),
    path("jobs/sent/<slug:number>/slip/", applying.slip, name="application_slip"),
    path("jobs/sent/<slug:number>/withdraw/", applying.withdraw, name="withdraw"),
    # the host's
    path("partner/workshops/", hosting.work, name="work"),
    path("partner/workshops/<slug:slug>/offer/", openings.opening_new, name="opening_new"),
    path("partner/workshops/<slug:slug>/<slug:month>/", hosting.month, name="month"),
    path("partner/workshops/<slug:slug>/<slug:month>/people/", people.people, name="people"),
    path("partner/openings/<int:pk>/", openings.opening, name="host_opening"),
    path("partner/openings/<int:pk>/change/", openings.opening_change, name="opening_change"),
    path("partner/openings/<int:pk>/close/", openings.opening_close, name="opening_close"),
    path("partner/applications/<int:pk>/", openings.applicant, name="applicant"),
    # open data
    path("api/v1/workshops/", api.Workshops.as_view(), name="api_workshops"),
    path("api/v1/workshops/<slug:slug>/", api.OneWorkshop.as_view(), name="api_workshop"),
    path("api/v1/openings/", api.Openings.as_view(), name="api_openings"),
    path("api/v1/openings/<int:pk>/", api.OneOpening.as_view(), name="api_opening"),
]
