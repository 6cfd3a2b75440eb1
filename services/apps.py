from collections.abc import Iterable

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from foundation.record import guards
from foundation.record.apart import keep_apart
from foundation.record.verbs import name_verbs
from foundation.seals import chains
from foundation.search.doc import Doc, register
from residents.kept_by import ask_before_ending
from services import ledger_rules as rules
from services.verbs import GROUPS, NAMES, VERBS

STATEMENTS = chains.Chain(
    "statements", _("statements"), "services.queries.sealed.SOURCE", letter="s"
)


def published() -> Iterable[Doc]:
    """Every listing that may be found; loaded when `reindex` asks."""
    return import_string("services.queries.published.docs")()


def published_agreements() -> Iterable[Doc]:
    """Every agreement that may be found; loaded when `reindex` asks."""
    return import_string("services.queries.published.agreement_docs")()


class ServicesConfig(AppConfig):
    name = "services"
    verbose_name = _("Services")

    def ready(self) -> None:
        register("listing", published)
        register("agreement", published_agreements)
        chains.register(STATEMENTS)
        name_verbs(VERBS, GROUPS, NAMES)
        for sort in ("organization", "venue", "place"):
            ask_before_ending(f"residents.{sort}", "services.queries.kept.what_needs")
        keep_the_ledger()


def keep_the_ledger() -> None:
    """Have the database keep what space for service promises: an agreement that began says what it
    said or what its last amendment says, periods of one line do not meet, the rent of a venue is
    waived once at a time, ledgers are only added to, a frozen quarter takes nothing more, and no
    delivery falls below zero."""
    keep_agreements()
    for added in ("approval", "reductionanswer", "investment"):
        guards.register(f"services_{added}")
    guards.register(
        "services_delivery",
        inserts=f"{rules.frozen(rules.OF_DELIVERY)} OR {rules.CORRECTED_BELOW_ZERO}",
        lock=rules.lock(rules.OF_DELIVERY),
    )
    guards.register(
        "services_reduction",
        inserts=f"{rules.frozen(rules.OF_REDUCTION)} OR {rules.REDUCED_BELOW_ZERO}",
        lock=rules.lock(rules.OF_REDUCTION),
    )
    guards.register(
        "services_reductionlift",
        inserts=rules.frozen(rules.OF_LIFT),
        lock=rules.lock(rules.OF_LIFT),
    )
    guards.register(
        "services_statement", lock=rules.lock("{row}.agreement_id"), free=rules.AFTERWARDS
    )


def keep_agreements() -> None:
    """What an agreement that began says, and how it is amended."""
    shorter = (("until",), rules.EARLIER)
    guards.register(
        "services_agreement",
        when="{row}.state <> 'draft'",
        inserts=f"{rules.AGREEMENT_RENTS_TWICE} OR {rules.TOO_LONG}",
        lock=rules.VENUES_OF_AGREEMENT,
        free=rules.ENDING,
        follows=(rules.AMENDED, rules.LAST_AMENDED),
    )
    guards.register(
        "services_amendment",
        inserts=rules.STRAY_AMENDMENT,
        lock=rules.lock("{row}.agreement_id"),
    )
    guards.register("services_amendmentpaper", inserts=rules.STRAY_PAPER)
    guards.register(
        "services_grant",
        when=rules.BEGUN,
        inserts=rules.GRANT_RENTS_TWICE,
        lock=rules.VENUE_OF_GRANT,
        follows=shorter,
    )
    guards.register("services_obligation", when=rules.BEGUN, follows=shorter)
    for part in ("grant", "obligation"):
        keep_apart(f"services_{part}", "agreement_id", "line", days=True)
