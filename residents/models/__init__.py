"""The nouns of this room."""

from residents.models.need import (
    HandOffCount,
    Need,
    NeedCategory,
    NeedPhoto,
    NeedReference,
)
from residents.models.notice import Notice
from residents.models.offer import Offer
from residents.models.organization import Organization, Venue
from residents.models.person import Holding, Person, Post, Residence
from residents.models.place import Cluster, ClusterMembership, Place, Population
from residents.models.thread import NeedGrant, NeedStep, Referral, Tabling
from residents.models.valuation import Valuation
from residents.models.voice import Rating, Support

__all__ = [
    "Cluster",
    "ClusterMembership",
    "HandOffCount",
    "Holding",
    "Need",
    "NeedCategory",
    "NeedGrant",
    "NeedPhoto",
    "NeedReference",
    "NeedStep",
    "Notice",
    "Offer",
    "Organization",
    "Person",
    "Place",
    "Population",
    "Post",
    "Rating",
    "Referral",
    "Residence",
    "Support",
    "Tabling",
    "Valuation",
    "Venue",
]
