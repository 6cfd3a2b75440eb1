"""A connection serves one request after another, on both databases."""

from contextlib import closing

from django.db import DEFAULT_DB_ALIAS, connections


def test_a_connection_outlives_the_request(db):
    with closing(connections.create_connection(DEFAULT_DB_ALIAS)) as own:
        own.ensure_connection()
        opened = own.connection
        own.close_if_unusable_or_obsolete()  # as each request begins and ends
        own.ensure_connection()
        assert own.connection is opened
