"""The first people of a town: let in at the machine, since nobody is there to invite them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.site.actions import mark
from foundation.site.models import InstallationKind
from residents.access.operators import is_operator
from residents.actions.holdings import give_post
from residents.actions.invitations import invite_person
from residents.actions.people import create_person
from residents.models import Person, Place
from residents.queries.towns import holder_of, town_posts

FIRST_ROLES = ("town_clerk", "security_admin", "system_admin", "audit_admin", "supervisor")


@action("towns.let_in_first")
def let_in_first(*, by: Actor, town: Place, role: str, name: str) -> str:
    """Put the first holder into a post of the town, and return the token of the way in.

    From then on the database is real. Called again before the link was used, it makes a new one.
    Raises `Refused` for a post whose holder has an account, and on a database with the demo.
    """
    require(is_operator(by), _("Only a command at the machine may set up a town."))
    post = town_posts(town).get((role, ""))
    if role not in FIRST_ROLES or post is None:
        roles = ", ".join(FIRST_ROLES)
        raise Refused(_("Choose one of these roles: %(roles)s") % {"roles": roles}, "role")
    mark(by=by, kind=InstallationKind.REAL)
    person: Person | None = holder_of(post)
    if person is None:
        person = create_person(by=by, name=name)
        give_post(by=by, person=person, post=post)
    elif person.user_id:
        raise Refused(_("Somebody with an account holds this post and can invite the others."))
    return invite_person(by=by, person=person)
