"""The tables that Alembic makes are the tables that the code describes, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, text
from sqlalchemy.exc import DBAPIError

from ledger.persons.tables import metadata as persons
from projections.tables import metadata as projections
from tests.houses import do
from web.auth.tables import metadata as auth
from web.composition import House

OURS = {"ledger_events", "command_receipts", "alembic_version"}


class TestTheTables:
    def test_are_as_the_code_describes_them(self, house: House) -> None:
        """Nothing more, nothing less: no table, column, index or type differs."""
        everything = MetaData()
        for described in (persons, projections, auth):
            for table in described.tables.values():
                table.to_metadata(everything)
        with house.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"include_name": _described})
            differences = compare_metadata(context, everything)
        assert differences == []

    def test_of_the_log_refuse_to_change_or_delete_what_was_recorded(self, house: House) -> None:
        """Not even somebody with the database in hand does so by accident."""
        do(house, {"do": "register_provider", "provider": "p1", "name": "De Linde"})
        for statement in ("UPDATE ledger_events SET topic = 'x'", "DELETE FROM ledger_events"):
            with pytest.raises(DBAPIError, match="append-only"), house.engine.begin() as connection:
                connection.execute(text(statement))
        assert house.ledger.head() is not None


def _described(name: str | None, kind: str, _: object) -> bool:
    return not (kind == "table" and name in OURS)
