"""Bodies: entering and changing them, and their terms."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.access.bodies import may_keep_body
from committees.kinds import Area, BodyKind
from committees.models import Body, Term
from committees.queries.found import body_doc
from committees.rules import PRESET_OF_KIND, presets
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised
from foundation.search import actions as search
from residents.models import Organization

CHANGEABLE = {
    "led_by",
    "answers_to",
    "approved_by",
    "member_count",
    "representatives",
    "women_representatives",
    "secretary_public",
    "decides",
    "preset",
    "reference_share",
}


@action("body.create")
def create_body(
    *,
    by: Actor,
    organization: Organization,
    kind: str,
    area: str = "",
    preset: str | None = None,
    **details: Any,
) -> Body:
    """Say that an organisation is a body: what it is, by which rule it meets (`preset`, that of
    its kind if None), whom it answers to; `details` are other fields of it."""
    path = organization.place.path
    require(may_keep_body(by, path), _("Only who keeps the town may enter bodies."))
    if kind not in BodyKind.values:
        raise Refused(_("Choose what kind of body it is."), "kind")
    if (kind == BodyKind.FUNCTIONAL_BRANCH) != (area in Area.values):
        raise Refused(_("A functional branch has one of the five areas, others have none."), "area")
    if organization.kind != Organization.Kind.BODY:
        raise Refused(_("This organisation is not entered as a body."), "organization")
    values = checked(
        {**details, "preset": PRESET_OF_KIND.get(kind, "") if preset is None else preset}
    )
    body = _created(organization=organization, kind=kind, area=area, **values)
    search.put_doc(body_doc(body))
    record.note(by, "body.created", body, values={"kind": kind, "area": area})
    return body


def checked(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a body that may be set, with a known preset and a share of a hundred."""
    if unknown := set(values) - CHANGEABLE:
        raise TypeError(f"a body has no {sorted(unknown)} to set")
    if values.get("preset") and values["preset"] not in presets():
        raise Refused(_("There is no such rule."), "preset")
    women, elected = values.get("women_representatives"), values.get("representatives")
    if women is not None and (elected is None or women > elected):
        words = _("Among the representatives there cannot be more women than representatives.")
        raise Refused(words, "women_representatives")
    share = values.get("reference_share")
    if share is not None and not 0 <= share <= 100:
        raise Refused(_("A share is between 0 and 100."), "reference_share")
    return values


def _created(**values: Any) -> Body:
    try:
        with transaction.atomic():
            return Body.objects.create(**values)
    except IntegrityError:
        raise Refused(_("This organisation is a body already."), "organization") from None


@action("body.change")
def change_body(*, by: Actor, body: Body, revision: int, **details: Any) -> Body:
    """Change what is said of a body (not its kind). Raises `Stale` where somebody else did."""
    require(may_keep_body(by, body.record_path), _("Only who keeps the town may change bodies."))
    update_revised(body, expected=revision, **checked(details))
    search.put_doc(body_doc(body))
    record.note(by, "body.changed", body, fields=list(details))
    return body


@action("body.open_term")
def open_term(*, by: Actor, body: Body, since: date, until: date) -> Term:
    """Begin a term of office over `[since, until)` that meets no other one."""
    require(may_keep_body(by, body.record_path), _("Only who keeps the town may change bodies."))
    if until <= since:
        raise Refused(_("It would end before it begins."), "until")
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    if body.terms.filter(since__lt=until, until__gt=since).exists():
        raise Refused(_("Another term of this body lies in this time."), "since")
    term = Term.objects.create(body=body, since=since, until=until)
    record.note(by, "body.term_opened", body, values={"since": since, "until": until})
    return term
