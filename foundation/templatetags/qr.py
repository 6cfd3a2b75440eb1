"""`{% qr address %}`: a QR code to be scanned from a screen or from paper."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundation.site.codes import qr_svg

register = template.Library()


@register.simple_tag
def qr(address: str, label: str = "") -> SafeString:
    """The QR code of an address, as inline SVG; one of this site is made absolute first.

    Print the address beside it: not everybody can scan.
    """
    full = f"{settings.SITE_URL}{address}" if address.startswith("/") else address
    return qr_svg(full, label or _("QR code of %(address)s") % {"address": full})
