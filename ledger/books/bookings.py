"""The log as books: for every event that moves money one journal entry, in balance; its number is the position.

Amounts are whole cents. Budgets in points and in hours are booked by the same scheme, in hundredths of a point and in
minutes: they are told apart by their unit, and never stand in one file with euros. An entry counts on the day of care
(of several days the first, as in all totals), else on the day that the event is dated.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import msgspec

from ledger.books.scheme import Rule, scheme
from ledger.events import Contracteerruimte, Event, VirtualBudget
from ledger.subjects import day_of
from ledger.vocabulary.amounts import Unit


class Movement(msgspec.Struct, frozen=True):
    """An amount from zero, in the smallest unit of its entry: debit of one account, credit of another."""

    debit: str
    credit: str
    quantity: int
    meaning: str


class Posted(msgspec.Struct, frozen=True, kw_only=True):
    """One journal entry. `on` is the day on which it counts, `decided` the day that the event itself is dated."""

    position: int
    topic: str
    journal: str
    unit: Unit
    on: date
    decided: date
    movements: tuple[Movement, ...]
    client: str | None = None
    provider: str | None = None
    region: str | None = None
    budget: str | None = None
    entry: str | None = None
    declaration: str | None = None
    line: str | None = None
    prestatie: str | None = None


_NAMED = ("client", "provider", "region", "budget", "entry", "declaration", "line", "prestatie")


class Books:
    """Books the log in its order: some entries need what was booked before them (a reservation, an agreement).

    Events may be left out, if none of their own stream are.
    """

    def __init__(self) -> None:
        self.reserved: dict[tuple[str, str], int] = {}
        self.agreed: dict[tuple[str, int, str], int] = {}

    def post(self, position: int, event: Event) -> Posted | None:
        """Return the entry of an event; None of one that has no money."""
        rules = scheme().get(event.TOPIC)
        if rules is None:
            return None
        movements = tuple(
            _movement(rule, amount) for rule in rules if (amount := self._amount(rule, event)) is not None
        )
        self._remember(event)
        told = {name: getattr(event, name) for name in _named_by(type(event))}
        on, decided = _days(event)
        return Posted(
            position=position,
            topic=event.TOPIC,
            journal=rules[0].journal,
            unit=_unit_of(event),
            on=on,
            decided=decided,
            movements=movements,
            **told,
        )

    def _amount(self, rule: Rule, event: Any) -> int | None:
        """Return what a rule moves; None when there is nothing to move at all."""
        sum_of = _SUMS.get(rule.movement)
        found: int | None = getattr(event, rule.movement) if sum_of is None else sum_of(self, event)
        return found

    def _remember(self, event: Event) -> None:
        if isinstance(event, VirtualBudget.Reserved):
            self.reserved[event.budget, event.entry] = event.quantity
        elif isinstance(event, Contracteerruimte.AgreementMade):
            self.agreed[event.region, event.year, event.provider] = event.eurocent


def _reservation_held(books: Books, event: VirtualBudget.Spent) -> int | None:
    if event.from_reservation is None:
        return None
    return books.reserved[event.budget, event.from_reservation]


def _changed_by(books: Books, event: VirtualBudget.SpendCorrected) -> int:
    return event.quantity - event.quantity_before


def _agreed_more(books: Books, event: Contracteerruimte.AgreementMade) -> int:
    return event.eurocent - books.agreed.get((event.region, event.year, event.provider), 0)


_SUMS: MappingProxyType[str, Callable[[Books, Any], int | None]] = MappingProxyType(
    {
        "what the reservation held": _reservation_held,
        "difference from the quantity before": _changed_by,
        "difference from the agreement before": _agreed_more,
    }
)


def _movement(rule: Rule, amount: int) -> Movement:
    if amount < 0:
        return Movement(rule.credit, rule.debit, -amount, rule.meaning)
    return Movement(rule.debit, rule.credit, amount, rule.meaning)


def _unit_of(event: Any) -> Unit:
    """Return the unit of a budget; all else is booked in euros. What a declared line counts its care in is no unit."""
    unit = getattr(event, "unit", None)
    return unit if isinstance(unit, Unit) else Unit.EUR


@cache
def _named_by(event: type[Event]) -> tuple[str, ...]:
    return tuple(name for name in _NAMED if name in event.__struct_fields__)


def _days(event: Any) -> tuple[date, date]:
    """Return the day on which an entry counts, and the day that the event is dated.

    What was decided about the contracteerruimte of a year counts within that year, whenever it was decided.
    """
    dated: date | None = getattr(event, "on", None) or day_of(event)
    assert dated is not None, f"{event.TOPIC} is booked and has no day"
    if isinstance(event, Contracteerruimte.Set | Contracteerruimte.Corrected | Contracteerruimte.AgreementMade):
        return min(max(dated, date(event.year, 1, 1)), date(event.year, 12, 31)), dated
    return getattr(event, "first", dated), dated


def counts_on(event: Event) -> date:
    """Return the day on which an event that is booked counts."""
    return _days(event)[0]


def balances(entries: Iterable[Posted], unit: Unit = Unit.EUR) -> dict[str, int]:
    """Return what every account holds that was moved: debit above zero, credit below. Together they are zero."""
    found: dict[str, int] = {}
    for entry in entries:
        if entry.unit is unit:
            for one in entry.movements:
                found[one.debit] = found.get(one.debit, 0) + one.quantity
                found[one.credit] = found.get(one.credit, 0) - one.quantity
    return dict(sorted(found.items()))
