"""Names of jobs: what is enqueued exists, what exists is enqueued or on the clock."""

import ast
import re

import pytest
from django.utils.translation import override

from foundation.jobs.kinds import named_kinds, words_of_kind
from tests.architecture.house import (
    ROOT,
    argument,
    called,
    calls,
    dotted,
    plant,
    python_files,
    rank_word,
    text,
    tree,
    where,
)

NAME = re.compile(r"^[a-z]+\.[a-z0-9]+(_[a-z0-9]+)+$")


def registered(root):
    """(name, place) of each `@shared_task` or `@job`; the name is empty where none is given."""
    for path in python_files(root):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.FunctionDef):
                continue
            for decorator in node.decorator_list:
                call = decorator if isinstance(decorator, ast.Call) else None
                word = dotted(call.func if call else decorator).rpartition(".")[2]
                if word in ("shared_task", "job"):
                    place = (0, "kind") if word == "job" else (99, "name")
                    name = text(argument(call, *place)) if call else None
                    yield name or "", path, node.lineno


def enqueued(root):
    """(name, place) of each `enqueue("…")` written with a literal."""
    for path in python_files(root):
        for call in calls(path):
            name = text(argument(call, 0, "kind"))
            if called(call).rpartition(".")[2] in ("enqueue", "enqueue_each", "send_task") and name:
                yield name, path, call.lineno


def on_the_clock(root):
    """(name, place) of each entry of the clock in gaoqiao/celery.py."""
    path = root / "gaoqiao" / "celery.py"
    for node in ast.walk(tree(path)) if path.exists() else ():
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if text(key) == "task":
                    yield text(value), path, node.lineno


def task_names(root):
    """Tasks live in `tasks` modules and are named `<room>.<verb_noun>`."""
    for name, path, line in registered(root):
        here = where(root, path, line)
        if rank_word(root, path) != "tasks":
            yield f"{here} registers a task outside tasks.py"
        if not NAME.match(name) or name.split(".")[0] != room(root, path):
            yield f"{here} is named {name!r}, not <room>.<verb_noun>"


def room(root, path):
    """The room, or the part of the shell, whose name a task bears."""
    parts = path.relative_to(root).parts
    return parts[1] if parts[0] == "gaoqiao" and len(parts) > 2 else parts[0]


def job_sets(root):
    """Enqueued or clocked without a task, and tasks that nobody sends."""
    tasks = {name for name, *_ in registered(root)}
    sent = {}
    for name, path, line in [*enqueued(root), *on_the_clock(root)]:
        sent.setdefault(name, where(root, path, line))
    for name in sorted(sent.keys() - tasks):
        yield f"{sent[name]} sends {name}, which no task bears"
    for name in sorted(tasks - sent.keys()):
        yield f"{name} is registered, and nothing enqueues it or clocks it"


CHECKS = [task_names, job_sets]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_portal_keeps_it(check):
    assert list(check(ROOT)) == []


RIGHT = {
    "residents/tasks.py": (
        '@shared_task(name="residents.send_notice")\ndef send_notice(pk):\n    pass\n\n\n'
        '@shared_task(name="residents.mark_late")\ndef mark_late():\n    pass\n\n\n'
        '@job("residents.tell_post")\ndef tell_post(job):\n    pass\n'
    ),
    "residents/actions.py": (
        'jobs.enqueue("residents.send_notice", key="1")\n'
        'jobs.enqueue("residents.tell_post", key="2")\n'
    ),
    "gaoqiao/celery.py": 'app.conf.beat_schedule = {"late": {"task": "residents.mark_late"}}',
}
PLANTED = [
    (task_names, "residents/tasks/x.py", '@shared_task(name="residents.run")\ndef f(): ...'),
    (task_names, "residents/tasks/x.py", '@shared_task(name="services.run_x")\ndef f(): ...'),
    (task_names, "residents/tasks/x.py", "@shared_task\ndef f(): ..."),
    (task_names, "residents/actions.py", '@shared_task(name="residents.do_it")\ndef f(): ...'),
    (job_sets, "committees/actions.py", 'enqueue("committees.send_papers", key="1")'),
    (job_sets, "gaoqiao/celery.py", 'X = {"task": "residents.mark_late", "b": {"task": "a.b_c"}}'),
    (job_sets, "residents/actions.py", 'jobs.enqueue("residents.tell_post", key="2")'),
    (job_sets, "committees/actions.py", 'jobs.enqueue_each("committees.send_papers", {})'),
    (job_sets, "residents/actions.py", 'jobs.enqueue("residents.send_notice", key="1")'),
    (task_names, "residents/actions.py", '@job("residents.do_it")\ndef f(job): ...'),
    (job_sets, "committees/tasks.py", '@shared_task(name="committees.do_it")\ndef f(): ...'),
]


@pytest.mark.parametrize(("check", "name", "body"), PLANTED)
def test_a_planted_fault_is_named(tmp_path, check, name, body):
    plant(tmp_path, **RIGHT)
    assert list(check(tmp_path)) == []
    plant(tmp_path, **{name: body})
    assert len(list(check(tmp_path))) == 1


def test_every_kind_of_job_has_words_in_both_languages():
    asked = {name for name, _path, _line in enqueued(ROOT)}
    assert asked <= named_kinds()
    assert named_kinds() <= asked | {name for name, _path, _line in registered(ROOT)}
    for kind in named_kinds():
        with override("en"):
            assert re.fullmatch(r"[A-Z][a-z -]+", words_of_kind(kind))
        with override("zh-hans"):
            assert re.search("[\u4e00-\u9fff]", words_of_kind(kind))
