"""The buttons of a need's page: what each asks for and which action it calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import Move as Button
from residents.access import needs as access
from residents.access.supports import holding_to_support_for_others, takes_support
from residents.actions import (
    answering,
    own_data,
    publishing,
    referring,
    sorting,
    supporting,
    tabling,
    unmasking,
)
from residents.forms import accepting, others
from residents.forms import moves as forms
from residents.models import Need
from residents.queries.merged import family_of, joined, waits_for_rating
from residents.queries.need_words import whole_words
from residents.queries.reporters import number_of
from residents.stages import NeedState
from residents.transitions import TAKEN_UP, Move, allowed_moves


def sorts(*moves: Move) -> Callable[[Any, Need], bool]:
    """Offered to who sorts the need, while its state allows any of the moves."""
    return lambda user, need: (
        bool(allowed_moves(need.state) & set(moves)) and access.may_sort_need(user, need)
    )


def answers(*moves: Move) -> Callable[[Any, Need], bool]:
    """Offered to who answers the need, while its state allows any of the moves."""
    return lambda user, need: (
        bool(allowed_moves(need.state) & set(moves)) and access.may_answer_need(user, need)
    )


def calls(function: Callable[..., Any], row: str = "need") -> Callable[..., Any]:
    """An action as a button calls it: the row and the form's values by name."""

    def act(by: Any, need: Any, data: dict[str, Any]) -> Any:
        data = {key: value for key, value in data.items() if key != "revision"}
        return function(by=by, **{row: need}, **data)

    return act


def shows_words(by: Any, need: Need, data: dict[str, Any]) -> Any:
    """The words and the photos."""
    return whole_words(unmasking.unmask_words(by=by, need=need, reason=data["reason"]))


def oversees(user: Any, need: Need) -> bool:
    """Offered to who oversees the place and does not read the words anyway."""
    overseeing = access.holding_to_oversee(user, need) is not None
    return overseeing and not access.may_read_words(user, need)


def sorts_taken_up(user: Any, need: Need) -> bool:
    """Offered to who sorts the need, once it was accepted."""
    return need.state not in publishing.NEVER_SHOWN and access.may_sort_need(user, need)


def starts(user: Any, need: Need) -> bool:
    """Offered once a post owns the need."""
    return bool(need.owner_post_id) and answers(Move.START)(user, need)


def rates(user: Any, need: Need) -> bool:
    """Offered while an answer waits for what those who raised the need think of it."""
    return waits_for_rating(need) and access.may_sort_need(user, need)


def supports(user: Any, need: Need) -> bool:
    """Offered while others may say that they have the need, too."""
    return takes_support(need) and holding_to_support_for_others(user, need) is not None


def has_number(user: Any, need: Need) -> bool:
    """Offered where there is a number to see."""
    return bool(number_of(need)) and access.holding_to_unmask(user, need) is not None


# What comes first as a need stands, the likeliest next step before the others.
LEADING: dict[str, tuple[str, ...]] = {
    NeedState.RAISED: ("accept", "answer-at-once", "refuse"),
    NeedState.ACCEPTED: ("assign", "publish", "table", "answer"),
    NeedState.ASSIGNED: ("start", "answer", "publish", "table"),
    NeedState.TABLED: ("answer", "news", "publish"),
    NeedState.UNDER_WAY: ("answer", "news", "publish"),
    NeedState.ANSWERED: ("rate",),
    NeedState.REFUSED: ("rate",),
}
NEED_MOVES = (
    Button(
        "accept",
        _("Accept"),
        accepting.AcceptForm,
        calls(sorting.accept_need),
        sorts(Move.ACCEPT),
    ),
    Button(
        "answer-at-once",
        _("Answer at once"),
        accepting.AnswerAtOnceForm,
        calls(answering.answer_at_once),
        sorts(Move.ACCEPT),
    ),
    Button("assign", _("Assign"), forms.AssignForm, calls(sorting.assign_need), sorts(Move.ASSIGN)),
    Button(
        "table",
        _("Put before a body"),
        forms.TableForm,
        calls(tabling.table_need),
        sorts(Move.TABLE),
    ),
    Button(
        "refer",
        _("Send to a department"),
        others.ReferForm,
        calls(referring.refer_need),
        lambda user, need: need.state in TAKEN_UP and access.may_sort_need(user, need),
        words=_("The need stays with its post, which sees when the department answers."),
    ),
    Button(
        "start", _("Begin work"), forms.OptionalSentenceForm, calls(answering.start_need), starts
    ),
    Button(
        "news", _("Add news"), forms.SentenceForm, calls(answering.add_news), answers(Move.ANSWER)
    ),
    Button(
        "answer",
        _("Answer"),
        forms.SentenceForm,
        calls(answering.answer_need),
        answers(Move.ANSWER),
    ),
    Button(
        "promise",
        _("Move the promised date"),
        forms.PromiseForm,
        calls(sorting.move_promise),
        sorts(Move.ASSIGN),
    ),
    Button(
        "publish",
        _("Show it to everybody"),
        forms.PublicWordsForm,
        calls(publishing.publish_need),
        lambda user, need: not need.public_at and sorts_taken_up(user, need),
    ),
    Button(
        "reword",
        _("Word it anew"),
        forms.PublicWordsForm,
        calls(publishing.reword_need),
        lambda user, need: bool(need.public_at) and access.may_sort_need(user, need),
        words=_("Everybody reads this title and this sentence."),
    ),
    Button(
        "withhold",
        _("Not for everybody"),
        forms.WithholdForm,
        calls(publishing.withdraw_from_public),
        lambda user, need: not need.withheld_at and sorts_taken_up(user, need),
        words=_("Only those who raised it and those who work on it will see this need."),
        danger=True,
    ),
    Button(
        "support",
        _("Support it for somebody"),
        others.SupportForm,
        lambda by, need, data: supporting.support_need(
            by=by, need=need, phone=data["phone"], name=data["name"], on_behalf=True
        ),
        supports,
        words=_("For somebody at the window or on the telephone. Each is counted once."),
    ),
    Button(
        "merge",
        _("Merge"),
        forms.MergeForm,
        calls(sorting.merge_need),
        sorts(Move.MERGE),
        holds=lambda need, data: joined(need, data["into"]),
    ),
    Button(
        "refuse",
        _("Refuse with a reason"),
        forms.ReasonForm,
        calls(sorting.refuse_need),
        sorts(Move.REFUSE),
        danger=True,
    ),
    Button(
        "erase",
        _("Delete the words as asked"),
        forms.MoveForm,
        calls(own_data.erase_need),
        lambda user, need: (
            bool(need.erasure_asked_at)
            and not need.words_forgotten_at
            and access.may_sort_need(user, need)
        ),
        words=_(
            "Whoever raised it has asked. Name, number, words, spot and photos go for good; the"
            " public title and sentence, and what was done, stay."
        ),
        danger=True,
    ),
    Button(
        "rate",
        _("Write down the rating"),
        forms.RateForm,
        calls(answering.rate_need),
        rates,
        holds=lambda need, _data: family_of(need),
    ),
    Button(
        "number",
        _("Show the number"),
        others.UnmaskForm,
        calls(unmasking.unmask_reporter),
        has_number,
        shows="residents/need_number.html",
        beside=True,
    ),
    Button(
        "words",
        _("Read the words"),
        others.LookForm,
        shows_words,
        oversees,
        shows="residents/need_words.html",
        beside=True,
        words=_("What somebody wrote is personal. Your look is recorded with its reason."),
    ),
)
