"""A desk of an earlier moment: questions are answered from what was known then, on the day it was then."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeVar

from ledger.application import Ledger, Transaction
from ledger.commands.base import Desk
from ledger.vocabulary.actor import Mandate

T = TypeVar("T")


class Then(NamedTuple):
    """The last position that counts, and the day it is."""

    position: int
    today: date


class _KnownThen(Transaction):
    """Reads every stream up to a position. It is for questions: what is decided here is never recorded."""

    def __init__(self, ledger: Ledger, position: int) -> None:
        super().__init__(ledger, fresh=True)
        self._upto = position

    @property
    def last_position(self) -> int:
        """Return the last position that counts."""
        assert self._upto is not None
        return self._upto


class _DeskThen(Desk):
    def __init__(self, transaction: Transaction, mandate: Mandate, day: date) -> None:
        super().__init__(transaction, mandate)
        self._day = day

    @property
    def today(self) -> date:
        """Return the day it was then."""
        return self._day


def ask_then(ledger: Ledger, question: Callable[[Desk], T], mandate: Mandate, then: Then) -> T:
    """Answer a question as it would have been answered then, for a mandate of now."""
    return question(_DeskThen(_KnownThen(ledger, then.position), mandate, then.today))
