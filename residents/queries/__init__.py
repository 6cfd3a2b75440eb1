"""Reads of this room, shaped for pages: one module a noun."""
