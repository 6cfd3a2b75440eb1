"""What a form says of a field that was left empty: our sentence, which names the field."""

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from tests.factories import make_need, make_place, make_town
from tests.staff.scene import button, staff

DEFAULTS = ("这个字段是必填项", "This field is required")
PAGE = Template("{% load ui %}{% errors form %}{{ form }}")


class Asking(forms.Form):
    title = forms.CharField(label="标题")
    end = forms.ChoiceField(
        label="电话打得怎么样？", choices=[("a", "甲")], widget=forms.RadioSelect
    )
    day = forms.DateField(label="日期", error_messages={"required": "请写下哪一天。"})
    number = forms.IntegerField(label="人数")


def shown(form):
    return PAGE.render(Context({"form": form}))


def test_a_missing_field_is_named_in_the_summary_and_beside_it():
    page = shown(Asking({"number": "x"}))
    assert not [words for words in DEFAULTS if words in page]
    assert page.count("请填写“标题”。") == 2
    assert page.count("请选择“电话打得怎么样”。") == 2


def test_a_field_with_words_of_its_own_keeps_them_and_other_faults_are_said_as_before():
    page = shown(Asking({"number": "x"}))
    assert page.count("请写下哪一天。") == 2
    assert "请填写“人数”" not in page
    assert page.count("输入整数。") == 2


def test_a_label_keeps_its_bracket_and_loses_its_question_mark():
    class Wages(forms.Form):
        paid = forms.CharField(label="一共发了多少？（元）")

    assert shown(Wages({})).count("请填写“一共发了多少？（元）”。") == 2


def test_so_it_is_in_english():
    with translation.override("en"):
        page = shown(Asking({}))
    assert "Please fill in: 标题." in page
    assert "Please choose: 电话打得怎么样." in page
    assert "This field is required" not in page


@pytest.mark.django_db
def test_the_buttons_of_the_staff_pages_say_it_so():
    village = make_place(parent=make_town())
    need = make_need(place=village)
    page = staff("village_clerk", village)[0].post(button(need, "refuse"), {}).content.decode()
    assert "请填写“原因" in page or "请填写“理由" in page
    assert "这个字段是必填项" not in page
