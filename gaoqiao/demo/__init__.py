"""The demo: an invented village with invented people, made through the acts of real work."""
