"""Open data of this room."""
