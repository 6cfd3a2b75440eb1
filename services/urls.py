"""The addresses of this room."""

from django.urls import path

from services import exports
from services.api import ledger as open_ledger
from services.api import listings as open_listings
from services.views import ledger, listings
from services.views.partner import day, deliveries, place, statements

app_name = "services"
urlpatterns = [
    # services, in public
    path("services/", listings.listing_list, name="listing_list"),
    path("services/<slug:slug>/", listings.listing, name="listing"),
    path("services/<slug:slug>/poster/", listings.poster, name="listing_poster"),
    # the public ledger of space for service
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/statements/<path:number>/", ledger.statement, name="statement"),
    path("ledger/<slug:number>.csv", exports.agreement_csv, name="agreement_csv"),
    path("ledger/<slug:number>/", ledger.agreement, name="agreement"),
    # the partner's day, and what came of it
    path("partner/", day.day, name="partner_day"),
    path("partner/undo/<int:pk>/", day.undo, name="partner_undo"),
    path("partner/enter/<int:pk>/", day.entry, name="partner_entry"),
    path("partner/deliveries/", deliveries.deliveries, name="partner_deliveries"),
    path("partner/deliveries/<int:pk>/", deliveries.correct, name="partner_correct"),
    path("partner/reductions/<int:pk>/", deliveries.answer_one, name="partner_answer"),
    path("partner/photos/<int:pk>/", deliveries.photo, name="delivery_photo"),
    path("partner/statements/", statements.statements, name="partner_statements"),
    path("partner/statements/<int:pk>/", statements.statement, name="partner_statement"),
    # the partner's own services
    path("partner/place/", place.place, name="partner_place"),
    path("partner/place/<slug:slug>/", place.change, name="partner_hours"),
    path("partner/place/<slug:slug>/close/", place.close, name="partner_close"),
    # open data
    path("api/v1/services/", open_listings.Listings.as_view(), name="api_listings"),
    path("api/v1/services/<slug:slug>/", open_listings.OneListing.as_view(), name="api_listing"),
    path("api/v1/venues/", open_listings.Venues.as_view(), name="api_venues"),
    path("api/v1/venues/<slug:slug>/", open_listings.OneVenue.as_view(), name="api_venue"),
    path("api/v1/agreements/", open_ledger.Agreements.as_view(), name="api_agreements"),
    path(
        "api/v1/agreements/<slug:number>/",
        open_ledger.OneAgreement.as_view(),
        name="api_agreement",
    ),
    path("api/v1/statements/", open_ledger.Statements.as_view(), name="api_statements"),
    path(
        "api/v1/statements/<path:number>/",
        open_ledger.OneStatement.as_view(),
        name="api_statement",
    ),
]
