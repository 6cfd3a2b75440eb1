"""What is shown of a row: nothing here is ever written."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class Shown(serializers.ModelSerializer):
    """Named columns of a row, to be read."""

    def get_extra_kwargs(self) -> dict[str, Any]:
        """Read-only, each of them."""
        return {name: {"read_only": True} for name in self.Meta.fields}
