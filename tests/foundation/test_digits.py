"""Numbers that come in with an address or a form: anything else is no number."""

import pytest
from django.core.exceptions import ValidationError

from foundation.digits import number_in
from foundation.forms import ManyField
from residents.models import Place
from tests.factories import make_place


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("9" * 18, 10**18 - 1), ("9" * 19, 0), ("", 0), ("-1", 0), ("1.5", 0)],
)
def test_numbers_of_keys(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize("text", ["٣", "²", "一", "1 ", "\x00", "1e3"])
def test_other_signs_are_no_number(text):
    assert number_in(text) == 0


def test_fewer_digits_where_fewer_are_asked_for():
    assert (number_in("9999", 4), number_in("10000", 4)) == (9999, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["9" * 20, "x", "\x00", "-1", "99999"])
def test_a_key_of_no_row_is_refused_in_the_form(key):
    place = make_place()
    field = ManyField(Place.objects.all())
    assert list(field.clean([str(place.pk)])) == [place]
    with pytest.raises(ValidationError):
        field.clean([str(place.pk), key])
