"""What ends, refuses or takes something back looks like it, on the page and under its form."""

import re

import pytest
from django.contrib import admin

from tests.factories import make_need, make_organization, make_place, make_town
from tests.staff.scene import button, staff

DANGEROUS = {
    ("committees.Minutes", "return"),
    ("committees.Seat", "end"),
    ("foundation.QuotedFigure", "end"),
    ("foundation.User", "close"),
    ("foundation.User", "remove-factor"),
    ("foundation.User", "suspend"),
    ("reports.ReportDefinition", "drop"),
    ("residents.Holding", "end"),
    ("residents.Need", "erase"),
    ("residents.Need", "refuse"),
    ("residents.Need", "withhold"),
    ("residents.Organization", "end"),
    ("residents.Organization", "end-offer"),
    ("residents.Person", "moved-out"),
    ("residents.Person", "remove-factor"),
    ("residents.Person", "suspend"),
    ("residents.Person", "withdraw"),
    ("residents.Place", "end"),
    ("residents.Post", "abolish"),
    ("residents.Referral", "return"),
    ("residents.Referral", "take_back"),
    ("residents.Venue", "end"),
    ("services.Agreement", "drop"),
    ("services.Agreement", "end"),
    ("services.Agreement", "strike"),
    ("services.Agreement", "withdraw"),
    ("services.Listing", "end"),
    ("services.Reduction", "lift"),
    ("workshops.MonthReport", "return"),
    ("workshops.Opening", "close"),
    ("workshops.Workshop", "end"),
}
ENDING = re.compile(r"^(end|refuse|withdraw|withhold|abolish|return|take_back|drop|strike|lift)\b")
NO_END = {("committees.Resolution", "end")}  # says how an outcome was carried out


def test_every_button_that_ends_something_is_marked():
    moves = [
        (page.model._meta.label, move)
        for page in admin.site._registry.values()
        for move in page.moves
    ]
    assert {(label, move.key) for label, move in moves if move.danger} == DANGEROUS
    ending = {(label, move.key) for label, move in moves if ENDING.match(move.key)}
    assert ending - NO_END <= DANGEROUS
    assert not [(label, move.key) for label, move in moves if move.danger and move.primary]


@pytest.mark.django_db
def test_it_looks_like_that_on_the_row_and_under_the_form():
    town = make_town()
    clerk = staff("town_clerk", town)[0]
    organization = make_organization("旧单位", place=town)
    end, change = button(organization, "end"), button(organization, "change")
    row = clerk.get(end.replace("move/end", "change")).content.decode()
    assert '<a class="button button-danger" href="../move/end/">' in row
    assert '<a class="button button-primary" href="../move/change/">' in row
    form = clerk.get(end).content.decode()
    assert '<button class="button button-danger" type="submit">注销这个单位</button>' in form
    assert "button-primary" not in form
    assert (
        '<button class="button button-primary" type="submit">' in clerk.get(change).content.decode()
    )


@pytest.mark.django_db
def test_it_looks_like_that_in_a_queue_too():
    place = make_place(parent=make_town())
    clerk = staff("village_clerk", place)[0]
    need = make_need(place=place)
    kept = "?_changelist_filters=queue%3Dto_accept"
    form = clerk.get(button(need, "refuse") + kept).content.decode()
    assert '<button class="button button-danger" type="submit" name="_next" value="1">' in form
    assert "button-primary" not in form
