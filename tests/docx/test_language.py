"""The grammar of templates: what is not on its short list does not run."""

import pytest
from jinja2 import TemplateError

from foundation.docx.language import Language, values
from foundation.files.unfit import Unfit

REFUSED = [
    "{{ a.__class__ }}",
    "{{ a.b }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ a()}}",
    "{{ a.upper() }}",
    "{{ a['x'] }}",
    "{{ a[0] }}",
    "{{ a|upper }}",
    "{{ a|attr('x') }}",
    "{{ a is defined }}",
    "{{ 9 * 9 }}",
    "{{ a ** 9 }}",
    "{{ a + b }}",
    "{{ a ~ b }}",
    "{{ -a }}",
    "{{ [1, 2] }}",
    "{{ {'x': 1} }}",
    "{{ (1, 2) }}",
    "{{ a if b else c }}",
    "{{ _a }}",
    "{{ self.x }}",
    "{{ cycler.__init__ }}",
    "{% set a = 1 %}",
    "{% include 'a' %}",
    "{% import 'a' as b %}",
    "{% extends 'a' %}",
    "{% block a %}{% endblock %}",
    "{% macro a() %}{% endmacro %}",
    "{% call a() %}{% endcall %}",
    "{% filter upper %}a{% endfilter %}",
    "{% with a = 1 %}{% endwith %}",
    "{% for a, b in c %}{% endfor %}",
    "{% for a in range(9) %}{% endfor %}",
    "{% for a in 'abc' %}{% endfor %}",
    "{% for a in b recursive %}{% endfor %}",
    "{% for row in rows %}{{ row.__class__ }}{% endfor %}",
    "{% for row in rows %}{{ loop._iterator }}{{ row.items() }}{% endfor %}",
    "{% autoescape false %}{{ a }}{% endautoescape %}",
    "{% raw %}{{ a }}",
    "{{ a",
    "{% if a %}",
    "{% nosuch %}",
]


NO_GRAMMAR = ["{{ a", "{% if a %}", "{% nosuch %}", "{% raw %}{{ a }}"]


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_more_than_a_template_may_say_is_refused_before_it_runs(words):
    with pytest.raises((Unfit, TemplateError)) as refusal:
        Language().from_string(words)
    assert isinstance(refusal.value, Unfit) or words in NO_GRAMMAR


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("{{ a }}, {{ b }}", "1, &lt;b&gt;"),
        ("{% for r in rows %}{{ loop.index }}{{ r.x }}{% endfor %}", "1y2z"),
        ("{% for r in rows %}{% for s in r.own %}{{ s.x }}{% endfor %}{% endfor %}", "q"),
        ("{% if a == 1 and not c %}x{% else %}y{% endif %}", "x"),
        ("{% for r in rows %}{{ r.items }}{{ r.keys }}{{ loop.cycle }}{% endfor %}", ""),
    ],
)
def test_what_a_template_may_say(words, made):
    rows = [{"x": "y"}, {"x": "z", "own": [{"x": "q"}]}]
    given = values({"a": 1, "b": "<b>", "rows": rows})
    assert Language().from_string(words).render(given) == made
