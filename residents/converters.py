"""Parts of addresses. Values only."""


class NeedNumber:
    """The number of a need in an address: `2611-0087`."""

    regex = r"\d{4}-\d{4,6}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value
