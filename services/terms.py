"""The closed lists of space for service (场地换服务), with their words."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Form(TextChoices):
    """What is given in exchange for services."""

    SPACE = "space", _("Space for service")
    RESOURCE = "resource", _("Resource for service")


class AgreementState(TextChoices):
    """Where an agreement stands; a running one is public from then on."""

    DRAFT = "draft", pgettext_lazy("state of an agreement", "Being prepared")
    RUNNING = "running", pgettext_lazy("state of an agreement", "Running")
    ENDED = "ended", pgettext_lazy("state of an agreement", "Ended")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an agreement", "Withdrawn before it began")


PUBLIC_STATES = (AgreementState.RUNNING, AgreementState.ENDED)


class ApprovalKind(TextChoices):
    """What allows a venue or a resource to be given away; `services.approvals` says which must."""

    DECISION = "decision", pgettext_lazy("approval", "Decision")
    LETTING_EXEMPTION = "letting", pgettext_lazy("approval", "How it was let, or why not by tender")
    APPROVAL = "approval", pgettext_lazy("approval", "Approval of the owner's authority")
    CONTRACT = "contract", pgettext_lazy("approval", "Contract")
    PUBLICITY = "publicity", pgettext_lazy("approval", "Public notice")


class What(TextChoices):
    """What a partner is spared paying for."""

    RENT = "rent", pgettext_lazy("granted", "Rent")
    UTILITIES = "utilities", pgettext_lazy("granted", "Water and electricity")
    PUBLICITY = "publicity", pgettext_lazy("granted", "Publicity")
    EQUIPMENT = "equipment", pgettext_lazy("granted", "Equipment")
    OTHER = "other", pgettext_lazy("granted", "Other")


class Per(TextChoices):
    """For how long a quantity is promised."""

    DAY = "day", pgettext_lazy("per", "day")
    WEEK = "week", pgettext_lazy("per", "week")
    MONTH = "month", pgettext_lazy("per", "month")
    QUARTER = "quarter", pgettext_lazy("per", "quarter")


class DeliveryKind(TextChoices):
    """A delivery, or a counter-entry to one."""

    ENTRY = "entry", pgettext_lazy("row of a ledger", "Delivered")
    UNDO = "undo", pgettext_lazy("row of a ledger", "Taken back")
    CORRECTION = "correction", pgettext_lazy("row of a ledger", "Corrected")


class Verdict(TextChoices):
    """What a statement says of the ratio; the floor is the agreement's."""

    NOTHING_WAIVED = "nothing", _("Nothing was waived, so there is no ratio")
    NO_FLOOR = "no_floor", _("The agreement states no floor")
    MET = "met", _("The floor is reached")
    BELOW = "below", _("Below the floor")
