"""A text of the site as paragraphs, headings and lists: how staff type it, and nothing more.

An empty line ends a paragraph, a line that begins with `## ` is a heading, lines that begin with
`- ` are a list. There is no other mark, so that nothing typed can become markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field

HEADING, POINT = "## ", "- "


@dataclass
class Block:
    """A heading, a paragraph, or a list with its points."""

    kind: str  # heading, text, list
    text: str = ""
    points: list[str] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """The blocks of a text, in order; lines of one paragraph are kept apart."""
    found: list[Block] = []
    fresh = True
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            fresh = True
        elif line.startswith(HEADING):
            found.append(Block("heading", line.removeprefix(HEADING)))
            fresh = True
        elif line.startswith(POINT):
            if fresh or found[-1].kind != "list":
                found.append(Block("list"))
            found[-1].points.append(line.removeprefix(POINT))
            fresh = False
        elif fresh or found[-1].kind != "text":
            found.append(Block("text", line))
            fresh = False
        else:
            found[-1].text += f"\n{line}"
    return found
