"""Reads of this room, shaped for its pages."""
