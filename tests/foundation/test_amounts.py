"""A sum is read as people write it; what is no number is told how to be written."""

from decimal import Decimal

import pytest
from django import forms

from foundation.forms import AmountField


class Paid(forms.Form):
    paid = AmountField(label="工资", min_value=0, max_digits=12, decimal_places=2)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("71400", "71400"),
        ("71,400", "71400"),
        ("1,071,400.50", "1071400.50"),
        ("７１，４００．５", "71400.5"),
        (" 71 400 ", "71400"),
    ],
)
def test_a_sum_may_have_commas_spaces_and_full_width_signs(typed, read):
    form = Paid({"paid": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["paid"] == Decimal(read)


@pytest.mark.parametrize("typed", ["7,1400", "71400,50", "1,2", "七万", "71400元", ",400"])
def test_what_might_mean_another_number_is_asked_again(typed):
    form = Paid({"paid": typed})
    assert form.errors["paid"] == ["请写数字，例如 1250 或 1,250.50。"]


def test_a_phone_shows_the_keys_for_numbers():
    page = str(Paid()["paid"])
    assert 'type="text"' in page
    assert 'inputmode="decimal"' in page
