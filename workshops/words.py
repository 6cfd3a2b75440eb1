"""Words as they are stored."""


def clean(text: str) -> str:
    """Words on one line, without characters that no database stores."""
    return " ".join(text.replace("\x00", "").split())
