"""Writes of this room: one module a noun."""
