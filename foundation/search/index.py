"""The index tables behind SearchDoc, which the models do not know: one way for each database.

SQLite: an FTS5 table over the columns of the model (external content), kept by three triggers, so
that every writer keeps it, a restore and the tests' flush too. SQLite drops triggers when a later
migration rebuilds the table: `install` puts them back and may be called at any time.
PostgreSQL: a generated `simple` tsvector with a GIN index, kept by the database itself.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, F, Func, Value

from foundation.search.ask import Query, fts5, tsquery

TABLE = "foundation_searchdoc"
FTS = f"{TABLE}_fts"
COLUMNS = "title_words, other_words"

FORGET = (
    f"INSERT INTO {FTS}({FTS}, rowid, {COLUMNS}) "
    "VALUES ('delete', old.id, old.title_words, old.other_words);"
)
LEARN = f"INSERT INTO {FTS}(rowid, {COLUMNS}) VALUES (new.id, new.title_words, new.other_words);"
TRIGGERS = {
    f"{FTS}_insert": f"AFTER INSERT ON {TABLE} BEGIN {LEARN} END",
    f"{FTS}_delete": f"AFTER DELETE ON {TABLE} BEGIN {FORGET} END",
    f"{FTS}_update": f"AFTER UPDATE OF {COLUMNS} ON {TABLE} BEGIN {FORGET} {LEARN} END",
}
SQLITE = [
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {FTS} USING fts5({COLUMNS}, content='{TABLE}', "
    "content_rowid='id', tokenize='ascii', prefix='2 3')",
    *(f"CREATE TRIGGER IF NOT EXISTS {name} {body}" for name, body in TRIGGERS.items()),
]
POSTGRESQL = [
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS tokens tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple'::regconfig, title_words), 'A') || "
    "setweight(to_tsvector('simple'::regconfig, other_words), 'B')) STORED",
    f"CREATE INDEX IF NOT EXISTS {TABLE}_tokens ON {TABLE} USING gin (tokens)",
]
REMOVAL = {
    "sqlite": [
        *(f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS),
        f"DROP TABLE IF EXISTS {FTS}",
    ],
    "postgresql": [f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS tokens"],
}


def run(connection: Any, statements: list[str]) -> None:
    """Run statements of ours, which hold no values."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def install(connection: Any) -> None:
    """Make what is missing of the index; harmless when all of it stands, or when no table does."""
    if TABLE in connection.introspection.table_names():
        run(connection, SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


def remove(connection: Any) -> None:
    """Take the index away (the way back of the migration)."""
    run(connection, REMOVAL[connection.vendor])


def rebuild(connection: Any) -> None:
    """Put the index back and fill it from the rows, whatever had become of it."""
    install(connection)
    if connection.vendor == "sqlite":
        run(connection, [f"INSERT INTO {FTS}({FTS}) VALUES ('rebuild')"])


class Found(Func):
    """The condition that a SearchDoc answers a query; the query goes in as one parameter."""

    output_field = BooleanField()
    template = "%(expressions)s)"

    def __init__(self, query: Query, *, title: bool = False) -> None:
        super().__init__(F("pk"), Value(""))
        self.asked, self.in_title = query, title

    def of(self, text: str) -> Found:
        """A copy that asks for the given text."""
        copy = self.copy()
        column = self.get_source_expressions()[0]
        copy.set_source_expressions([column, Value(text)])
        return copy

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        match = f" IN (SELECT rowid FROM {FTS} WHERE {FTS} MATCH "
        asked = self.of(fts5(self.asked, title=self.in_title))
        return asked.as_sql(compiler, connection, arg_joiner=match, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        match = f" IN (SELECT id FROM {TABLE} WHERE tokens @@ "
        asked = self.of(tsquery(self.asked, title=self.in_title))
        template = "%(expressions)s::tsquery)"
        return asked.as_sql(compiler, connection, arg_joiner=match, template=template, **context)
