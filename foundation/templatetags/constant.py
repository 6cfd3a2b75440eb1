"""Django's tags `translate` and `static`: what they give of words and files that stand in the
template itself is found once a process and language. A page has a hundred of them.

The settings put this in the place of Django's own libraries `i18n` and `static`.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Token, Variable
from django.templatetags import i18n
from django.templatetags import static as files
from django.utils.translation import get_language

register = template.Library()
register.tags.update(i18n.register.tags | files.register.tags)
register.filters.update(i18n.register.filters)


class Constant(Node):
    """What another node gives, which is the same for ever in one language."""

    child_nodelists = ()

    def __init__(self, node: Node) -> None:
        self.node = node
        self.given: dict[str | None, Any] = {}

    def render(self, context: template.Context) -> Any:
        language = get_language()
        if language not in self.given:
            self.given[language] = self.node.render(context)
        return self.given[language]


def is_constant(said: FilterExpression | None) -> bool:
    """Whether an expression of a tag is a text in quotes, without a filter."""
    if said is None:
        return True
    text = said.var.literal if isinstance(said.var, Variable) else said.var
    return isinstance(text, str) and not said.filters


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """Words of the template in the page's language."""
    node = i18n.do_translate(parser, token)
    said = is_constant(node.filter_expression) and is_constant(node.message_context)
    return Constant(node) if said and not node.asvar else node


@register.tag
def static(parser: Parser, token: Token) -> Node:
    """The address of a file of ours."""
    node = files.do_static(parser, token)
    return Constant(node) if is_constant(node.path) and not node.varname else node
