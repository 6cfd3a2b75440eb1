"""What the site is and says. The calling action has asked whether the actor may."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused
from foundation.site.models import Installation, InstallationKind, SiteText


@action("installation.settle")
def settle_installation(*, by: Actor, kind: InstallationKind, town_code: str = "") -> Installation:
    """Say what this database is. What is real never becomes a demo, nor a demo real."""
    installation = Installation.objects.select_for_update().first()
    old = installation.kind if installation else None
    if old not in (None, InstallationKind.EMPTY, kind):
        raise Refused(_("What is real never becomes a demo, nor a demo real."))
    installation = installation or Installation()
    installation.kind = kind
    installation.town_code = town_code or installation.town_code
    installation.save()
    if old != kind:
        record.note(by, "installation.settled", installation, values={"kind": kind})
    return installation


@action("site.write_text")
def write_text(*, by: Actor, key: str, language: str, text: str) -> SiteText:
    """Write a text of the site in one language, in place of what stood there."""
    row, _made = SiteText.objects.update_or_create(
        key=key, language=language, defaults={"text": text}
    )
    record.note(by, "site_text.written", row, fields=["text"])
    return row
