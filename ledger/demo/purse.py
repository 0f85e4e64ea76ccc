"""The generator's own count of a virtual budget, on the safe side: what it allows, the ledger allows."""

from dataclasses import dataclass, field
from datetime import date

from ledger.demo.care import Delivery
from ledger.demo.providers import Provider


@dataclass(slots=True, eq=False)
class Purse:
    """Amounts in the provider's smallest unit. `later` holds what was granted after the first day."""

    budget: str
    provider: Provider
    first: date
    last: date
    granted: int
    overdraft: int = 0
    used: int = 0
    later: list[tuple[date, int]] = field(default_factory=list)
    planned: dict[str, int] = field(default_factory=dict)
    closed: bool = False

    def room(self, on: date) -> int:
        """Return what is certainly free on a day: everything used counts, whatever its day."""
        granted = self.granted + sum(amount for start, amount in self.later if start <= on)
        return granted - self.used

    def bears(self, on: date, quantity: int, overdraft: int = 0) -> bool:
        """Tell whether an amount above zero may be used on a day."""
        open_then = not self.closed and self.first <= on <= self.last
        return open_then and 0 < quantity <= self.room(on) + overdraft

    def reserve(self, entry: str, quantity: int) -> None:
        """Hold an amount."""
        self.planned[entry] = quantity
        self.used += quantity

    def end_reservation(self, entry: str) -> int:
        """Free what was held, and return it."""
        quantity = self.planned.pop(entry)
        self.used -= quantity
        return quantity


@dataclass(slots=True, eq=False)
class Entry:
    """A spend as it is known now, who wrote it, and the delivery that is the same act."""

    purse: Purse
    id: str
    on: date
    quantity: int
    what: str
    delivery: Delivery | None = None
    by: str = ""
