"""A town with a village and clerks with their second factor."""

from django.urls import reverse

from tests.factories import make_clerk
from tests.factories.accounts import add_app, client_of


def staff(role, place):
    """(browser, user) of somebody who holds a staff post of the place."""
    user, _holding = make_clerk(role, place=place)
    add_app(user)
    return client_of(user), user


def button(row, key):
    """The address of a button of a row's page."""
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_move", args=[row.pk, key])


def adding(model):
    """The address of the form that makes a new row."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def listing(model):
    """The address of a list."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
