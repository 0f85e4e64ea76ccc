"""A second, simple count of all budgets, written without a look at the generator: it stops at the first fault."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Line = dict[str, Any]


def smallest(amount: dict[str, str]) -> int:
    """Read an amount as a whole number of cents, hundredths of a point, or minutes."""
    ((unit, written),) = amount.items()
    minus = -1 if written.startswith("-") else 1
    whole, rest = written.lstrip("-").replace(":", ".").split(".")
    return minus * (int(whole) * (60 if unit == "UUR" else 100) + int(rest))


def spends(lines: Iterable[Line]) -> list[Line]:
    """All spends, those that are the same act as a delivery too."""
    found = []
    for line in lines:
        if line["do"] == "spend":
            found.append(line)
        elif "spend" in line:
            found.append({"do": "spend", **line["spend"], "on": line["on"], "by": line["by"]})
    return found


@dataclass
class Budget:
    """What came in and went out, by day; planned and spent lines by number."""

    client: str | None
    provider: str
    unit: str
    first: date
    last: date
    overdraft: int
    moves: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    planned: dict[str, tuple[date, int]] = field(default_factory=dict)
    spent: dict[str, tuple[date, int]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    closed: bool = False

    def least(self, since: date) -> int:
        """Return the lowest that is free on a day or any day after it."""
        free = lowest = sum(quantity for day, quantity in self.moves.items() if day <= since)
        for day in sorted(day for day in self.moves if day > since):
            free += self.moves[day]
            lowest = min(lowest, free)
        return lowest

    def left(self) -> int:
        """Return what is free over the whole period."""
        return sum(self.moves.values())


@dataclass
class Tally:
    """Everything known so far; `take` raises AssertionError when a command would be wrong."""

    budgets: dict[str, Budget] = field(default_factory=dict)
    deaths: dict[str, date] = field(default_factory=dict)
    indicated: dict[str, date] = field(default_factory=dict)
    given: dict[tuple[str, str], int] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    questions: int = 0

    def take_all(self, lines: Iterable[Line]) -> None:
        """Count many commands, in order."""
        for line in lines:
            self.take(line)

    def take(self, line: Line) -> None:
        """Count a command; what is no business of a budget passes."""
        taker = getattr(self, f"_{line['do']}", None)
        if taker is not None:
            taker(line)

    def _grant_indicatie(self, line: Line) -> None:
        assert line["client"] not in self.indicated or line["client"] in self.ended
        self.indicated.setdefault(line["client"], date.fromisoformat(line["from"]))

    def _end_indicatie(self, line: Line) -> None:
        assert line["client"] in self.indicated
        self.ended.add(line["client"])

    def _report_death(self, line: Line) -> None:
        assert line["client"] not in self.deaths
        self.deaths[line["client"]] = date.fromisoformat(line["on"])

    def _open_budget(self, line: Line) -> None:
        assert line["budget"] not in self.budgets
        assert ("client" in line) != ("group" in line)
        first, last = date.fromisoformat(line["from"]), date.fromisoformat(line["to"])
        assert first <= last
        overdraft = smallest(line["overdraft"]) if "overdraft" in line else 0
        (unit,) = line["amount"]
        budget = Budget(line.get("client"), line["provider"], unit, first, last, overdraft)
        budget.moves[first] += smallest(line["amount"])
        assert budget.left() > 0
        self.budgets[line["budget"]] = budget

    def _open_on(self, number: str, on: str, amount: dict[str, str] | None = None) -> tuple[Budget, date]:
        budget, day = self.budgets[number], date.fromisoformat(on)
        assert not budget.closed, f"{number} is closed"
        assert budget.first <= day <= budget.last, f"{day} is outside {number}"
        if amount is not None:
            assert list(amount) == [budget.unit], f"{number} is in {budget.unit}"
            assert smallest(amount) > 0
        return budget, day

    def _raise_budget(self, line: Line) -> None:
        budget, day = self._open_on(line["budget"], line["on"], line["amount"])
        budget.moves[day] += smallest(line["amount"])

    def _lower_budget(self, line: Line) -> None:
        budget, day = self._open_on(line["budget"], line["on"], line["amount"])
        budget.moves[day] -= smallest(line["amount"])
        assert budget.least(day) >= 0

    def _carry_over(self, line: Line) -> None:
        old, day = self._open_on(line["budget"], line["on"])
        new = self.budgets[line["to_budget"]]
        assert (old.client, old.unit) == (new.client, new.unit)
        left = old.left()
        assert left > 0
        old.moves[day] -= left
        new.moves[new.first] += left
        assert old.least(day) >= 0

    def _transfer(self, line: Line) -> None:
        giver, day = self._open_on(line["from_budget"], line["on"], line["amount"])
        taker, _ = self._open_on(line["to_budget"], line["on"], line["amount"])
        assert (giver.client is None) != (taker.client is None)
        assert giver.provider == taker.provider
        assert line["reason"]
        giver.moves[day] -= smallest(line["amount"])
        taker.moves[day] += smallest(line["amount"])
        assert giver.least(day) >= 0

    def _close_budget(self, line: Line) -> None:
        budget, _ = self._open_on(line["budget"], line["on"])
        assert not budget.planned
        budget.closed = True

    def _reserve(self, line: Line) -> None:
        budget, day = self._open_on(line["budget"], line["on"], line["amount"])
        self._write(budget, line["entry"], day, smallest(line["amount"]), budget.planned)

    def _release(self, line: Line) -> None:
        budget = self.budgets[line["budget"]]
        day, quantity = budget.planned.pop(line["entry"])
        budget.moves[day] += quantity

    def _spend(self, line: Line) -> None:
        budget, day = self._open_on(line["budget"], line["on"], line["amount"])
        if "from_reservation" in line:
            planned_for, quantity = budget.planned.pop(line["from_reservation"])
            budget.moves[planned_for] += quantity
        self._write(budget, line["entry"], day, smallest(line["amount"]), budget.spent)

    def _record_delivery(self, line: Line) -> None:
        day = date.fromisoformat(line["on"])
        for client in line.get("clients", [line.get("client")]):
            assert (client, line["levering"]) not in self.given, f"{line['levering']} is there twice"
            assert self.indicated[client] <= day
            assert day <= self.deaths.get(client, date.max), f"{line['levering']} is after death"
            self.given[client, line["levering"]] = smallest(line["minutes"]) // len(line.get("clients", "1"))
        if "spend" in line:
            assert self.budgets[line["spend"]["budget"]].client == line["client"]
            self._spend({**line["spend"], "on": line["on"]})

    def _correct_delivery(self, line: Line) -> None:
        was, now = self.given[line["client"], line["levering"]], smallest(line["minutes"])
        assert 0 <= now < was
        self.given[line["client"], line["levering"]] = now

    def _spend_together(self, line: Line) -> None:
        numbers = line["budgets"]
        assert len(set(numbers)) == len(numbers) >= 2
        share, rest = divmod(smallest(line["amount"]), len(numbers))
        for place, number in enumerate(numbers):
            budget, day = self._open_on(number, line["on"], line["amount"])
            self._write(budget, line["entry"], day, share + (place < rest), budget.spent)

    def _write(self, budget: Budget, entry: str, day: date, quantity: int, into: dict[str, tuple[date, int]]) -> None:
        assert entry not in {*budget.planned, *budget.spent}, f"{entry} is there twice"
        if budget.client is not None:
            assert self.indicated[budget.client] <= day
            assert day <= self.deaths.get(budget.client, date.max), f"{entry} is after death"
        into[entry] = (day, quantity)
        budget.moves[day] -= quantity
        assert budget.least(day) >= -budget.overdraft, f"{entry} does not fit"

    def _correct_spend(self, line: Line) -> None:
        budget = self.budgets[line["budget"]]
        day, was = budget.spent[line["entry"]]
        now = smallest(line["amount"])
        assert line["reason"]
        assert 0 <= now != was
        budget.spent[line["entry"]] = (day, now)
        budget.moves[day] += was - now
        assert now < was or budget.least(day) >= -budget.overdraft

    def _question_entry(self, line: Line) -> None:
        budget = self.budgets[line["budget"]]
        assert line["entry"] in budget.spent.keys() - budget.asked
        budget.asked.add(line["entry"])
        self.questions += 1

    def _answer_question(self, line: Line) -> None:
        self.budgets[line["budget"]].asked.remove(line["entry"])
