"""The search fields of the staff pages: people, places, organisations, posts, needs."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from foundation.backoffice.forms import PickField
from foundation.phones import is_phone, masked_phone
from residents.bilingual import local
from residents.models import Need, Organization, Person, Post, Venue


def named_person(person: Person) -> str:
    """Somebody to be chosen for a post: by name, because two are `王**`, and the masked number."""
    return f"{person.name} · {masked_phone(person.phone)}" if person.phone else person.name


def with_phone(text: str) -> Q:
    """The condition that a whole number was typed, and is the person's."""
    index = Person._meta.get_field("phone_index").of(text) if is_phone(text) else None
    return Q(phone_index=index) if index else Q(pk__in=[])


def numbered(need: Need) -> str:
    """A need in a list of choices."""
    return f"{need.number} {need.public_title}"


def placed(thing: Organization | Venue) -> str:
    """An organisation or venue with its place."""
    return f"{local(thing)} · {local(thing.place)}"


def titled(post: Post) -> str:
    """A post with where it is."""
    where = local(post.place or post.organization or post.cluster)
    return f"{local(post, 'title')} · {where}" if where else local(post, "title")


def pick_person(**options: Any) -> PickField:
    """A person by name, by how it sounds, or by the whole number."""
    parts = ("name__icontains", "pinyin__istartswith", "initials__istartswith")
    return PickField(parts=parts, named=named_person, also=with_phone, **options)


def pick_place(**options: Any) -> PickField:
    """A place by name or by how it sounds."""
    parts = (
        "name__icontains",
        "name_en__icontains",
        "pinyin__istartswith",
        "initials__istartswith",
    )
    return PickField(parts=parts, exact=("name", "code"), named=local, **options)


def pick_organization(**options: Any) -> PickField:
    """An organisation by name or by how it sounds."""
    parts = (
        "name__icontains",
        "name_en__icontains",
        "pinyin__istartswith",
        "initials__istartswith",
    )
    return PickField(parts=parts, exact=("name", "credit_code"), named=placed, **options)


def pick_venue(**options: Any) -> PickField:
    """A venue by its name or its place."""
    parts = ("name__icontains", "name_en__icontains", "place__name__icontains")
    return PickField(parts=parts, exact=("name",), named=placed, **options)


def pick_post(**options: Any) -> PickField:
    """A post by its title, or by where it is."""
    parts = (
        *("title__icontains", "title_en__icontains", "place__name__icontains"),
        *("organization__name__icontains", "place__pinyin__istartswith"),
    )
    return PickField(parts=parts, exact=("title",), named=titled, **options)


def pick_need(**options: Any) -> PickField:
    """A need by its number or by the words of its title."""
    parts = ("number__icontains", "public_title__icontains")
    return PickField(parts=parts, exact=("number",), named=numbered, **options)
