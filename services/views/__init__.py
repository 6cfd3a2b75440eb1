"""The public pages of services."""
