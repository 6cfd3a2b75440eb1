"""Words: Chinese lives in the catalogue and in data, the town's name in its profile."""

import ast
import re
import subprocess

import pytest

from tests.architecture.house import ROOT, plant, python_files, templates, tree, where

HAN = re.compile(
    "[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
# Files that are about Chinese itself, and the names of the languages in their own writing.
DATA = {"foundation/names.py", "foundation/pinyin.py", "residents/place_names.py"}
ALLOWED = {"gaoqiao/settings.py": {"简体中文"}, "templates/base.html": {"中文"}}
# The demo is data of an invented village (design.md 11).
DEMO = re.compile(r"(^|/)demo(/|\.py$)")

TOWN = re.compile("高桥|海曙|330203")
OF_THE_TOWN = re.compile(r"^(profiles|tests|docs)/|^README")
TEXT = {
    *(".py", ".html", ".txt", ".xml", ".css", ".js", ".po", ".toml", ".cfg", ".md", ".svg"),
    *(".json", ".yaml", ".yml", ".sh", ".conf", ".service", ""),
}
TEMPLATE_COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
CODE_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)


def docstrings(module):
    """The constants of a module that are docstrings."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(module):
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr):
            yield node.body[0].value


def han_in_python(root):
    """String literals and names with a Chinese character; comments and docstrings may cite."""
    for path in python_files(root):
        name = where(root, path)
        if name in DATA or DEMO.search(name):
            continue
        cited = {id(node) for node in docstrings(tree(path))}
        for node in ast.walk(tree(path)):
            value = node.value if isinstance(node, ast.Constant) else getattr(node, "id", "")
            if not isinstance(value, str) or id(node) in cited:
                continue
            if HAN.search(value) and value not in ALLOWED.get(name, set()):
                yield f"{name}:{node.lineno} has Chinese in the code: {value[:20]}"


def han_in_front(root):
    """Chinese in templates, styles and scripts, comments left out."""
    front = [(path, TEMPLATE_COMMENT) for path in templates(root)]
    front += [
        (path, CODE_COMMENT)
        for path in sorted((root / "static").rglob("*"))
        if path.suffix in (".css", ".js")
    ]
    for path, comment in front:
        name = where(root, path)
        body = comment.sub("", path.read_text(encoding="utf-8"))
        for word in sorted(ALLOWED.get(name, ())):
            body = body.replace(word, "")
        for line in body.splitlines():
            if HAN.search(line):
                yield f"{name} has Chinese outside the catalogue: {line.strip()[:40]}"


def town(root):
    """The names and codes of this town outside its profile, the demo, tests and documents."""
    for name in tracked(root):
        path = root / name
        if OF_THE_TOWN.match(name) or DEMO.search(name) or path.suffix not in TEXT:
            continue
        if path.is_file() and (found := TOWN.search(path.read_text(encoding="utf-8"))):
            yield f"{name} knows the town: {found[0]}"


def tracked(root):
    """The files under version control; in a planted tree, every file."""
    if not (root / ".git").exists():
        return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    return listed.stdout.splitlines()


CHECKS = [han_in_python, han_in_front, town]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_portal_keeps_it(check):
    assert list(check(ROOT)) == []


RIGHT = {
    "residents/models.py": '"""诉求: a need."""\n# 交办\n\n\ndef f():\n    """回访"""\n',
    "templates/residents/a.html": "{# 诉求 #}{% comment %}诉求{% endcomment %}<p></p>",
    "static/css/base.css": "/* 宋体 */ p {}",
    "gaoqiao/settings.py": 'LANGUAGES = [("zh-hans", "简体中文")]',
    "profiles/gaoqiao/profile.toml": 'name = "高桥"',
    "residents/demo/needs.py": 'WORDS = "高桥的路灯"',
    "README.md": "高桥",
}
PLANTED = [
    (han_in_python, "residents/views.py", 'x = "需求"'),
    (han_in_python, "residents/models.py", 'def f():\n    x = 1\n    """不是说明"""'),
    (han_in_python, "residents/actions.py", 'x = f"{n}条"'),
    (han_in_python, "gaoqiao/settings.py", 'x = "中文"'),
    (han_in_front, "templates/residents/b.html", "<p>诉求</p>"),
    (han_in_front, "templates/residents/b.html", "<p>。</p>"),
    (han_in_front, "static/css/pages.css", 'a::after { content: "展开" }'),
    (han_in_front, "static/js/a.js", 'say("诉求")'),
    (town, "residents/views.py", "# 高桥"),
    (town, "deploy/nginx.conf", "# 海曙"),
    (town, "residents/paths.py", 'x = "330203100"'),
    (town, "locale/zh_Hans/LC_MESSAGES/django.po", 'msgstr "海曙区"'),
    (town, "Makefile", "CODE=330203"),
]


@pytest.mark.parametrize(("check", "name", "body"), PLANTED)
def test_a_planted_word_is_named(tmp_path, check, name, body):
    plant(tmp_path, **RIGHT)
    assert list(check(tmp_path)) == []
    plant(tmp_path, **{name: body})
    found = list(check(tmp_path))
    assert len(found) == 1
    assert found[0].startswith(name)
