"""Budgets opened, shared and closed; people, their rights and deaths; what a point is worth."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tests.ledger.histories.model import DAY, Budget, Budgets, Line, smallest


class Figures(NamedTuple):
    """A balance, in the smallest unit; the value in cents."""

    granted: int
    reserved: int
    spent: int
    available: int
    value: int | None


@dataclass
class World(Budgets):
    """Everything that is known at one position of the log."""

    def faults(self, line: Line) -> set[str]:
        """Return the codes of all rules that a line breaks; empty when it is to be accepted."""
        return set(getattr(self, f"_{line['do']}")(line, False))

    def after(self, lines: list[Line]) -> "World":
        """Return the world as it would be after some lines."""
        later = deepcopy(self)
        for line in lines:
            later.take(line)
        return later

    def take(self, line: Line) -> None:
        """Let an accepted line take effect."""
        faults = list(getattr(self, f"_{line['do']}")(line, True))
        assert not faults

    def value(self, budget: Budget, quantity: int, on: date) -> int | None:
        """Return the worth in cents at the rate of a day; half a cent away from zero."""
        if budget.unit == "EUR":
            return quantity
        dated = [one for one in self.rates.get((budget.provider, budget.unit), {}).items() if one[0] <= on]
        if not dated:
            return None
        exact = Fraction(abs(quantity) * max(dated)[1], 60 if budget.unit == "UUR" else 100)
        cents = int(exact + Fraction(1, 2))
        return -cents if quantity < 0 else cents

    def figures(self, budget: Budget, on: date | None) -> Figures:
        """Return the balance up to a day; without a day up to the last."""
        day = on or budget.last
        granted, reserved, spent = budget.sums(day)
        left = granted - reserved - spent
        return Figures(granted, reserved, spent, left, self.value(budget, left, day))

    def _open_budget(self, line: Line, take: bool) -> Iterator[str]:
        unit, quantity = smallest(line["amount"])
        first, last = date.fromisoformat(line["from"]), date.fromisoformat(line["to"])
        overdraft = smallest(line["overdraft"])[1] if "overdraft" in line else 0
        if line["budget"] in self.budgets:
            yield "budget-exists"
        if last < first:
            yield "period-reversed"
        if quantity < 0:
            yield "amount-negative"
        if take:
            client, provider, remainder = line.get("client"), line["provider"], line["remainder"]
            budget = Budget(client, provider, unit, first, last, overdraft, remainder, [(first, quantity)])
            self.budgets[line["budget"]] = budget

    def _raise_budget(self, line: Line, take: bool, sign: int = 1) -> Iterator[str]:
        budget, on = self._budget_of(line), date.fromisoformat(line["on"])
        unit, quantity = smallest(line["amount"])
        if budget is None:
            yield "budget-unknown"
            return
        yield from self._open_on(budget, on)
        yield from self._amount(budget, unit, quantity)
        if sign < 0 and not budget.bears(quantity, on, 0):
            yield "over-budget"
        if take:
            budget.grants.append((on, sign * quantity))

    def _lower_budget(self, line: Line, take: bool) -> Iterator[str]:
        yield from self._raise_budget(line, take, -1)

    def _both(self, line: Line, giver: str, taker: str) -> Iterator[str]:
        if self._budget_of(line, giver) is None or self._budget_of(line, taker) is None:
            yield "budget-unknown"

    def _transfer(self, line: Line, take: bool) -> Iterator[str]:
        if unknown := list(self._both(line, "from_budget", "to_budget")):
            yield from unknown
            return
        giver, taker = self.budgets[line["from_budget"]], self.budgets[line["to_budget"]]
        on = date.fromisoformat(line["on"])
        unit, quantity = smallest(line["amount"])
        if (giver.client is None) == (taker.client is None):
            yield "transfer-needs-group"
        if giver.provider != taker.provider:
            yield "provider-differs"
        if line["transfer"] in giver.transfers | taker.transfers:
            yield "transfer-exists"
        for budget in (giver, taker):
            yield from self._open_on(budget, on)
            yield from self._amount(budget, unit, quantity)
        if not giver.bears(quantity, on, 0):
            yield "over-budget"
        if take:
            giver.transfers.add(line["transfer"])
            taker.transfers.add(line["transfer"])
            giver.grants.append((on, -quantity))
            taker.grants.append((on, quantity))

    def _carry_over(self, line: Line, take: bool) -> Iterator[str]:
        if unknown := list(self._both(line, "budget", "to_budget")):
            yield from unknown
            return
        giver, taker = self.budgets[line["budget"]], self.budgets[line["to_budget"]]
        on = date.fromisoformat(line["on"])
        arrives = max(on, taker.first)
        left = giver.free(giver.last)
        goes = {
            "lapses": False,
            "carries_over": taker.client == giver.client,
            "to_group": taker.client is None,
        }[giver.remainder]
        if not goes or taker is giver or taker.provider != giver.provider:
            yield "remainder-rule"
        yield from self._open_on(giver, on)
        yield from self._open_on(taker, arrives)
        if taker.unit != giver.unit:
            yield "unit-differs"
        if left <= 0:
            yield "nothing-left"
        if not giver.bears(left, on, 0):
            yield "over-budget"
        if take:
            giver.grants.append((on, -left))
            taker.grants.append((arrives, left))

    def _close_budget(self, line: Line, take: bool) -> Iterator[str]:
        budget = self._budget_of(line)
        if budget is None:
            yield "budget-unknown"
            return
        yield from self._open_on(budget, date.fromisoformat(line["on"]))
        if any(entry.kind == "reserved" for entry in budget.entries.values()):
            yield "reservations-open"
        if any(
            entry.kind == "spent" and entry.quantity and entry.on > date.fromisoformat(line["on"])
            for entry in budget.entries.values()
        ):
            yield "lines-later"
        if take:
            budget.closed = True

    def _name_stand(self, line: Line, take: bool) -> Iterator[str]:
        yield from ()

    def _register_client(self, line: Line, take: bool) -> Iterator[str]:
        yield from ()

    def _grant_indicatie(self, line: Line, take: bool) -> Iterator[str]:
        yield from ()
        if take:
            self.indicaties[line["client"]] = date.fromisoformat(line["from"]), date.fromisoformat(line["to"])

    def _end_indicatie(self, line: Line, take: bool) -> Iterator[str]:
        first, last = self.indicaties[line["client"]]
        on = date.fromisoformat(line["on"])
        if on < first - DAY:
            yield "before-indicatie"
        if on > last:
            yield "after-indicatie"
        if take:
            self.indicaties[line["client"]] = first, on

    def _report_death(self, line: Line, take: bool) -> Iterator[str]:
        if line["client"] in self.deaths:
            yield "death-known"
        if take:
            self.deaths[line["client"]] = date.fromisoformat(line["on"])

    def _withdraw_death(self, line: Line, take: bool) -> Iterator[str]:
        if line["client"] not in self.deaths:
            yield "death-unknown"
        if take:
            del self.deaths[line["client"]]

    def _set_value(self, line: Line, take: bool) -> Iterator[str]:
        dated = self.rates.setdefault((line["provider"], line["unit"]), {})
        first, (_, cents) = date.fromisoformat(line["from"]), smallest(line["value"])
        if dated.get(first) == cents:
            yield "value-known"
        if take:
            dated[first] = cents
