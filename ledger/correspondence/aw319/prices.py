"""Whether the price of a line is one that was agreed (retourcode 0611).

A contract that pays per hour, per day or per activity knows a price: neither price nor amount goes above it. One that
pays for an arrangement or for modules knows none: then the amount stays within what may be spent on the client. What
comes out in parts of a cent may be rounded up to a whole one.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger.aggregates.tarieven import Tarief
from ledger.correspondence.aw319 import retourcodes
from ledger.correspondence.aw319.retourcodes import Finding
from ledger.correspondence.aw319.units import MINUTES, TIMELESS
from ledger.funding.claimed import Bound, Claimed
from ledger.funding.contract import Contract
from ledger.messages.aw319 import Prestatie, tijdseenheid
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.prorata import Dated


class Agreement(NamedTuple):
    """The contract that allows the price of a line; or none, and what is wrong with the price."""

    contract: Contract | None
    wrong: Finding | None = None


def agreement_of(line: Prestatie, contracts: Sequence[Contract], known: Tarief, values: tuple[Dated, ...]) -> Agreement:
    """Return under which contract a line was agreed at this price, the first that allows it.

    The contracts are those that hold for the client on the first day; `known` is the register's maximum.
    """
    bounds = [(contract, bound) for contract in contracts for bound in _bounds(line, contract, known, values)]
    allowing = (contract for contract, bound in bounds if _allows(bound, line))
    if (found := next(allowing, None)) is not None:
        return Agreement(found)
    if not bounds:
        told = (
            f"Prestatie {line.prestatiecode} is in deze eenheid niet afgesproken met deze zorgaanbieder. "
            "Controleer het contract."
        )
    else:
        told = _above(line, max((bound for _, bound in bounds), key=lambda one: one.eurocent))
    return Agreement(None, Finding(retourcodes.RATE_DIFFERS, "price-not-agreed", "0425", told))


def _above(line: Prestatie, best: Bound) -> str:
    if best.tarief is not None and line.tarief_eurocent > best.tarief:
        return f"Het tarief is {euro(line.tarief_eurocent)}; afgesproken is hoogstens {euro(best.tarief)} per eenheid."
    return f"Het bedrag is {euro(line.declaratie_eurocent)}; afgesproken is hoogstens {euro(best.eurocent)}."


def _bounds(line: Prestatie, contract: Contract, known: Tarief, values: tuple[Dated, ...]) -> Iterator[Bound]:
    """Yield what each model of a contract says was agreed for a line."""
    unit = line.tijdseenheid
    for part in contract.components:
        yield from part.model.bounds(
            Claimed(
                contract=contract,
                component=part,
                prestatie=line.prestatiecode,
                first=line.begindatum,
                last=line.einddatum,
                units=line.aantal,
                unit_minutes=MINUTES.get(unit),
                timeless=unit in TIMELESS,
                in_register_unit=(tijdseenheid(known.unit) or unit) == unit,
                maximum_eurocent=known.eurocent,
                maximum_unit=known.unit,
                values=values,
            )
        )


def _allows(bound: Bound, line: Prestatie) -> bool:
    """Tell whether neither price nor amount of a line goes above what was agreed."""
    within = bound.tarief is None or line.tarief_eurocent <= bound.tarief
    return within and line.declaratie_eurocent <= bound.eurocent
