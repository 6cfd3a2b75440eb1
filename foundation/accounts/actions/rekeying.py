"""Second factors under the newest key: allauth keeps them in JSON, where `rekey` does not look."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from foundation.accounts.labels import FACTOR_LABEL
from foundation.crypto.actions import Rekeyed
from foundation.crypto.keys import SEPARATOR, Unreadable, key_of, newest_key, seal, unseal


def rekey_factors() -> Rekeyed:
    """Seal every stored secret anew; one transaction a factor, harmless to repeat."""
    sealed = unreadable = 0
    for key in Authenticator.objects.order_by("pk").values_list("pk", flat=True).iterator():
        with transaction.atomic():
            factor = Authenticator.objects.select_for_update().get(pk=key)
            try:
                data, changed = renewed(factor.data)
            except Unreadable:
                unreadable += 1
                continue
            if changed:
                factor.data = data
                factor.save(update_fields=["data"])
                sealed += changed
    return Rekeyed(FACTOR_LABEL, sealed, unreadable)


def renewed(data: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """The data with its sealed values under the newest key, and how many were changed."""
    changed = 0
    fresh: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, str) and SEPARATOR in value and key_of(value) != newest_key():
            value = seal(unseal(value, FACTOR_LABEL), FACTOR_LABEL)
            changed += 1
        fresh[name] = value
    return fresh, changed
