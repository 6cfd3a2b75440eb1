"""What the site is."""

from foundation.site.models import Installation, InstallationKind


def is_demo() -> bool:
    """Whether this database holds the demo: every page then says so."""
    return Installation.objects.filter(kind=InstallationKind.DEMO).exists()
