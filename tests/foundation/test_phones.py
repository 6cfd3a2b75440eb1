"""Numbers as people type them, and as others may see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.phones import dialled, is_phone, masked_phone, normal_phone, office_number

MOBILES = st.from_regex(r"\A1[3-9][0-9]{9}\Z")
CODES = st.sampled_from(["", "+86", "86 ", "0086"])
BETWEEN = st.sampled_from(["", " ", "-", "\u3000", "\u2014", "－", ".", "·", "\t", "\u00a0"])


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("13800000000", "13800000000"),
        (" 138 0000 0000 ", "13800000000"),
        ("138-0000-0000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("+86 138 0000 0000", "13800000000"),
        ("(86)13800000000", "13800000000"),
        ("0086-13800000000", "13800000000"),
        ("（0574）8800 0000", "057488000000"),
        ("0574—88000000", "057488000000"),
        ("010-62000000", "01062000000"),
        ("", ""),
    ],
)
def test_forms_of_one_number_are_one_number(typed: str, normal: str):
    assert normal_phone(typed) == normal
    assert is_phone(typed) is bool(normal)


NO_NUMBERS = ["1380000000", "138000000000", "12800000000", "88000000", "abc", "110", "①38"]
NO_NUMBERS += ["138\x0000000000", "138٠٠٠٠٠٠٠٠", "0٥٧٤٨٨٠٠٠٠٠٠", "1380000000Ⅷ", "138" * 400_000]


@pytest.mark.parametrize("typed", NO_NUMBERS, ids=range(len(NO_NUMBERS)))
def test_what_is_no_number_is_none(typed: str):
    assert not is_phone(typed)
    assert masked_phone(typed) == "****"


@given(
    MOBILES,
    st.lists(BETWEEN, min_size=11, max_size=11),
    st.sampled_from(["", "+86", "86 ", "0086"]),
)
def test_signs_between_the_digits_do_not_matter(digits: str, between: list[str], code: str):
    typed = code + "".join(digit + sign for digit, sign in zip(digits, between, strict=True))
    assert normal_phone(typed) == digits
    assert is_phone(typed)


@given(st.text())
def test_any_text_is_answered_and_the_form_of_a_number_is_stable(typed: str):
    normal = normal_phone(typed)
    assert is_phone(typed) in (True, False)
    assert not is_phone(typed) or normal_phone(normal) == normal


@given(MOBILES)
def test_mask_hides_the_middle(phone: str):
    assert masked_phone(phone) == f"{phone[:3]}****{phone[7:]}"


@pytest.mark.parametrize("other", ["", "1", "110", "88000000", "123456789", "王小明家里的电话号码"])
def test_what_is_no_number_vanishes(other: str):
    assert masked_phone(other) == "****"


@pytest.mark.parametrize(
    ("phone", "shown", "masked"),
    [
        ("057488000000", "0574-88000000", "0574-****0000"),
        ("0574 88000000", "0574-88000000", "0574-****0000"),
        ("0574-88000000", "0574-88000000", "0574-****0000"),
        ("01088000000", "010-88000000", "010-****0000"),
        ("02588000000", "025-88000000", "025-****0000"),
        ("13800000000", "13800000000", "138****0000"),
        ("12345", "12345", "****"),
    ],
)
def test_a_fixed_line_is_written_as_it_is_dialled(phone: str, shown: str, masked: str):
    assert dialled(phone) == shown
    assert masked_phone(phone) == masked


@pytest.mark.parametrize(
    ("phone", "given"),
    [
        ("0574 88000000", "0574-88000000"),
        ("010-88000000 转 8001", "010-88000000 转 8001"),
        ("12345", "12345"),
        ("13800000000", None),
        ("138 0000 0000", None),
        ("+86 138-0000-0000", None),
        ("138\u20110000\u20110000", None),
        ("138\u22120000\u200b0000", None),
        ("１３８００００００００", None),
        ("0574-88000000 转13800000000", None),
    ],
)
def test_programs_are_given_the_numbers_of_offices(phone: str, given: str | None):
    assert office_number(phone) == given


@given(MOBILES, st.text(max_size=20), st.text(max_size=20))
def test_no_mobile_hides_between_words(mobile: str, before: str, after: str):
    assert office_number(f"{before}{mobile}{after}") is None
