"""Needs and their categories, as rows: for tests that are not about how a need comes about."""

from datetime import timedelta
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from foundation import actor
from foundation.files import actions as files
from residents.lookup_codes import new_code
from residents.models import Need, NeedCategory, NeedPhoto, NeedStep, Notice, Referral
from residents.stages import StepKind
from tests.factories.people import make_post
from tests.factories.places import make_organization, make_place, make_town
from tests.factories.uploads import make_image

_number = count(1)


def make_category(name="示范类别", **fields):
    """A kind of need that is handled here within five working days."""
    fields.setdefault("key", f"category-{next(_number)}")
    return NeedCategory.objects.create(name=name, **fields)


def make_need(words="路灯不亮了", *, place=None, public=False, **fields):
    """A need as it was raised; with `public`, its title and sentence confirmed."""
    if public:
        fields.setdefault("public_title", "路灯报修")
        fields.setdefault("public_sentence", "村口路灯不亮，请求修理。")
        fields.setdefault("public_at", timezone.now())
    fields.setdefault("promised_on", timezone.localdate() + timedelta(days=7))
    fields.setdefault("number", f"2001-{next(_number):04d}")
    return Need.objects.create(
        words=words,
        place=place or make_place(parent=make_town()),
        code=fields.pop("code", "") or new_code(),
        **fields,
    )


def make_call(need=None, *, phone="13800000000", **fields):
    """A call to make about a need, as the clerk's call list has it."""
    need = need or make_need()
    step = NeedStep.objects.create(need=need, kind=StepKind.RAISED, round=need.round)
    return Notice.objects.create(
        key=f"call-{step.pk}", step=step, phone=phone, channel=Notice.Channel.CALL, **fields
    )


def make_referral(need=None, *, post=None, **fields):
    """A need sent to a department of its place (a new one if no post is given), due in a week."""
    need = need or make_need(public=True)
    if post is None:
        department = make_organization("示范部门", place=need.place, kind="department")
        post = make_post("department", organization=department)
    fields.setdefault("asked_at", timezone.now() - timedelta(days=20))
    fields.setdefault("due_on", timezone.localdate() + timedelta(days=7))
    return Referral.objects.create(
        need=need,
        department=post.organization,
        post=post,
        asked="请到现场看看。",
        asked_by=make_post("village_clerk", place=need.place),
        **fields,
    )


def make_photo(need, data=b"", order=0):
    """A photo that came with the need."""
    uploaded = SimpleUploadedFile("photo.jpg", data or make_image(size=(30, 10)), "image/jpeg")
    with transaction.atomic():
        kept = files.keep(uploaded, by=actor.visitor())
    return NeedPhoto.objects.create(need=need, attachment=kept, order=order)
