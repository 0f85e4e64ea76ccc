"""Rows in the database, for what is live: read when a fold first asks for them, written when a batch is folded."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table

from projections.rows import Key, Row, key_of
from projections.stored_form import StoredForm, form_of

OWN_NAMES: Mapping[str, str] = {}
"""Every table under its own name."""


class StoredRows:
    """Rows in the tables, or in the ones that stand beside them under other names (`names`)."""

    def __init__(self, connection: Connection, names: Mapping[str, str] = OWN_NAMES) -> None:
        self._connection = connection
        self._names = names
        self._known: dict[Table, dict[Key, Row]] = {}
        self._before: dict[Table, dict[Key, Row]] = {}

    def get(self, table: Table, key: Key) -> Row | None:
        """Return the row with this key."""
        known = self._known.setdefault(table, {})
        if key not in known:
            form = self._form(table)
            found = self._connection.exec_driver_sql(form.select, form.key(key)).first()
            if found is None:
                return None
            known[key] = form.read(found)
            self._before.setdefault(table, {})[key] = dict(known[key])
        return known[key]

    def add(self, table: Table, row: Row) -> Row:
        """Add a row."""
        self._known.setdefault(table, {})[key_of(table)(row)] = row
        return row

    def write(self) -> None:
        """Write what is new and what was changed."""
        for table, known in self._known.items():
            before, form = self._before.get(table, {}), self._form(table)
            new = [row for key, row in known.items() if key not in before]
            if new:
                self._connection.exec_driver_sql(form.insert, list(form.written(new)))
            changed = [key for key, row in before.items() if row != known[key]]
            if changed:
                rows = form.written([known[key] for key in changed])
                values = [row + form.key(key) for row, key in zip(rows, changed, strict=True)]
                self._connection.exec_driver_sql(form.update, values)

    def _form(self, table: Table) -> StoredForm:
        return form_of(table, self._connection.dialect.name, self._names.get(table.name))
