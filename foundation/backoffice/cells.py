"""Cells of a list that leaves as a file."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_text(words: str) -> str:
    """A cell that no spreadsheet takes for a formula: such a beginning gets a mark before it."""
    return f"'{words}" if words.startswith(FORMULA) and words != "-" else words
