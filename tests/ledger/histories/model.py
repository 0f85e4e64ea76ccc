"""A second, simple ledger: plain lists of dated facts and sums over them, day by day, written from the rules alone.

It tells which rules a line breaks (all of them, in no order) and what a balance is. It shares no code with the ledger.
This file has the lines of budgets; what happens to whole budgets, to people and to rates is in `world`.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Line = dict[str, Any]
DAY = timedelta(days=1)


def smallest(amount: dict[str, str]) -> tuple[str, int]:
    """Return the unit, and a whole number of hundredths or minutes."""
    ((unit, written),) = amount.items()
    whole, rest = written.lstrip("-").replace(":", ".").split(".")
    quantity = int(whole) * (60 if unit == "UUR" else 100) + int(rest)
    return unit, -quantity if written.startswith("-") else quantity


@dataclass
class Entry:
    """A line of a budget."""

    kind: str
    on: date
    quantity: int
    asked: bool = False


@dataclass
class Budget:
    """All that came in, by day, and all lines."""

    client: str | None
    provider: str
    unit: str
    first: date
    last: date
    overdraft: int
    remainder: str
    grants: list[tuple[date, int]] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    transfers: set[str] = field(default_factory=set)
    closed: bool = False

    def sums(self, on: date) -> tuple[int, int, int]:
        """Return what is granted, reserved and spent up to and including a day."""
        granted = sum(quantity for day, quantity in self.grants if day <= on)
        reserved, spent = (
            sum(one.quantity for one in self.entries.values() if one.kind == kind and one.on <= on)
            for kind in ("reserved", "spent")
        )
        return granted, reserved, spent

    def free(self, on: date) -> int:
        """Return what is left up to and including a day."""
        granted, reserved, spent = self.sums(on)
        return granted - reserved - spent

    def bears(self, quantity: int, on: date, allowed: int, freed: Entry | None = None) -> bool:
        """Tell whether every day from a day on can do without a quantity."""
        day = on
        while day <= self.last:
            back = freed.quantity if freed is not None and freed.on <= day else 0
            if self.free(day) + back + allowed < quantity:
                return False
            day += DAY
        return True


@dataclass
class Budgets:
    """The budgets and what their lines depend on."""

    budgets: dict[str, Budget] = field(default_factory=dict)
    deaths: dict[str, date] = field(default_factory=dict)
    indicaties: dict[str, tuple[date, date]] = field(default_factory=dict)
    rates: dict[tuple[str, str], dict[date, int]] = field(default_factory=dict)

    def _budget_of(self, line: Line, name: str = "budget") -> Budget | None:
        return self.budgets.get(line[name])

    def _care(self, budget: Budget, on: date) -> Iterator[str]:
        if budget.client is None:
            return
        if on > self.deaths.get(budget.client, date.max):
            yield "after-death"
        first, last = self.indicaties[budget.client]
        if not first <= on <= last:
            yield "no-indicatie"

    @staticmethod
    def _open_on(budget: Budget, on: date) -> Iterator[str]:
        if budget.closed:
            yield "budget-closed"
        if not budget.first <= on <= budget.last:
            yield "outside-period"

    @staticmethod
    def _amount(budget: Budget, unit: str, quantity: int) -> Iterator[str]:
        if unit != budget.unit:
            yield "unit-differs"
        if quantity <= 0:
            yield "amount-not-positive"

    def _reserve(self, line: Line, take: bool, kind: str = "reserved") -> Iterator[str]:
        budget, on = self._budget_of(line), date.fromisoformat(line["on"])
        unit, quantity = smallest(line["amount"])
        if budget is None:
            yield "budget-unknown"
            return
        yield from self._care(budget, on)
        yield from self._open_on(budget, on)
        yield from self._amount(budget, unit, quantity)
        if line["entry"] in budget.entries:
            yield "entry-exists"
        source = budget.entries.get(line.get("from_reservation", ""))
        if "from_reservation" in line and source is None:
            yield "entry-unknown"
        if source is not None and source.kind != "reserved":
            yield "entry-not-reserved"
        if not budget.bears(quantity, on, budget.overdraft, source):
            yield "over-budget"
        if take:
            if source is not None:
                source.kind = "ended"
            budget.entries[line["entry"]] = Entry(kind, on, quantity)

    def _spend(self, line: Line, take: bool) -> Iterator[str]:
        yield from self._reserve(line, take, "spent")

    def _spend_together(self, line: Line, take: bool) -> Iterator[str]:
        unit, quantity = smallest(line["amount"])
        count = len(line["budgets"])
        if count < 2 or len(set(line["budgets"])) < count:
            yield "budgets-unclear"
            return
        for place, budget in enumerate(line["budgets"]):
            part = quantity // count + (1 if place < quantity % count else 0)
            minus, rest = "-" if part < 0 else "", abs(part)
            whole = 60 if unit == "UUR" else 100
            amount = {unit: f"{minus}{rest // whole}{':' if unit == 'UUR' else '.'}{rest % whole:02}"}
            yield from self._spend(line | {"budget": budget, "amount": amount}, take)

    def _release(self, line: Line, take: bool) -> Iterator[str]:
        entry = yield from self._entry(line)
        if entry is not None and entry.kind != "reserved":
            yield "entry-not-reserved"
        if take and entry is not None:
            entry.kind = "ended"

    def _entry(self, line: Line) -> Generator[str, None, Entry | None]:
        budget = self._budget_of(line)
        if budget is None:
            yield "budget-unknown"
            return None
        if line["entry"] not in budget.entries:
            yield "entry-unknown"
        return budget.entries.get(line["entry"])

    def _correct_spend(self, line: Line, take: bool) -> Iterator[str]:
        entry = yield from self._entry(line)
        if entry is None:
            return
        budget = self.budgets[line["budget"]]
        unit, quantity = smallest(line["amount"])
        if entry.kind != "spent":
            yield "entry-not-spent"
        if unit != budget.unit:
            yield "unit-differs"
        if quantity < 0:
            yield "amount-negative"
        if quantity == entry.quantity:
            yield "correction-changes-nothing"
        if quantity > entry.quantity:
            yield from self._care(budget, entry.on)
            if budget.closed:
                yield "budget-closed"
            if not budget.bears(quantity - entry.quantity, entry.on, budget.overdraft):
                yield "over-budget"
        if take:
            entry.quantity = quantity

    def _question_entry(self, line: Line, take: bool, open_now: bool = True) -> Iterator[str]:
        entry = yield from self._entry(line)
        if entry is not None and entry.asked == open_now:
            yield "question-open" if open_now else "no-question"
        if take and entry is not None:
            entry.asked = open_now

    def _answer_question(self, line: Line, take: bool) -> Iterator[str]:
        yield from self._question_entry(line, take, False)
