"""Writing workshops, their months, their openings and who applies."""
