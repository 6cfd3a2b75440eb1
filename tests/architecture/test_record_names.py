"""Every field that an act names in the record has words, in both languages."""

import ast
import re

import pytest
from django.utils.translation import override

from foundation.record.verbs import known_names, name_verbs, words_of_name
from tests.architecture.house import ROOT, called, plant, python_files, text, tree, where

NAME = re.compile(r"[a-z][a-z0-9_]*")


def names_in(node, bound):
    """Names written in the value of `fields=` or `values=`: literals, keys of dicts, and what a
    variable of that function or file was given."""
    for part in ast.walk(node):
        if isinstance(part, ast.Dict):
            yield from (text(key) for key in part.keys if key is not None and text(key))
        elif isinstance(part, (ast.List, ast.Tuple, ast.Set)):
            yield from (text(one) for one in part.elts if text(one))
        elif isinstance(part, ast.Name):
            for given in bound.get(part.id, ()):
                yield from names_in(given, {})


def assigned(syntax):
    """What each variable is given, by its name."""
    found = {}
    for node in ast.walk(syntax):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name) and getattr(node, "value", None):
                found.setdefault(target.id, []).append(node.value)
    return found


def names_written(root):
    """(name, place) of each field that a note in the record names; those that an act lets people
    change (`CHANGEABLE`), too."""
    for path in python_files(root):
        if "actions" not in path.parts and path.name != "actions.py":
            continue
        syntax = tree(path)
        constants = assigned(ast.Module(syntax.body, []))
        for given in constants.get("CHANGEABLE", ()):
            for name in names_in(given, constants):
                yield name, where(root, path, given.lineno)
        for function in ast.walk(syntax):
            if not isinstance(function, ast.FunctionDef):
                continue
            bound = constants | assigned(function)
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and called(node).rpartition(".")[2] == "note":
                    for word in node.keywords:
                        if word.arg in ("fields", "values"):
                            for name in names_in(word.value, bound):
                                yield name, where(root, path, node.lineno)


def unnamed(root):
    """Sentences on fields that a page of the record would show as the code calls them."""
    known = known_names()
    found = {(name, place) for name, place in names_written(root) if NAME.fullmatch(name)}
    return sorted(f"{place}: {name} has no words" for name, place in found if name not in known)


def test_every_field_has_words():
    assert unnamed(ROOT) == []


@pytest.mark.parametrize("name", sorted(known_names()))
def test_the_words_are_words_in_both_languages(name):
    with override("en"):
        assert re.fullmatch(r"[A-Za-z][A-Za-z' (),-]+", words_of_name(name))
    with override("zh-hans"):
        assert re.search("[\u4e00-\u9fff]", words_of_name(name))


@pytest.mark.parametrize(
    "line",
    [
        'def move(by, need):\n    record.note(by, "need.moved", need, values={"shoe_size": 3})',
        'def move(by, need):\n    record.note(by, "need.moved", need, fields=["shoe_size"])',
        "def move(by, need):\n    values = {'shoe_size': 3}\n"
        "    record.note(by, 'need.moved', need, values=values)",
        'CHANGEABLE = {"shoe_size"}',
    ],
)
def test_a_planted_field_without_words_is_named(tmp_path, line):
    plant(tmp_path, **{"residents/actions/needs.py": line})
    assert len(unnamed(tmp_path)) == 1


def test_two_words_for_one_field_are_a_mistake():
    with pytest.raises(ValueError, match="other words"):
        name_verbs({}, {}, {"state": "Something else"})


def test_a_field_of_a_room_that_is_gone_shows_itself():
    assert words_of_name("shoe_size") == "shoe_size"
