"""Settings of the libraries behind /api/v1/ and its schema. Values only."""

from __future__ import annotations

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    # What is open is open to everybody: no session, no token, nothing that is sent.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "foundation.api.paging.KeyPages",
    "DEFAULT_SCHEMA_CLASS": "foundation.api.schema.Described",
    "EXCEPTION_HANDLER": "gaoqiao.portal.errors.of_open_data",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR: dict[str, Any] = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "Open data of the portal",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": r"(/en)?/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    "PREPROCESSING_HOOKS": ["foundation.api.schema.only_open_data"],
    "ENUM_NAME_OVERRIDES": {  # closed lists whose fields have the same name elsewhere
        "NeedState": "residents.stages.NeedState",
        "StepKind": "residents.stages.StepKind",
        "PlaceKind": "residents.models.place.Place.Kind",
        "OrganizationKind": "residents.models.organization.Organization.Kind",
        "BodyKind": "committees.kinds.BodyKind",
        "MeetingKind": "committees.kinds.MeetingKind",
        "MeetingState": "committees.kinds.MeetingState",
        "MinutesForm": "committees.kinds.MinutesForm",
        "OutcomeKind": "committees.models.minutes.Resolution.Kind",
        "OutcomeState": "committees.kinds.OutcomeState",
        "ListingState": "services.kinds.State",
        "ListingKind": "services.kinds.Kind",
        "AgreementForm": "services.terms.Form",
        "AgreementState": "services.terms.AgreementState",
        "WorkshopKind": "workshops.kinds.Kind",
        "OpeningState": "workshops.kinds.OpeningState",
    },
    "COMPONENT_NO_READ_ONLY_REQUIRED": False,
}
