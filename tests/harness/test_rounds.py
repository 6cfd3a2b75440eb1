"""Which tests are of which round."""

import pytest

from tests.conftest import seen_on


class Item:
    """What `seen_on` asks of a test."""

    def __init__(self, *marks, fixtures=("db",)):
        self.marks, self.fixturenames = marks, list(fixtures)

    def iter_markers(self):
        return [getattr(pytest.mark, name).mark for name in self.marks]


@pytest.mark.parametrize(
    ("item", "sqlite", "postgresql", "both"),
    [
        (Item("django_db"), True, True, True),
        (Item(fixtures=["tmp_path"]), True, False, False),
        (Item("sqlite", "django_db"), True, False, False),
        (Item("postgresql", "django_db"), False, True, True),
        (Item("browser", "django_db"), True, False, True),
        (Item("browser", "walk", "django_db"), True, True, True),
        (Item("browser", "sqlite", "django_db"), True, False, False),
    ],
)
def test_rounds(item, sqlite, postgresql, both, monkeypatch):
    monkeypatch.delenv("BROWSERS", raising=False)
    assert (seen_on(item, "sqlite"), seen_on(item, "postgresql")) == (sqlite, postgresql)
    monkeypatch.setenv("BROWSERS", "both")
    assert (seen_on(item, "sqlite"), seen_on(item, "postgresql")) == (sqlite, both)
