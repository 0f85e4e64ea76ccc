"""A house in which a test tells what happened, and asks what came of it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from sqlalchemy import text

from ledger.application import Outcome
from ledger.commands.door import NotRecorded
from ledger.commands.journal import read_command
from ledger.vocabulary.actor import SYSTEM, Actor, Mandate, Role
from ledger.vocabulary.errors import Forbidden, LedgerError, Malformed
from ledger.vocabulary.source import Source
from projections.client_budget.balance import Balance, balance
from projections.client_budget.queries import budget_as_of, budget_now
from tests.houses import do
from tests.ledger.lines import Line
from web.composition import House

LEFT_BY_A_COMMAND = ("ledger_events", "command_receipts", "person_keys")


def somebody(role: Role, provider: str | None = None, client: str | None = None, region: str | None = None) -> Mandate:
    """Return the mandate of a person in a role, within one provider, client or region if named."""
    return Mandate(Actor(f"{role}-1", role), provider, client, region)


class Story:
    """Commands in order, what was refused of them, and the balances that follow."""

    def __init__(self, house: House) -> None:
        self.house = house

    def tell(self, *lines: Line, by: Mandate = SYSTEM) -> list[Outcome]:
        """Give each line by itself, as it would have come in; all are accepted."""
        return [do(self.house, one, mandate=by)[0] for one in lines]

    def refusal(self, *lines: Line, by: Mandate = SYSTEM) -> LedgerError:
        """Give the lines together, return why they are not accepted, and see to it that nothing is left of them."""
        before = self.traces()
        error: LedgerError | None = None
        try:
            self.house.door.accept([read_command(one) for one in lines], by, Source("journal", "test"))
        except NotRecorded as refused:
            error = refused.error
        except Malformed as unreadable:
            error = unreadable
        assert error is not None, f"accepted: {lines}"
        assert self.traces() == before, f"refused with {error.code}, but something of it was recorded"
        return error

    def refused(self, *lines: Line, by: Mandate = SYSTEM) -> str:
        """Return the code of the refusal."""
        return self.refusal(*lines, by=by).code

    def accepts(self, line: Line) -> bool:
        """Tell whether a line was accepted."""
        with suppress(NotRecorded):
            do(self.house, line)
            return True
        return False

    def forbids(self, line: Line, by: Mandate) -> bool:
        """Tell whether a role may not give a command, whatever else would be said of it."""
        try:
            do(self.house, line, mandate=by)
        except NotRecorded as refused:
            return isinstance(refused.error, Forbidden)
        return False

    def balance(self, budget: str = "b1", on: str | None = None, as_of: int | None = None) -> Balance:
        """Return the figures of a budget, up to a day, as known at a position."""
        day = None if on is None else date.fromisoformat(on)
        if as_of is not None:
            return balance(budget_as_of(self.house.ledger, budget, as_of), day)
        with self.house.reading() as connection:
            return balance(budget_now(connection, budget), day)

    def left(self, budget: str = "b1", on: str | None = None, as_of: int | None = None) -> str:
        """Return what is still free, in the journal's form."""
        return str(self.balance(budget, on, as_of).available)

    def position(self) -> int:
        """Return the last position of the log."""
        head = self.house.ledger.head()
        return head.position if head else 0

    def traces(self) -> Sequence[int]:
        """Count what commands leave behind: events, receipts, keys."""
        with self.house.engine.connect() as connection:
            return [connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in LEFT_BY_A_COMMAND]
