"""The addresses of this room."""

from django.urls import path

from services import exports
from services.views import ledger, listings

app_name = "services"
urlpatterns = [
    path("services/", listings.listing_list, name="listing_list"),
    path("services/<slug:slug>/", listings.listing, name="listing"),
    path("services/<slug:slug>/poster/", listings.poster, name="listing_poster"),
    # The public ledger of space for service
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/statements/<path:number>/", ledger.statement, name="statement"),
    path("ledger/<slug:number>.csv", exports.agreement_csv, name="agreement_csv"),
    path("ledger/<slug:number>/", ledger.agreement, name="agreement"),
]
