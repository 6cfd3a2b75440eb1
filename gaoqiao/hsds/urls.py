"""The addresses of HSDS 3.0, as that standard has them: without a slash at the end."""

from django.urls import path

from gaoqiao.hsds.api import Description, Listed, One, Root

app_name = "hsds"
urlpatterns = [
    path("", Root.as_view(), name="root"),
    path("openapi.json", Description.as_view(), name="openapi"),
    # lists
    path("services", Listed.as_view(noun="services"), name="services"),
    path("organizations", Listed.as_view(noun="organizations"), name="organizations"),
    path("service_at_locations", Listed.as_view(noun="service_at_locations"), name="services_at"),
    path("taxonomies", Listed.as_view(noun="taxonomies"), name="taxonomies"),
    path("taxonomy_terms", Listed.as_view(noun="taxonomy_terms"), name="taxonomy_terms"),
    # one by its id
    path("services/<uuid:uuid>", One.as_view(noun="services"), name="service"),
    path("organizations/<uuid:uuid>", One.as_view(noun="organizations"), name="organization"),
    path(
        "service_at_locations/<uuid:uuid>",
        One.as_view(noun="service_at_locations"),
        name="service_at",
    ),
    path("taxonomies/<uuid:uuid>", One.as_view(noun="taxonomies"), name="taxonomy"),
    path("taxonomy_terms/<uuid:uuid>", One.as_view(noun="taxonomy_terms"), name="taxonomy_term"),
]
