"""The buttons of an agreement's page: what each asks for and which action it calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import Move
from residents.admin.keeping import revises
from residents.admin.moves import calls
from residents.forms.moves import MoveForm
from services.access.agreements import may_keep_agreement
from services.actions import agreements, amendments, approvals, grants, investments, statements
from services.forms import agreements as forms
from services.forms import terms
from services.models import Agreement, Statement
from services.queries.statements import quarters_to_freeze
from services.queries.terms import open_rows
from services.terms import AgreementState

DRAFT, RUNNING, ENDED = AgreementState.DRAFT, AgreementState.RUNNING, AgreementState.ENDED
Offered = Callable[[Any, Agreement], bool]


def keeps(*states: AgreementState, where: Callable[[Agreement], bool] = bool) -> Offered:
    """Offered to who keeps the agreement, while it is in one of the states and `where` holds."""
    return lambda user, agreement: (
        agreement.state in states and may_keep_agreement(user, agreement) and where(agreement)
    )


def amends(action: Callable[..., Any], name: str) -> Callable[..., Any]:
    """An amendment of the row that was chosen: what was left empty stays as it was."""

    def act(by: Any, _agreement: Agreement, data: dict[str, Any]) -> Any:
        said = {key: value for key, value in data.items() if value not in (None, "")}
        said.pop("revision", None)
        return action(by=by, **{name: said.pop(name)}, **said)

    return act


def strike(by: Any, _agreement: Agreement, data: dict[str, Any]) -> Any:
    """The paper that was chosen is struck out."""
    return approvals.strike_approval(by=by, approval=data["approval"], why=data["why"])


def drop(by: Any, _agreement: Agreement, data: dict[str, Any]) -> None:
    """The line that was chosen is taken out."""
    grants.drop_line(by=by, row=data["line"])


def correct_sum(by: Any, _agreement: Agreement, data: dict[str, Any]) -> Any:
    """The sum that was chosen was really another."""
    return investments.correct_investment(
        by=by,
        investment=data["investment"],
        amount_yuan=data["amount_yuan"],
        evidence=data["evidence"],
    )


def to_close(agreement: Agreement) -> bool:
    """Whether a quarter is over and not closed."""
    return bool(quarters_to_freeze(agreement, timezone.localdate()))


def close_quarter(by: Any, agreement: Agreement, data: dict[str, Any]) -> Statement:
    """The earliest quarter that is over and not closed."""
    first = quarters_to_freeze(agreement, timezone.localdate())[0]
    return statements.freeze_statement(by=by, agreement=agreement, since=first.since)


# fmt: off
AGREEMENT_MOVES = (
    Move("start", _("Let it begin"), MoveForm, revises(agreements.start_agreement, "agreement"),
         keeps(DRAFT), primary=True,
         words=_("From now on everybody sees it in the ledger, and what it says stands.")),
    Move("grant", _("Add what is given"), terms.GrantForm,
         calls(grants.add_grant, "agreement"), keeps(DRAFT, RUNNING)),
    Move("obligation", _("Add what is promised"), terms.ObligationForm,
         calls(grants.add_obligation, "agreement"), keeps(DRAFT, RUNNING)),
    Move("approval", _("Add a paper"), forms.ApprovalForm,
         calls(approvals.add_approval, "agreement"), keeps(DRAFT, RUNNING)),
    Move("freeze", _("Close the last quarter now"), MoveForm, close_quarter,
         keeps(RUNNING, ENDED, where=to_close), opens=True,
         words=_("Its figures stand from now on. The partner sees them at once and can answer;"
                 " after seven days they become public.")),
    Move("change", _("Change"), forms.AgreementForm,
         revises(agreements.change_agreement, "agreement"), keeps(DRAFT)),
    Move("amend-grant", _("Amend what is given"), terms.AmendGrantForm,
         amends(grants.amend_grant, "grant"),
         keeps(DRAFT, RUNNING, where=lambda row: open_rows(row.grants.all()).exists()),
         words=_("The terms that held stay on file up to the day before.")),
    Move("amend-obligation", _("Amend what is promised"), terms.AmendObligationForm,
         amends(grants.amend_obligation, "obligation"),
         keeps(DRAFT, RUNNING, where=lambda row: open_rows(row.obligations.all()).exists()),
         words=_("The terms that held stay on file up to the day before.")),
    Move("amend", _("Amend its end or its floor"), forms.AmendForm,
         revises(amendments.amend_agreement, "agreement"), keeps(RUNNING),
         words=_("Closed quarters stay as they are. The partner is told, and everybody sees what"
                 " was changed, when and why.")),
    Move("drop", _("Take a line out"), terms.DropForm, drop,
         keeps(DRAFT, where=lambda row: row.grants.exists() or row.obligations.exists()),
         danger=True),
    Move("strike", _("Strike a paper out"), forms.StrikeForm, strike,
         keeps(DRAFT, RUNNING, where=lambda row: row.approvals.exists()),
         danger=True, words=_("It stays in the list, struck out, with the reason.")),
    Move("invest", _("Record money put in"), forms.InvestForm,
         calls(investments.record_investment, "agreement"), keeps(RUNNING, ENDED)),
    Move("correct-sum", _("Correct a sum put in"), forms.CorrectInvestmentForm, correct_sum,
         keeps(RUNNING, ENDED, where=lambda row: row.investments.exists())),
    Move("end", _("End it"), forms.EndForm, revises(agreements.end_agreement, "agreement"),
         keeps(RUNNING), danger=True,
         words=_("What was given and promised ends with it. The page stays.")),
    Move("withdraw", _("Give it up"), MoveForm,
         revises(agreements.withdraw_agreement, "agreement"), keeps(DRAFT),
         danger=True, words=_("The draft is kept, and nobody but staff sees it.")),
)
# fmt: on
