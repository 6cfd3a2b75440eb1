"""Workshops as rows: with months that are signed, openings, and people who apply."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from django.utils import timezone

from foundation.site.actions import shorten
from residents.lookup_codes import new_code
from tests.factories.places import make_organization, make_place, make_town
from workshops.models import Application, Employment, MonthReport, Opening, Workshop

_number = count(1)
DEFINED = {
    "baseline_mean": Decimal("1000.00"),
    "baseline_period": "来工坊前一年",
    "baseline_method": "来时本人填写",
}


def make_workshop(name="示范工坊", *, host=None, place=None, **fields):
    """A workshop of an enterprise, since the beginning of 2025."""
    place = place or (host.place if host else make_place(parent=make_town()))
    slug = fields.pop("slug", "") or f"workshop-{next(_number)}"
    fields.setdefault("kind", "processing")
    fields.setdefault("telephone", "0574-00000001")
    fields.setdefault("since", date(2025, 1, 1))
    fields.setdefault("created_at", timezone.now())
    return Workshop.objects.create(
        name=name,
        slug=slug,
        host=host or make_organization(place=place, kind="enterprise"),
        place=place,
        short_link=shorten(f"/workshops/{slug}/"),
        **fields,
    )


def make_report(workshop=None, month=date(2026, 9, 1), *, headcount=20, state="signed", **fields):
    """A month with a defined baseline: signed and published unless `state` or `withheld` says."""
    workshop = workshop or make_workshop()
    fields = DEFINED | {"mode": workshop.mode, "submitted_at": timezone.now()} | fields
    fields.setdefault("total_pay", Decimal(3000) * headcount)
    version = MonthReport.objects.filter(workshop=workshop, month=month).count() + 1
    if state == "signed" and not fields.get("withheld"):
        fields.setdefault("published_at", timezone.now())
    return MonthReport.objects.create(
        workshop=workshop, month=month, headcount=headcount, state=state, version=version, **fields
    )


def make_opening(workshop=None, *, wanted=2, **fields):
    """Work that is offered for a month yet."""
    fields.setdefault("title", "缝纫工")
    fields.setdefault("pay", "计件，每月约 3000 元")
    fields.setdefault("closes_on", timezone.localdate() + timedelta(days=30))
    fields.setdefault("telephone", "0574-00000001")
    fields.setdefault("created_at", timezone.now())
    return Opening.objects.create(workshop=workshop or make_workshop(), wanted=wanted, **fields)


def make_application(opening=None, *, name="王示范", phone="13800000000", **fields):
    """Somebody who applied."""
    fields.setdefault("number", f"J2611-{next(_number):04d}")
    fields.setdefault("code", new_code())
    now = timezone.now()
    return Application.objects.create(
        opening=opening or make_opening(),
        name=name,
        phone=phone,
        consented_at=now,
        created_at=now,
        **fields,
    )


def keeping_rows(host):
    """The workshop of a host that keeps rows of each person."""
    known = Workshop.objects.filter(host=host, mode="individual").first()
    return known or make_workshop("逐人登记的工坊", host=host, mode="individual")


def make_employment(workshop, *, worker="王示范", **fields):
    """Somebody who has worked there since the beginning of 2025."""
    fields.setdefault("since", date(2025, 1, 1))
    return Employment.objects.create(workshop=workshop, worker=worker, **fields)
