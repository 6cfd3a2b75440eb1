"""Links that no import shows point down too: foreign keys by string, URL names, templates."""

import ast
import re

import pytest

from tests.architecture.house import (
    GROUND,
    ROOT,
    STOREYS,
    argument,
    called,
    calls,
    owner,
    plant,
    python_files,
    storey,
    template_storey,
    templates,
    text,
    tree,
    where,
)

RELATIONS = ("ForeignKey", "OneToOneField", "ManyToManyField")
TAKES_A_NAME = ("reverse", "reverse_lazy", "redirect", "resolve_url")
# A library's own pages stand on the ground.
OUTSIDE = re.compile(r"^(account_|mfa_|account:|mfa:)")
URL_TAG = re.compile(r"""{%-?\s*url\s+["']([^"']+)["']""")
FILE_TAG = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
FIXED = re.compile(r"""\b(?:href|action|src|hx-\w+)=["']/(?!/)[^"']*""")
TEMPLATE = re.compile(r"^[\w./-]+\.(html|txt|xml)$")


def foreign_keys(root):
    """Relations and `get_model` that name a model of a higher storey by string."""
    for path in python_files(root):
        for call in calls(path):
            name = called(call).rpartition(".")[2]
            if name in RELATIONS:
                targets = [argument(call, 0, "to"), argument(call, 99, "through")]
            elif name == "get_model":
                targets = [argument(call, 0, "app_label")]
            else:
                continue
            for target in filter(None, map(text, targets)):
                if storey(target.split(".")[0]) > owner(root, path):
                    yield f"{where(root, path, call.lineno)} points up to {target}"


def included_urls(root):
    """`include("room.urls")` of a higher storey."""
    for path in python_files(root):
        for call in calls(path):
            target = text(argument(call, 0, "arg")) if called(call) == "include" else None
            if target and storey(target.split(".")[0]) > owner(root, path):
                yield f"{where(root, path, call.lineno)} includes {target} of a higher storey"


def url_names(root):
    """Every URL name that the rooms' `urls.py` give, with the storey of the room."""
    names = {}
    for path in python_files(root, words=["urls"]):
        space = ""
        for node in tree(path).body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "app_name":
                space = f"{text(node.value)}:"
        for call in calls(path):
            name = text(argument(call, 99, "name"))
            if called(call) in ("path", "re_path") and name:
                names[space + name] = owner(root, path)
    return names


def name_storey(name, names):
    """The storey of a URL name; None when nobody gives it."""
    if name.startswith("admin:"):
        room = name.removeprefix("admin:").split("_")[0]
        return storey(room) if room in STOREYS else GROUND
    return GROUND if OUTSIDE.match(name) else names.get(name)


def links(root):
    """URL names in Python and templates that point up, or that nobody gives."""
    names = url_names(root)
    used = []
    for path in python_files(root):
        for call in calls(path):
            if called(call).rpartition(".")[2] in TAKES_A_NAME:
                name = text(argument(call, 0, "viewname"))
                # `redirect` takes addresses too; those are found by the check of fixed addresses.
                if name and "/" not in name:
                    used.append((path, call.lineno, name))
    for path in templates(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            used += [(path, number, name) for name in URL_TAG.findall(line)]
    for path, number, name in used:
        height = name_storey(name, names)
        if height is None:
            yield f"{where(root, path, number)} names {name}, which no urls.py gives"
        elif owner(root, path) == GROUND and not of_staff(root, path):
            yield f"{where(root, path, number)} is ground and names the URL {name}"
        elif height > owner(root, path):
            yield f"{where(root, path, number)} links up to {name}"


def of_staff(root, path):
    """Whether a template is a page of Django's own staff site, which names that site's pages."""
    return path.relative_to(root).parts[:2] == ("templates", "admin")


def fixed_addresses(root):
    """Addresses written out where a URL name belongs: they would pass by the check of names."""
    for path in templates(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for found in FIXED.findall(line):
                yield f"{where(root, path, number)} writes an address out: {found}"
    for path in python_files(root):
        for call in calls(path):
            target = text(argument(call, 0, "to"))
            if called(call).endswith(("redirect", "HttpResponseRedirect")) and "/" in (
                target or ""
            ):
                yield f"{where(root, path, call.lineno)} writes an address out: {target}"


def included_templates(root):
    """Templates that another template or a Python file takes from a higher storey."""
    used = []
    for path in templates(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            used += [(path, number, name) for name in FILE_TAG.findall(line)]
    for path in python_files(root):
        for node in ast.walk(tree(path)):
            if TEMPLATE.match(text(node) or ""):
                used.append((path, node.lineno, text(node)))
    for path, number, name in used:
        exists = (root / "templates" / name).is_file()
        if exists and template_storey(name) > owner(root, path):
            yield f"{where(root, path, number)} takes {name} from a higher storey"


CHECKS = [foreign_keys, included_urls, links, fixed_addresses, included_templates]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_portal_keeps_it(check):
    assert list(check(ROOT)) == []


URLS = {
    "residents/urls.py": 'app_name = "residents"\nurlpatterns = [path("n/", v, name="need_list")]',
    "committees/urls.py": 'app_name = "committees"\nurlpatterns = [path("b/", v, name="body")]',
    "gaoqiao/urls.py": 'urlpatterns = [path("", v, name="home")]',
    "templates/base.html": "<nav>{{ nav }}</nav>",
    "templates/components/card.html": "<p></p>",
    "templates/residents/need_list.html": "<p></p>",
    "templates/committees/body.html": '{% url "residents:need_list" %}{% url "committees:body" %}',
    "templates/portal/home.html": '{% extends "base.html" %}{% url "home" %}',
    "committees/models.py": 'A = models.ForeignKey("residents.Need", models.PROTECT)',
    "committees/views.py": 'x = redirect("residents:need_list")',
}
PLANTED = [
    (foreign_keys, "residents/models.py", 'B = models.ForeignKey("committees.Body", x)'),
    (foreign_keys, "residents/models.py", 'B = ManyToManyField("self", through="services.X")'),
    (foreign_keys, "residents/queries.py", 'apps.get_model("committees", "Body")'),
    (included_urls, "residents/urls.py", 'urlpatterns = [include("committees.urls")]'),
    (links, "residents/views.py", 'x = redirect("committees:body")'),
    (links, "residents/models.py", 'x = urls.reverse("home")'),
    (links, "residents/views.py", 'x = reverse("residents:nothing")'),
    (links, "templates/residents/a.html", "\n{% url 'committees:body' pk %}"),
    (links, "templates/residents/a.html", '{% url "admin:committees_body_changelist" %}'),
    (links, "templates/base.html", '<a href="{% url "home" %}">'),
    (links, "templates/components/card.html", '{% url "residents:need_list" %}'),
    (fixed_addresses, "templates/residents/a.html", '<a href="/committees/">'),
    (fixed_addresses, "residents/views.py", 'x = redirect("/committees/")'),
    (included_templates, "templates/residents/a.html", '{% include "committees/body.html" %}'),
    (included_templates, "templates/residents/a.html", '{% extends "portal/home.html" %}'),
    (included_templates, "templates/base.html", '{% include "residents/need_list.html" %}'),
    (included_templates, "residents/views.py", 'x = render(r, "committees/body.html")'),
]


@pytest.mark.parametrize(("check", "name", "body"), PLANTED)
def test_a_planted_link_up_is_named(tmp_path, check, name, body):
    plant(tmp_path, **URLS)
    assert list(check(tmp_path)) == []
    plant(tmp_path, **{name: body})
    found = list(check(tmp_path))
    assert len(found) == 1
    assert found[0].startswith(name)
