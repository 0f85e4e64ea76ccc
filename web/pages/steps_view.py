"""'Waarom dit bedrag?': from what was written down, by the dated rate, to the value in euro."""

from collections.abc import Iterator

from ledger.vocabulary.amounts import Amount, Unit, value_in_cents
from projections.rows import Row
from web import dutch
from web.view_models.client import Step

ONE = {"PUNT": "Eén punt", "UUR": "Eén uur"}


def value_at(entry: Row, quantity: int, unit: dutch.Unit) -> int | None:
    """Return the cents of a quantity at the rate that was decided when the line was written; None without a rate."""
    if entry["rate_eurocent"] is None:
        return None
    return value_in_cents(Amount(Unit[unit], quantity), entry["rate_eurocent"])


def steps_of_spend(entry: Row, unit: dutch.Unit, reservation: Row | None) -> tuple[Step, ...]:
    """Return how a line came to its amount and its price, as it was first written down."""
    return (*_how_much(entry, unit, reservation), *_worth(entry, entry["first_quantity"], unit))


def steps_of_correction(entry: Row, was: int, quantity: int, unit: dutch.Unit) -> tuple[Step, ...]:
    """Return how a correction came to its difference."""
    steps = [
        Step("Er stond", dutch.amount_short(was, unit)),
        Step("Het moet zijn", dutch.amount_short(quantity, unit)),
        Step("Het verschil", dutch.signed(was - quantity, unit)),
    ]
    return (*steps, *_worth(entry, was - quantity, unit))


def _how_much(entry: Row, unit: dutch.Unit, reservation: Row | None) -> Iterator[Step]:
    together = entry["group_size"]
    if together:
        others = dutch.count(together - 1, "ander", "anderen")
        yield Step(f"Dit is samen gedaan met {others}. Het geheel is precies verdeeld over {together}.")
        yield Step("Uw deel", dutch.amount_short(entry["first_quantity"], unit))
    else:
        yield Step("Opgeschreven", dutch.amount_short(entry["first_quantity"], unit))
    if reservation is not None:
        held = dutch.amount_short(reservation["quantity"], unit)
        yield Step("Hiervoor was gereserveerd. Wat niet nodig was, is weer vrij.", held)


def _worth(entry: Row, quantity: int, unit: dutch.Unit) -> Iterator[Step]:
    cents = value_at(entry, quantity, unit)
    if cents is None:
        return
    rate = dutch.euro(entry["rate_eurocent"])
    yield Step(f"{ONE[unit]} is {rate} waard, vanaf {dutch.day(entry['rate_from'])}.")
    yield Step(f"{dutch.amount_short(abs(quantity), unit)} keer {rate}", dutch.euro(abs(cents)))
