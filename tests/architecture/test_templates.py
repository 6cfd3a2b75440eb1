"""Every template is used by something, and compiles."""

import ast
import re

import pytest
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.engine import Engine

from tests.architecture.house import ROOT, plant, python_files, templates, text, tree, where

NAMED = re.compile(r"""["']([\w./-]+\.(?:html|txt|xml|svg))["']""")
DRAWING = re.compile(r"<svg\b(?:{%.*?%}|[^>])*>")
# Templates that Django and the libraries look for by name.
BY_NAME = re.compile(r"^(400|403|403_csrf|404|429|500)\.html$|^(admin|account|mfa|allauth|django)/")


def used(root):
    """Names of templates that stand in a string of the code or of another template."""
    for path in python_files(root):
        for node in ast.walk(tree(path)):
            if value := text(node):
                yield value
    for path in templates(root):
        yield from NAMED.findall(path.read_text(encoding="utf-8"))


def unused(root):
    """Templates that nothing names."""
    known = set(used(root))
    for path in templates(root):
        name = path.relative_to(root / "templates").as_posix()
        if name not in known and not BY_NAME.match(name):
            yield f"{where(root, path)} is used by nothing"


def broken(root):
    """Templates that do not compile, and names in include and extends that do not exist."""
    default = Engine.get_default()
    engine = Engine(
        dirs=[str(root / "templates")],
        app_dirs=True,
        libraries=default.libraries,
        builtins=default.builtins,
    )
    for path in templates(root):
        try:
            template = engine.get_template(path.relative_to(root / "templates").as_posix())
            for name in re.findall(r"""{%\s*(?:include|extends)\s+["']([^"']+)""", template.source):
                engine.get_template(name)
        except (TemplateSyntaxError, TemplateDoesNotExist, UnicodeDecodeError) as error:
            yield f"{where(root, path)} does not compile: {error}"


def unmeasured(root):
    """Drawings without width and height of their own: where no style comes, they fill the page."""
    for path in (*templates(root), *python_files(root)):
        for drawing in DRAWING.findall(path.read_text(encoding="utf-8")):
            if not all(f' {side}="' in drawing for side in ("width", "height")):
                yield f"{where(root, path)} draws without width and height: {drawing[:60]}"


CHECKS = [unused, broken, unmeasured]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_portal_keeps_it(check):
    assert list(check(ROOT)) == []


RIGHT = {
    "residents/views.py": 'x = render(r, "residents/a.html")',
    "templates/residents/a.html": '{% load i18n %}{% include "residents/_b.html" %}',
    "templates/residents/_b.html": "<p></p>",
    "templates/404.html": "<p></p>",
}
PLANTED = [
    (unused, "templates/residents/c.html", "<p></p>"),
    (unused, "residents/views.py", 'x = "residents/_b.html"'),
    (broken, "templates/residents/_b.html", "{% if x %}"),
    (broken, "templates/residents/_b.html", "{% nosuchtag %}"),
    (broken, "templates/residents/_b.html", "{{ x|nosuchfilter }}"),
    (unmeasured, "templates/residents/_b.html", '<svg class="a" viewBox="0 0 9 9"></svg>'),
    (unmeasured, "templates/residents/_b.html", '<svg width="9" stroke-height="9"></svg>'),
    (unmeasured, "foundation/templatetags/ui.py", "x = \"<svg height='9'></svg>\""),
    (broken, "templates/residents/_b.html", '{% include "residents/gone.html" %}'),
]


@pytest.mark.parametrize(("check", "name", "body"), PLANTED)
def test_a_planted_fault_is_named(tmp_path, check, name, body):
    plant(tmp_path, **RIGHT)
    assert list(check(tmp_path)) == []
    plant(tmp_path, **{name: body})
    found = list(check(tmp_path))
    assert found, "one fault may show in the templates that include it, too"
    assert all(fault.startswith(("templates/residents/", name)) for fault in found)
