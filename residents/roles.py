"""Who may do what: every role with its rights, for an official to read and confirm.

A right comes only from an open holding of a post with the role, within the post's place,
organisation or cluster. There is no superuser.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Right(StrEnum):
    """One thing that a role may do; the comment is what it means to a citizen."""

    ENTER_DESK = "enter_desk"  # open the chair's desk
    ENTER_ADMIN = "enter_admin"  # open the staff pages
    READ_NEEDS = "read_needs"  # read the raw words and photos of needs in the jurisdiction
    SORT_NEEDS = "sort_needs"  # accept, word for the public, assign, table, merge, refuse
    ANSWER_REFERRALS = "answer_referrals"  # answer what is sent to the own department
    ANSWER_NEEDS = "answer_needs"  # answer and close needs of the own post
    RAISE_FOR_OTHERS = "raise_for_others"  # enter a need for somebody at the window
    CALL_PEOPLE = "call_people"  # work the call list
    UNMASK = "unmask"  # see a full phone number, with a reason, each look recorded
    KEEP_TOWN = "keep_town"  # places, organisations, posts, categories, the site's texts
    GIVE_POSTS = "give_posts"  # put people into posts, end holdings, invite
    CONVENE = "convene"  # call meetings of the body, put needs on the agenda, keep its seats
    FILE_MINUTES = "file_minutes"  # write and submit minutes of the body
    APPROVE_MINUTES = "approve_minutes"  # approve and publish minutes in the jurisdiction
    SIT = "sit"  # see the papers of the body one sits on
    KEEP_LISTINGS = "keep_listings"  # services and their hours, what organisations offer
    REPORT_WORK = "report_work"  # a host's months, openings and applications, for the own one
    KEEP_WORKSHOPS = "keep_workshops"  # workshops and their openings; sign what hosts report
    KEEP_AGREEMENTS = "keep_agreements"  # space for service: agreements, reductions, statements
    KEEP_OWN_HOURS = "keep_own_hours"  # hours and telephone of the own organisation's services
    LOG_DELIVERIES = "log_deliveries"  # enter what the own organisation delivered, answer for it
    KEEP_REPORTS = "keep_reports"  # have reports of the place made, and publish them
    READ_ALL = "read_all"  # read everything in the place, change nothing
    READ_RECORD = "read_record"  # read the record
    KEEP_ACCOUNTS = "keep_accounts"  # suspend, revive and close accounts, reset second factors
    KEEP_SYSTEM = "keep_system"  # see jobs and the state of the installation


class Scope(StrEnum):
    """What a post of the role belongs to."""

    PLACE = "place"
    ORGANIZATION = "organization"


@dataclass(frozen=True)
class Role:
    """A role: its key, its name on pages, where its posts belong, what it may do."""

    key: str
    name: str | Promise
    scope: Scope
    rights: frozenset[Right]
    staff: bool = False  # must add a second factor


def _role(key: str, name: str | Promise, scope: Scope, *rights: Right, staff: bool = False) -> Role:
    return Role(key, name, scope, frozenset(rights), staff)


NEED_WORK = (Right.READ_NEEDS, Right.SORT_NEEDS, Right.ANSWER_NEEDS)
WINDOW = (Right.ENTER_ADMIN, Right.RAISE_FOR_OTHERS, Right.CALL_PEOPLE, Right.UNMASK)

# fmt: off
ROLES = {
    role.key: role
    for role in (
        _role(
            "grid_worker", _("Grid worker"), Scope.PLACE,
            Right.ENTER_DESK, Right.READ_NEEDS, Right.ANSWER_NEEDS, Right.RAISE_FOR_OTHERS,
        ),
        _role(
            "village_clerk", _("Village clerk"), Scope.PLACE,
            *NEED_WORK, *WINDOW, Right.KEEP_LISTINGS, Right.KEEP_AGREEMENTS,
            Right.KEEP_WORKSHOPS, Right.KEEP_REPORTS, staff=True,
        ),
        _role(
            "town_clerk", _("Town clerk"), Scope.PLACE,
            *NEED_WORK, *WINDOW, Right.KEEP_TOWN, Right.GIVE_POSTS, Right.KEEP_LISTINGS,
            Right.KEEP_AGREEMENTS, Right.KEEP_WORKSHOPS, Right.APPROVE_MINUTES,
            Right.KEEP_REPORTS, staff=True,
        ),
        _role(
            "office", pgettext_lazy("a department", "Office"), Scope.PLACE,
            Right.ENTER_ADMIN, Right.ANSWER_NEEDS, staff=True,
        ),
        _role(
            "department", _("Department officer"), Scope.ORGANIZATION,
            Right.ENTER_ADMIN, Right.ANSWER_REFERRALS, staff=True,
        ),
        _role(
            "chair", pgettext_lazy("of a body", "Chair"), Scope.ORGANIZATION,
            Right.ENTER_DESK, Right.CONVENE, Right.FILE_MINUTES, Right.SIT, Right.ANSWER_NEEDS,
        ),
        _role(
            "secretary", pgettext_lazy("of a body", "Secretary"), Scope.ORGANIZATION,
            Right.ENTER_DESK, Right.FILE_MINUTES, Right.SIT,
        ),
        _role("member", pgettext_lazy("of a body", "Member"), Scope.ORGANIZATION, Right.SIT),
        _role(
            "partner", _("Partner operator"), Scope.ORGANIZATION,
            Right.LOG_DELIVERIES, Right.KEEP_OWN_HOURS, Right.REPORT_WORK,
        ),
        _role(
            "supervisor", _("Supervisor"), Scope.PLACE,
            Right.ENTER_ADMIN, Right.READ_ALL, Right.READ_RECORD, Right.UNMASK, staff=True,
        ),
        _role(
            "system_admin", _("System administrator"), Scope.PLACE,
            Right.ENTER_ADMIN, Right.KEEP_SYSTEM, staff=True,
        ),
        _role(
            "security_admin", _("Security administrator"), Scope.PLACE,
            Right.ENTER_ADMIN, Right.KEEP_ACCOUNTS, staff=True,
        ),
        _role(
            "audit_admin", _("Audit administrator"), Scope.PLACE,
            Right.ENTER_ADMIN, Right.READ_RECORD, staff=True,
        ),
    )
}
# fmt: on


def roles_with(right: Right) -> list[str]:
    """The keys of the roles that carry a right."""
    return [role.key for role in ROLES.values() if right in role.rights]
