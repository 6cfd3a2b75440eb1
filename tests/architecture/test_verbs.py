"""Every verb that an act leaves in the record has words, in both languages."""

import ast
import re

import pytest
from django.utils.translation import override

from foundation.record.verbs import name_verbs, named_verbs, verb_groups, words_of
from tests.architecture.house import ROOT, called, dotted, plant, python_files, text, tree, where

VERB = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+")
# Verbs put together while the portal runs, by the shape that the code gives them.
MADE_UP = {
    "listing.*": {"listing.active", "listing.paused", "listing.ended"},
    "*.made": {"invitation.made", "reset_link.made", "address_link.made"},
    "*.accepted": {"invitation.accepted", "reset_link.accepted", "address_link.accepted"},
    "*.withdrawn": {"invitation.withdrawn", "reset_link.withdrawn", "address_link.withdrawn"},
}


def shape(node):
    """An f-string with a star for each part that is filled in."""
    return "".join(text(part) or "*" for part in node.values)


def takers(syntax):
    """Functions of a file that are handed a verb: their names, with the verb's position."""
    for node in ast.walk(syntax):
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args]
            if "verb" in names:
                yield node.name, names.index("verb")


def verbs_written(root):
    """(verb, place) of each one written by a literal; a shape of `MADE_UP` for an f-string."""
    for path in python_files(root):
        syntax = tree(path)
        places = {"action": 0, "note": 1, **dict(takers(syntax))}
        for node in ast.walk(syntax):
            found = []
            if isinstance(node, ast.Call):
                at = places.get(called(node).rpartition(".")[2])
                found += node.args[at : at + 1] if at is not None else []
                found += [word.value for word in node.keywords if word.arg == "verb"]
            if isinstance(node, ast.FunctionDef):
                both = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
                found += [default for one, default in both if one.arg == "verb" and default]
            for value in found:
                if isinstance(value, ast.JoinedStr):
                    yield shape(value), where(root, path, value.lineno)
                elif (verb := text(value)) and VERB.fullmatch(verb):
                    yield verb, where(root, path, value.lineno)
                elif dotted(value) not in ("verb", "refusal.verb"):
                    yield ast.unparse(value), where(root, path, value.lineno)


def unnamed(root):
    """Sentences on verbs that a record page would show as codes."""
    known = named_verbs()
    return [
        f"{place}: {verb} has no words"
        for verb, place in verbs_written(root)
        if not MADE_UP.get(verb, {verb}) <= known
    ]


def test_every_verb_has_words():
    assert unnamed(ROOT) == []


def test_no_words_are_left_for_what_nothing_writes():
    written = {one for verb, _place in verbs_written(ROOT) for one in MADE_UP.get(verb, {verb})}
    assert named_verbs() - written == set()


@pytest.mark.parametrize("verb", sorted(named_verbs()))
def test_the_words_are_words_in_both_languages(verb):
    with override("en"):
        english = words_of(verb)
    with override("zh-hans"):
        chinese = words_of(verb)
    assert re.fullmatch(r"[A-Z][A-Za-z' -]+", english)
    assert re.search("[\u4e00-\u9fff]", chinese)


@pytest.mark.parametrize(
    "line",
    [
        'record.note(by, "need.forgotten", need)',
        '@action("need.forget")\ndef forget(*, by): ...',
        'def move(by, need, verb): ...\nmove(by, need, "need.forgotten")',
        'set_password(by=by, verb="need.forgotten")',
        'def fail(*, by, verb="need.forgotten"): ...',
        'record.note(by, f"need.{state}", need)',
        "record.note(by, VERB_OF[state], need)",
    ],
)
def test_a_planted_verb_without_words_is_named(tmp_path, line):
    plant(tmp_path, **{"residents/actions/needs.py": line})
    assert len(unnamed(tmp_path)) == 1


def test_every_verb_is_found_in_one_group_and_no_group_looks_for_nothing():
    firsts = [first for _label, found in verb_groups().values() for first in found]
    assert len(firsts) == len(set(firsts))
    assert set(firsts) == {verb.partition(".")[0] for verb in named_verbs()}


def test_two_words_for_one_verb_are_a_mistake():
    with pytest.raises(ValueError, match="other words"):
        name_verbs({"need.raised": "Something else"}, {})


def test_a_verb_of_a_room_that_is_gone_shows_itself():
    assert words_of("parcel.sent") == "parcel.sent"
