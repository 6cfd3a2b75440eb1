"""These tests read sentences: they are in Chinese, whatever the test before spoke."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield
