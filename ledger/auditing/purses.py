"""The virtual budgets of one client (or a group pot), as events tell them: what was spent, and what it was too much."""

from collections.abc import Iterator

import msgspec

from ledger.aggregates.budget import VirtualBudget
from ledger.auditing.entries import Entry
from ledger.rechtmatigheid.facts import Spend


class _Written(msgspec.Struct):
    """A spend as it is known now, without what depends on the rest of the budget."""

    event: VirtualBudget.Spent
    entry: Entry
    quantity: int
    answered_by: str | None
    events: tuple[int, ...]


class Purses:
    """Budgets by number; each is the aggregate itself, and beside it who wrote and answered what."""

    def __init__(self) -> None:
        self._budgets: dict[str, VirtualBudget] = {}
        self._spends: dict[tuple[str, str], _Written] = {}

    def take(self, entry: Entry) -> Spend | None:
        """Take in an event about a budget; return the spend that it wrote down or put right."""
        event = entry.event
        number: str = event.budget  # type: ignore[attr-defined]
        budget = self._budgets.setdefault(number, VirtualBudget(number))
        budget.replay(event, entry.position)
        if isinstance(event, VirtualBudget.Spent):
            self._spends[number, event.entry] = _Written(event, entry, event.quantity, None, (entry.position,))
        elif isinstance(event, VirtualBudget.SpendCorrected | VirtualBudget.QuestionAnswered):
            written = self._spends.get((number, event.entry))
            if written is None:
                return None
            written.events = (*written.events, entry.position)
            if isinstance(event, VirtualBudget.SpendCorrected):
                written.quantity = event.quantity
            else:
                written.answered_by = event.answered_by
        else:
            return None
        return self._spend(number, event.entry)

    def spends(self) -> Iterator[Spend]:
        """Yield every spend that was not withdrawn, as it is known now."""
        for number, entry in self._spends:
            yield self._spend(number, entry)

    def _spend(self, number: str, entry: str) -> Spend:
        written, budget = self._spends[number, entry], self._budgets[number]
        event = written.event
        least, _ = budget.headroom.least(event.on, max(budget.last, event.on))
        return Spend(
            budget=number,
            entry=entry,
            client=event.client,
            provider=event.provider,
            unit=event.unit.value,
            on=event.on,
            quantity=written.quantity,
            given_by=event.given_by,
            answered_by=written.answered_by,
            recorded=written.entry.day,
            over=min(written.quantity, max(0, -least - budget.overdraft)),
            events=written.events,
        )
