"""What a careful programmer writes in an afternoon: the portal's rows and fields, nothing beside.

Pages by OFFSET and with a count, words by LIKE, a template of one file; to raise a need is one
INSERT, to file minutes three. No record, no draft, no search, no limits, no counts at filters.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_POST

from committees.models import AgendaItem, Meeting, Minutes, Resolution
from residents.models import Need, NeedCategory, Place
from services.models import Listing, OpenSpan

PAGE = 20


def listing_list(request: HttpRequest) -> HttpResponse:
    """A page of the services, those open now first."""
    now = timezone.localtime()
    minute, today = now.hour * 60 + now.minute, now.date()
    spans = OpenSpan.objects.filter(listing=OuterRef("pk"), day=today)
    active = Q(state="active")
    rank = Case(
        When(active & Exists(spans.filter(start__lte=minute, end__gt=minute)), then=Value(0)),
        When(active & Exists(spans.filter(start__gt=minute)), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    rows = Listing.objects.exclude(state="ended").annotate(rank=rank)
    if words := request.GET.get("q"):
        rows = rows.filter(Q(name__contains=words) | Q(summary__contains=words))
    if kind := request.GET.get("kind"):
        rows = rows.filter(kinds__kind=kind)
    if request.GET.get("when") == "later":
        rows = rows.filter(active & Exists(spans.filter(start__gt=minute)))
    rows = rows.select_related("place", "venue").order_by("rank", "place__path", "slug")
    later = OpenSpan.objects.filter(listing=OuterRef("pk"), day__gt=today).order_by("day", "start")
    rows = rows.annotate(
        next_day=Subquery(later.values("day")[:1]), next_start=Subquery(later.values("start")[:1])
    )
    spans_today = OpenSpan.objects.filter(day=today).order_by("start")
    rows = rows.prefetch_related(Prefetch("open_spans", spans_today, to_attr="today"))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.words = hours_words(row.today, minute, row.next_day, row.next_start)
    return render(request, "plain/list.html", {"page": page, "asked": request.GET})


def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """One service."""
    now = timezone.localtime()
    rows = Listing.objects.exclude(state="ended").select_related("place", "venue", "provider")
    one = get_object_or_404(rows.prefetch_related("rules", "kinds", "audiences"), slug=slug)
    today, minute = now.date(), now.hour * 60 + now.minute
    spans = one.open_spans.filter(day__range=(today, today + timedelta(days=6)))
    spans = list(spans.order_by("day", "start"))
    coming = next((span for span in spans if span.day > today), None)
    words = hours_words(
        [span for span in spans if span.day == today],
        minute,
        coming and coming.day,
        coming and coming.start,
    )
    return render(request, "plain/one.html", {"row": one, "spans": spans, "words": words})


def hours_words(spans: list[OpenSpan], minute: int, day: date | None, start: int | None) -> str:
    """Until when it is open today, or when it opens next."""
    for span in spans:
        if span.start <= minute < span.end:
            return f"开放中，今天到 {clock(span.end)}"
        if span.start > minute:
            return f"今天 {clock(span.start)} 开"
    if day is None or start is None:
        return "时间请电话询问"
    return f"{day:%m月%d日} {clock(start)} 开"


def clock(minute: int) -> str:
    """A minute of the day as people write it."""
    return f"{minute // 60}:{minute % 60:02d}"


@require_POST
def raise_need(request: HttpRequest) -> HttpResponse:
    """A bare INSERT of what the portal's form ends with."""
    Need.objects.create(
        number=get_random_string(12),
        code=get_random_string(12),
        place=get_object_or_404(Place, pk=request.POST["place"]),
        category=get_object_or_404(NeedCategory, key=request.POST["category"]),
        words=request.POST["words"],
        spot=request.POST["spot"],
        reporter_name=request.POST["name"],
        reporter_phone=request.POST["phone"],
    )
    return redirect("list")


@login_required
@require_POST
@transaction.atomic
def file_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper with one matter that was agreed."""
    meeting, now = get_object_or_404(Meeting, pk=pk), timezone.now()
    Minutes.objects.create(
        meeting=meeting,
        state="submitted",
        revision=1,
        form="short",
        sentence=request.POST["sentence"],
        created_by=request.user,
        submitted_by=request.user,
        submitted_at=now,
    )
    item = AgendaItem.objects.create(
        meeting=meeting, order=1, title=request.POST["title"], result="passed"
    )
    Resolution.objects.create(
        item=item,
        kind=Resolution.Kind.OUTCOME,
        text=request.POST["text"],
        owner_post_id=request.POST["owner_post"],
        due_on=request.POST["due_on"],
    )
    return redirect("list")
