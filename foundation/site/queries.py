"""What the site is."""

from foundation.site.models import Installation, InstallationKind, SiteText


def is_demo() -> bool:
    """Whether this database holds the demo: every page then says so."""
    return Installation.objects.filter(kind=InstallationKind.DEMO).exists()


def installation() -> Installation | None:
    """The row that says what this database is; None before a town was made."""
    return Installation.objects.first()


def text_keys() -> set[tuple[str, str]]:
    """(key, language) of every text of the site that was written."""
    return set(SiteText.objects.values_list("key", "language"))
