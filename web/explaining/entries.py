"""One line of a budget: how much, why that price, and every correction of it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ledger.vocabulary.amounts import Amount, Unit, value_in_cents
from projections.client_budget.balance import BudgetRows
from projections.rows import Row
from web import dutch
from web.explaining.node import Node, Sprout, branch, leaf
from web.explaining.witness import Witness, subject_of

ONE = {"PUNT": "Eén punt", "UUR": "Eén uur"}
ENDS = {
    "released": "Vrijgegeven: het ging niet door",
    "used": "Gebruikt voor een regel die is opgeschreven",
}


class Telling(NamedTuple):
    """A budget as known at a position, up to a day, for who asks."""

    rows: BudgetRows
    day: date
    witness: Witness

    @property
    def budget(self) -> str:
        """Return the number of the budget."""
        number: str = self.rows.budget["budget"]
        return number

    @property
    def unit(self) -> dutch.Unit:
        """Return the unit of the budget."""
        unit: dutch.Unit = self.rows.budget["unit"]
        return unit

    def amount(self, quantity: int) -> Amount:
        """Return an amount in the unit of the budget."""
        return Amount(Unit[self.unit], quantity)

    def short(self, quantity: int) -> str:
        """Write a quantity in the unit of the budget."""
        return dutch.amount_short(quantity, self.unit)

    def opened(self, sealed: str | None) -> str:
        """Return a sealed text for who may open it."""
        return self.witness.opened(subject_of(self.rows.budget["client"], self.budget), sealed)

    def because(self, sealed: str | None) -> str:
        """Return a reason as a basis; '' when there is none or it stays sealed."""
        text = self.opened(sealed)
        return f"Reden: {text.rstrip('.')}." if text else ""


def counts(entry: Row) -> int:
    """Return what a line takes from its budget: a reservation only as long as it is open."""
    return 0 if entry["kind"] == "reserved" and entry["state"] != "open" else int(entry["quantity"])


def sprout_of(telling: Telling, entry: Row, sign: int = 1) -> Sprout:
    """Return a line as a part of what is reserved or spent."""
    amount = telling.amount(sign * counts(entry))
    return Sprout(amount, entry["position"], lambda depth: entry_node(telling, entry, depth, sign))


def entry_node(telling: Telling, entry: Row, depth: int, sign: int = 1, skip: int = 0) -> Node:
    """Return a line with what was written down first and every correction, which add up to it."""
    named = telling.opened(entry["what"]) or ("Gereserveerd" if entry["kind"] == "reserved" else "Besteed")
    by = telling.witness.by(entry["position"])
    giver = "" if by is not None and by.id == entry["by"] else f", van {entry['by']}"
    node = Node(
        f"{named[0].upper()}{named[1:]}, {dutch.day(entry['on'])}",
        telling.amount(sign * counts(entry)),
        (entry["position"],),
        f"Regel {entry['entry']}{giver}.",
        by,
        entry["on"],
        f"{telling.budget}/{entry['entry']}",
        adds=True,
    )
    return branch(node, list(_versions(telling, entry, sign)), telling.witness, depth, skip)


def _versions(telling: Telling, entry: Row, sign: int) -> Iterator[Sprout]:
    first = telling.amount(sign * entry["first_quantity"])
    yield Sprout(first, entry["position"], lambda depth: _first(telling, entry, first, depth))
    for remark in telling.rows.remarks:
        if remark["entry"] != entry["entry"]:
            continue
        if remark["kind"] == "corrected":
            yield _correction(telling, remark, sign * (remark["quantity"] - remark["was"]))
        elif remark["kind"] == "released":
            yield leaf(_end(telling, entry, remark["position"], ENDS["released"], remark["text"], sign))
    if entry["kind"] == "reserved" and entry["state"] == "used":
        spent = next(one for one in telling.rows.entries if one["from_reservation"] == entry["entry"])
        yield leaf(_end(telling, entry, spent["position"], f"{ENDS['used']}: regel {spent['entry']}", None, sign))


def _correction(telling: Telling, remark: Row, difference: int) -> Sprout:
    told = (
        f"Verbeterd: {telling.short(remark['quantity'])} in plaats van {telling.short(remark['was'])}"
        if remark["quantity"]
        else f"Ingetrokken: er stond {telling.short(remark['was'])}"
    )

    def grow(depth: int) -> Node:
        position = remark["position"]
        because, by = telling.because(remark["text"]), telling.witness.by(position)
        return Node(told, telling.amount(difference), (position,), because, by)

    return Sprout(telling.amount(difference), remark["position"], grow)


def _end(telling: Telling, entry: Row, position: int, told: str, sealed: str | None, sign: int) -> Node:
    amount = telling.amount(-sign * entry["quantity"])
    return Node(told, amount, (position,), telling.because(sealed), telling.witness.by(position))


def _first(telling: Telling, entry: Row, amount: Amount, depth: int) -> Node:
    unit, quantity = telling.unit, entry["first_quantity"]
    held = next((one for one in telling.rows.entries if one["entry"] == entry["from_reservation"]), None)
    grounds = [*_together(entry), *_planned(held, unit)]
    if entry["rate_eurocent"] is not None:
        grounds += [rate_node(telling, entry["rate_eurocent"], entry["rate_from"]), _priced(entry, quantity, unit)]
    by = telling.witness.by(entry["position"])
    node = Node("Opgeschreven", amount, (entry["position"],), by=by, on=entry["on"])
    return branch(node, [leaf(one) for one in grounds], telling.witness, depth)


def rate_node(telling: Telling, cents: int, first: date) -> Node:
    """Return what a point or an hour is worth, with the version and the event that says so."""
    unit, provider = telling.unit, telling.rows.budget["provider"]
    found = telling.witness.rate_set(provider, unit, first)
    version = f", versie {found.version}" if found else ""
    source = f" Vastgelegd via {found.source}." if found and found.source and not telling.witness.is_family else ""
    return Node(
        rate_told(unit, cents, first),
        Amount(Unit.EUR, cents),
        (found.position,) if found else (),
        f"Waarde van {provider} vanaf {dutch.day(first)}{version}.{source}",
        found.by if found else None,
        first,
    )


def rate_told(unit: dutch.Unit, cents: int, first: date) -> str:
    """Tell what a point or an hour is worth, and since when."""
    return f"{ONE[unit]} is {dutch.euro(cents)} waard, vanaf {dutch.day(first)}."


def grounds_of(entry: Row, unit: dutch.Unit, reservation: Row | None, quantity: int) -> list[Node]:
    """Return why a line has its amount and its price, as it was first written down."""
    told = "Uw deel" if entry["group_size"] else "Opgeschreven"
    together, planned = _together(entry), _planned(reservation, unit)
    return [*together, Node(told, Amount(Unit[unit], quantity)), *planned, *worth_of(entry, quantity, unit)]


def _together(entry: Row) -> Iterator[Node]:
    together = entry["group_size"]
    if together:
        others = dutch.count(together - 1, "ander", "anderen")
        yield Node(f"Dit is samen gedaan met {others}. Het geheel is precies verdeeld over {together}.")


def _planned(reservation: Row | None, unit: dutch.Unit) -> Iterator[Node]:
    if reservation is not None:
        held = Amount(Unit[unit], reservation["quantity"])
        yield Node("Hiervoor was gereserveerd. Wat niet nodig was, is weer vrij.", held)


def worth_of(entry: Row, quantity: int, unit: dutch.Unit) -> Iterator[Node]:
    """Yield the rate that was decided when a line was written, and what a quantity is worth at it."""
    if entry["rate_eurocent"] is not None:
        yield Node(rate_told(unit, entry["rate_eurocent"], entry["rate_from"]))
        yield _priced(entry, quantity, unit)


def _priced(entry: Row, quantity: int, unit: dutch.Unit) -> Node:
    rate = dutch.euro(entry["rate_eurocent"])
    cents = abs(value_at(entry, quantity, unit) or 0)
    return Node(f"{dutch.amount_short(abs(quantity), unit)} keer {rate}", Amount(Unit.EUR, cents))


def value_at(entry: Row, quantity: int, unit: dutch.Unit) -> int | None:
    """Return the cents of a quantity at the rate that was decided when the line was written; None without a rate."""
    if entry["rate_eurocent"] is None:
        return None
    return value_in_cents(Amount(Unit[unit], quantity), entry["rate_eurocent"])
