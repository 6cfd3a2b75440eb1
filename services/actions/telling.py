"""Word to the clerks of a place when the people who run a service change what residents read, and
to the people of a partner when their agreement is amended."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foundation.actor import Actor
from residents.actions.notices import tell_people, tell_users
from residents.bilingual import local
from residents.word import Word, in_both
from services.access.agreements import loggers_of
from services.access.listings import keepers_of, may_keep_at
from services.addresses import agreement_address, listing_address
from services.ledger_words import amended_words
from services.models import Amendment, Listing


def tell_keepers(
    listing: Listing, what: str, *, by: Actor, now: datetime | None, **more: date
) -> None:
    """Tell who keeps the services there that its own people have changed something (`what`, with a
    `day` where it is of one); nobody where the clerks did it themselves."""
    if may_keep_at(by, listing.place):
        return
    moment = now or timezone.now()
    about = f"listing:{listing.pk}"
    word = Word(
        key=f"{about}:{listing.revision}",
        about=about,
        number=listing.slug,
        place=listing.place,
        address=listing_address(listing.slug),
        **in_both(lambda: change_words(listing, what, **more)),
    )
    tell_users(word, keepers_of(listing.place, moment), by=by, now=moment)


def change_words(listing: Listing, what: str, **more: date) -> str:
    """What was changed."""
    words = {
        "hours": _("%(service)s: the people who run it changed its opening hours."),
        "day": _("%(service)s: the people who run it changed the hours of %(day)s."),
        "telephone": _("%(service)s: the people who run it changed its telephone number."),
    }[what]
    told = {key: date_format(value, "DATE_FORMAT") for key, value in more.items()}
    return words % {"service": local(listing), **told}


def tell_partner(amendment: Amendment, *, by: Actor, now: datetime) -> None:
    """Tell the people of the partner what was agreed anew; on the telephone, why, too."""
    agreement = amendment.agreement
    word = Word(
        key=f"amendment:{amendment.pk}",
        about=f"agreement:{agreement.pk}",
        number=agreement.number,
        place=agreement.place,
        sentence=amendment.reason,
        address=agreement_address(agreement.number),
        **in_both(lambda: amendment_words(amendment)),
    )
    tell_people(word, loggers_of(agreement.partner, now), by=by, now=now)


def amendment_words(amendment: Amendment) -> str:
    """What was agreed anew."""
    changes = _("; ").join(amended_words(amendment))
    number = amendment.agreement.number
    return _("Agreement %(number)s was amended. %(changes)s.") % {
        "number": number,
        "changes": changes,
    }
