"""What the pages of the ledger say of quarters, agreements and terms: words, no figures anew."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format

from committees.addresses import outcome_address
from foundation.site.sums import money
from residents.bilingual import local_address, named, words
from services import ledger_words as said
from services.queries import sealed
from services.queries.agreement_list import Row, Summary, frozen
from services.queries.quarter_words import (
    floor_words,
    floors_words,
    points,
    shown,
    shown_quarters,
)
from services.terms import AgreementState


def shown_row(row: Row) -> dict[str, Any]:
    """What every page says of an agreement."""
    agreement = row.agreement
    return {
        "agreement": agreement,
        "title": named(agreement, "title"),
        "partner": named(agreement.partner),
        "place": named(agreement.place),
        "over": agreement.state == AgreementState.ENDED,
        "span": said.span_words(agreement.since, agreement.over_on),
        "floor_words": floor_words(agreement.floor_percent),
        "floors_words": floors_words(row.shown),
        "quarters": shown_quarters(row.shown, row.waiting),
        "points": points(row.shown, row.waiting),
        "closed": shown(row.closed) if row.closed else None,
    }


def shown_summary(summary: Summary | None) -> dict[str, Any] | None:
    """The ledger on the front page."""
    if summary is None:
        return None
    return {"number": summary.number, **shown(summary.running)}


def shown_statement(statement: Any) -> dict[str, Any]:
    """The statement of a quarter as its paper shows it."""
    agreement = statement.agreement
    return shown(frozen(statement)) | {
        "statement": statement,
        "code": sealed.code(statement),
        "agreement": agreement,
        "title": named(agreement, "title"),
        "partner": named(agreement.partner),
        "place": named(agreement.place),
        "lines": shown_lines(statement.lines),
    }


def shown_grant(grant: Any) -> dict[str, Any]:
    """What is granted, in words."""
    return {
        "row": grant,
        "what": said.what_words(grant.what, grant.words),
        "venue": named(grant.venue),
        "market": said.yuan(grant.market_monthly),
        "charged": said.yuan(grant.charged_monthly),
        "span": said.span_words(grant.since, grant.until),
        "valuer": named(grant.valuation.organization) or words(grant.valuation.valuer)
        if grant.valuation
        else "",
    }


def shown_obligation(row: Any) -> dict[str, Any]:
    """What is promised, in words."""
    return {
        "row": row,
        "name": named(row),
        "promised": said.promised_words(row),
        "unit_value": said.yuan(row.unit_value),
        "span": said.span_words(row.since, row.until),
    }


def shown_exchange(row: Any) -> dict[str, Any]:
    """Under which agreement a service is given, and how much of it."""
    return {
        "number": row.agreement.number,
        "title": named(row.agreement, "title"),
        "promised": words(said.promised_words(row)),
    }


def shown_approval(paper: Any) -> dict[str, Any]:
    """A paper that allows the agreement, and why it was struck out if it was."""
    decided = paper.resolution if paper.readable else None
    return {
        "kind": paper.get_kind_display(),
        "number": paper.number,
        "day": paper.day,
        "by": named(paper.by_organization) or words(paper.by_words),
        "notice": said.span_words(paper.notice_since, paper.notice_until)
        if paper.notice_since
        else "",
        "resolution": decided.text if decided else "",
        "address": local_address(outcome_address(decided)) if decided else "",
        "words": paper.words,
        "struck": paper.struck_by.words if hasattr(paper, "struck_by") else "",
    }


def shown_amendments(
    amendments: list[Any], papers: list[Any], agreement: Any
) -> list[dict[str, Any]]:
    """What was agreed anew, the last first, each with the papers that allow it."""
    return [
        {
            "day": row.since,
            "number": agreement.number,
            "changes": said.amended_words(row),
            "reason": row.reason,
            "papers": [
                f"{paper.get_kind_display()} {paper.number}".strip()
                for paper in papers
                if hasattr(paper, "allows") and paper.allows.amendment_id == row.pk
            ],
        }
        for row in reversed(amendments)
    ]


def shown_reduction(row: Any) -> dict[str, Any]:
    """What was not accepted, and what the partner and staff said to it afterwards."""
    return {
        "name": named(row.delivery.obligation),
        "quantity": said.many(row.quantity),
        "day": date_format(row.delivery.day, "DATE_FORMAT"),
        "reason": row.reason,
        "answer": row.answer.text if hasattr(row, "answer") else "",
        "lifted": row.lift.reason if hasattr(row, "lift") else "",
    }


def shown_investment(row: Any) -> dict[str, Any]:
    """A sum with its evidence."""
    return {
        "day": row.day,
        "what": row.what,
        "evidence": row.evidence,
        "amount": said.yuan(row.amount),
        "corrects": row.corrects_id,
    }


def shown_line(line: Any) -> dict[str, Any]:
    """What was promised so far and what came of it."""
    return {
        "name": named(line.obligation),
        "unit": named(line.obligation, "unit"),
        "agreed": said.share_words(line.agreed),
        "delivered": said.many(line.counted.delivered),
        "reduced": said.many(line.counted.reduced),
        "accepted": said.many(line.counted.accepted),
        "value": said.yuan(line.counted.value),
        "done": line.counted.accepted,
        "whole": line.agreed,
    }


def shown_lines(lines: dict[str, Any]) -> dict[str, Any]:
    """The lines of a statement as they were frozen, in the page's language."""
    grants = [
        {
            "what": said.what_words(line["what"], line["words"]),
            "venue": stored(line, "venue"),
            "market": said.yuan(line["market_monthly"]),
            "charged": said.yuan(line["charged_monthly"]),
            "months": [
                (said.month(one["month"]), said.yuan(one["waived"])) for one in line["months"]
            ],
            "waived": said.yuan(line["waived"]),
        }
        for line in lines.get("grants", ())
    ]
    obligations = [
        {
            "name": stored(line, "name"),
            "unit": stored(line, "unit"),
            "unit_value": said.yuan(line["unit_value"]),
            **{key: said.many(line[key]) for key in ("agreed", "delivered", "reduced", "accepted")},
            "value": said.yuan(line["value"]),
        }
        for line in lines.get("obligations", ())
    ]
    return {"grants": grants, "obligations": obligations}


def stored(line: dict[str, Any], key: str) -> Any:
    """A name that was frozen in both languages."""
    return named(_Stored(line), key)


class _Stored:
    """The texts of a frozen line as attributes, as `named` reads them."""

    def __init__(self, line: dict[str, Any]) -> None:
        self.__dict__.update(line)


def quoted(figure: Any) -> dict[str, Any] | None:
    """What was published of money put in, with its source; never mixed with the computed sum."""
    if figure is None:
        return None
    value, unit = money(figure.value, figure.bound == "over")
    return {
        "value": value,
        "unit": unit,
        "source": words(figure.source),
        "not_stated": words(figure.not_stated),
    }


def shown_page(page: Any) -> dict[str, int]:
    """Where one is, and which pages stand beside it (0 for none)."""
    return {
        "number": page.number,
        "previous": page.previous_page_number() if page.has_previous() else 0,
        "next": page.next_page_number() if page.has_next() else 0,
    }
