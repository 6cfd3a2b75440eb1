"""The addresses of this room."""

from django.urls import path

from services import exports
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
]
