"""The tables that Alembic makes are the tables that the code describes, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import quoted_name

from ledger.persons.tables import metadata as persons
from projections.tables import metadata as projections
from tests.houses import do
from web.auth.tables import metadata as auth
from web.composition import House

MADE_BY = text("SELECT sql FROM sqlite_master WHERE name = :name")
OURS = {"ledger_events", "command_receipts", "alembic_version"}


class TestTheTables:
    @pytest.mark.parametrize("rebuilds", [0, 2])
    def test_are_as_the_code_describes_them(self, house: House, rebuilds: int) -> None:
        """Nothing more, nothing less: no table, column, index or type differs, also when they were rebuilt."""
        for _ in range(rebuilds):
            house.rebuild()
        everything = MetaData()
        for described in (persons, projections, auth):
            for table in described.tables.values():
                copied = table.to_metadata(everything)
                for index in copied.indexes if described is projections else ():
                    index.name = _name_of(house, table.name, [column.name for column in index.columns])
        with house.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"include_name": _described})
            differences = compare_metadata(context, everything)
        assert differences == []

    @pytest.mark.parametrize("rebuilds", [0, 2])
    def test_have_the_keys_and_the_form_that_the_code_gives_them(self, house: House, rebuilds: int) -> None:
        """Primary keys in their order, what may not be empty, and on SQLite whether rows have a number."""
        for _ in range(rebuilds):
            house.rebuild()
        found = inspect(house.engine)
        for table in (table for described in (persons, projections, auth) for table in described.tables.values()):
            key = [column.name for column in table.primary_key.columns]
            assert found.get_pk_constraint(table.name)["constrained_columns"] == key
            filled = {column.name for column in table.columns if not column.nullable}
            assert {one["name"] for one in found.get_columns(table.name) if not one["nullable"]} == filled
            if house.engine.dialect.name == "sqlite":
                with house.engine.connect() as connection:
                    sql = connection.scalar(
                        text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table.name}
                    )
                without = table.dialect_options["sqlite"]["with_rowid"] is False
                assert ("WITHOUT ROWID" in (sql or "")) == without

    def test_of_the_log_refuse_to_change_or_delete_what_was_recorded(self, house: House) -> None:
        """Not even somebody with the database in hand does so by accident."""
        do(house, {"do": "register_provider", "provider": "p1", "name": "De Linde"})
        for statement in ("UPDATE ledger_events SET topic = 'x'", "DELETE FROM ledger_events"):
            with pytest.raises(DBAPIError, match="append-only"), house.engine.begin() as connection:
                connection.execute(text(statement))
        assert house.ledger.head() is not None


def _name_of(house: House, table: str, columns: list[str]) -> quoted_name:
    """Return under which name an index is there; a rebuild gives it one of its own."""
    (name,) = (one["name"] for one in inspect(house.engine).get_indexes(table) if one["column_names"] == columns)
    return quoted_name(str(name), quote=None)


def _described(name: str | None, kind: str, _: object) -> bool:
    return not (kind == "table" and name in OURS)
