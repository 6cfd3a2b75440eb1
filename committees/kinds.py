"""The kinds of body, seat, meeting and paper, and what each kind means. Values only."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyKind(TextChoices):
    """What a body is; its rights in law follow from its charter's preset, not from here."""

    PARTY_COMMITTEE = "party_committee", _("Party committee")
    PARTY_BRANCH = "party_branch", _("Party branch")
    FUNCTIONAL_BRANCH = "functional_branch", _("Functional Party branch")
    COMMITTEE = "committee", _("Co-governance committee")
    VILLAGE_COMMITTEE = "village_committee", _("Villagers' committee")
    RESIDENTS_COMMITTEE = "residents_committee", _("Residents' committee")
    VILLAGE_ASSEMBLY = "village_assembly", _("Villagers' assembly")
    VILLAGE_REPRESENTATIVES = "village_representatives", _("Villagers' representatives")
    RESIDENTS_ASSEMBLY = "residents_assembly", _("Residents' assembly")
    RESIDENTS_REPRESENTATIVES = "residents_representatives", _("Residents' representatives")
    COLLECTIVE = "collective", _("Collective-economy organisation")
    OWNERS = "owners", _("Owners' assembly")
    SUPERVISION = "supervision", _("Supervision committee")


# Party bodies publish name, area, approving organisation and a number: never who is a member.
PARTY_KINDS = (BodyKind.PARTY_COMMITTEE, BodyKind.PARTY_BRANCH, BodyKind.FUNCTIONAL_BRANCH)
# What these bodies agree binds nobody until the competent body decides it.
CONSULTATIVE_KINDS = (BodyKind.COMMITTEE, BodyKind.FUNCTIONAL_BRANCH)


class Area(TextChoices):
    """The five areas of functional branches."""

    APARTMENTS = "apartments", _("Apartment buildings")
    ENTERPRISES = "enterprises", _("Enterprises")
    SHOPS = "shops", _("Shops")
    ROADS = "roads", _("Roads")
    HAMLETS = "hamlets", _("Natural villages")


class SeatRole(TextChoices):
    """What somebody does on a body."""

    CHAIR = "chair", pgettext_lazy("of a body", "Chair")
    SECRETARY = "secretary", pgettext_lazy("of a body", "Secretary")
    MEMBER = "member", pgettext_lazy("of a body", "Member")


class SeatGroup(TextChoices):
    """Whom a seat speaks for. All but the Party organisation are social groups."""

    PARTY = "party", _("Party organisation")
    ENTERPRISE = "enterprise", _("Enterprises")
    SHOP = "shop", _("Shops")
    LANDLORD = "landlord", _("Landlords")
    TENANT = "tenant", _("Tenants")
    VILLAGER = "villager", _("Villagers")


SOCIAL_GROUPS = tuple(group for group in SeatGroup if group != SeatGroup.PARTY)


class MeetingKind(TextChoices):
    """How people meet."""

    REGULAR = "regular", _("Meeting")
    ASSEMBLY = "assembly", _("Assembly")
    OPEN_SPACE = "open_space", _("Open-space meeting")


class MeetingState(TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", pgettext_lazy("state of a meeting", "Planned")
    HELD = "held", pgettext_lazy("state of a meeting", "Held")
    CANCELLED = "cancelled", pgettext_lazy("state of a meeting", "Cancelled")


class AttendanceKind(TextChoices):
    """How somebody took part."""

    PRESENT = "present", _("Present")
    ONLINE = "online", _("Online")
    PROXY = "proxy", _("By proxy")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent")


TAKING_PART = (AttendanceKind.PRESENT, AttendanceKind.ONLINE, AttendanceKind.PROXY)


class ItemResult(TextChoices):
    """What became of an item of the agenda."""

    OPEN = "open", pgettext_lazy("result of an item", "Not yet discussed")
    PASSED = "passed", pgettext_lazy("result of an item", "Passed")
    NOT_PASSED = "not_passed", pgettext_lazy("result of an item", "Not passed")
    POSTPONED = "postponed", pgettext_lazy("result of an item", "Put off")
    NOTED = "noted", pgettext_lazy("result of an item", "Noted")


class MinutesState(TextChoices):
    """Where minutes stand; published ones are read-only in the database."""

    DRAFT = "draft", pgettext_lazy("state of minutes", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("state of minutes", "Submitted")
    APPROVED = "approved", pgettext_lazy("state of minutes", "Approved")
    PUBLISHED = "published", pgettext_lazy("state of minutes", "Published")


class MinutesForm(TextChoices):
    """How much was written."""

    SHORT = "short", _("Short form")
    FULL = "full", _("Full form")


class OutcomeState(TextChoices):
    """Where an agreed outcome or a resolution stands."""

    OPEN = "open", pgettext_lazy("state of an outcome", "Being carried out")
    DONE = "done", pgettext_lazy("state of an outcome", "Carried out")
    DROPPED = "dropped", pgettext_lazy("state of an outcome", "Not carried out, with the reason")
