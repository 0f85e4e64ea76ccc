"""Whether the price of a line is one that was agreed (retourcode 0611).

A contract that pays per hour, per day or per activity knows a price: neither price nor amount goes above it. One that
pays for an arrangement or for modules knows none: then the amount stays within what may be spent on the client. What
comes out in parts of a cent may be rounded up to a whole one.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ledger.aggregates.tarieven import Tarief
from ledger.correspondence.aw319.units import MINUTES, TIMELESS
from ledger.funding.activiteiten import Activiteiten
from ledger.funding.arrangement import Arrangement
from ledger.funding.contract import Component, Contract
from ledger.funding.inspanning import HOUR, Inspanning
from ledger.funding.model import Activity
from ledger.funding.modules import Modules
from ledger.funding.staffel import Step
from ledger.funding.uitkomst import Uitkomst
from ledger.messages.aw319 import Prestatie, tijdseenheid
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.percentages import WHOLE, of
from ledger.vocabulary.prorata import Dated, amount_between


class Bound(NamedTuple):
    """The most that was agreed: cents per unit of the line, where a unit has a price, and in all."""

    tarief: int | None
    eurocent: int


def against_agreed(
    line: Prestatie, contracts: Sequence[Contract], known: Tarief, values: tuple[Dated, ...]
) -> str | None:
    """Return in Dutch what is wrong with the price of a line under these contracts; None where one of them allows it.

    The contracts are those that hold for the client on the first day; `known` is the register's maximum.
    """
    bounds = [bound for contract in contracts for bound in _bounds(line, contract, known, values)]
    if not bounds:
        return (
            f"Prestatie {line.prestatiecode} is in deze eenheid niet afgesproken met deze zorgaanbieder. "
            "Controleer het contract."
        )
    for bound in bounds:
        if (bound.tarief is None or line.tarief_eurocent <= bound.tarief) and (
            line.declaratie_eurocent <= bound.eurocent
        ):
            return None
    best = max(bounds, key=lambda one: one.eurocent)
    if best.tarief is not None and line.tarief_eurocent > best.tarief:
        return f"Het tarief is {euro(line.tarief_eurocent)}; afgesproken is hoogstens {euro(best.tarief)} per eenheid."
    return f"Het bedrag is {euro(line.declaratie_eurocent)}; afgesproken is hoogstens {euro(best.eurocent)}."


def _bounds(line: Prestatie, contract: Contract, known: Tarief, values: tuple[Dated, ...]) -> Iterator[Bound]:
    for part in contract.components:
        model = part.model
        if isinstance(model, Uitkomst):
            yield from _of_outcome(line, contract, part, model, known, values)
        elif isinstance(model, Inspanning):
            if _covers(contract, part, line.prestatiecode):
                yield from _of_hours(line, contract, model.staffel, known, WHOLE)
        elif isinstance(model, Activiteiten):
            yield from _of_activities(line, contract, part, model.activities, WHOLE)
        elif isinstance(model, Arrangement):
            if model.prestatie == line.prestatiecode:
                most = max((one.share_basispoint for one in model.shares), default=0)
                yield Bound(None, _worth(line, values, Fraction(most, WHOLE)))
        elif isinstance(model, Modules):
            if model.prestatie == line.prestatiecode:
                yield Bound(None, _worth(line, values, Fraction(1)))
        elif model.PERSON_FOLLOWING and _covers(contract, part, line.prestatiecode):
            yield Bound(None, _worth(line, values, Fraction(1)))


def _of_outcome(
    line: Prestatie, contract: Contract, part: Component, model: Uitkomst, known: Tarief, values: tuple[Dated, ...]
) -> Iterator[Bound]:
    """The base at the highest factor there is, as the score may have come out; and the bonus."""
    factor = max((WHOLE, *(one.factor_basispoint for one in model.steps)))
    if model.base == "A" and _covers(contract, part, line.prestatiecode):
        yield from _of_hours(line, contract, model.staffel, known, factor)
    if model.base == "B":
        yield from _of_activities(line, contract, part, model.activities, factor)
    if model.known == "after" and line.tijdseenheid in TIMELESS and _covers(contract, part, line.prestatiecode):
        yield Bound(None, _worth(line, values, Fraction(1)))  # what settles is a difference: it has no price of its own
    if model.bonus and model.bonus.prestatie == line.prestatiecode and line.tijdseenheid in TIMELESS:
        yield Bound(model.bonus.price_eurocent, line.aantal * model.bonus.price_eurocent)


def _of_hours(
    line: Prestatie, contract: Contract, staffel: Sequence[Step], known: Tarief, factor: int
) -> Iterator[Bound]:
    if staffel:
        yield Bound(None, of(max(one.amount_eurocent for one in staffel), factor))
        return
    agreed = Fraction(of(known.eurocent, contract.basispoint) * factor, WHOLE)
    if known.unit == HOUR:
        if line.tijdseenheid in MINUTES:
            each = agreed * MINUTES[line.tijdseenheid] / 60
            yield Bound(_up(each), _up(each * line.aantal))
    elif (tijdseenheid(known.unit) or line.tijdseenheid) == line.tijdseenheid and line.tijdseenheid not in MINUTES:
        yield Bound(_up(agreed), _up(agreed * line.aantal))


def _of_activities(
    line: Prestatie, contract: Contract, part: Component, activities: Sequence[Activity], factor: int
) -> Iterator[Bound]:
    elsewhere = contract.named_elsewhere(part)
    prices = [
        one.price_eurocent
        for one in activities
        if one.prestatie == line.prestatiecode
        and (one.activity in part.covers or one.prestatie in part.covers or not part.covers)
        and one.activity not in elsewhere
    ]
    if prices and line.tijdseenheid in TIMELESS:
        price = _up(Fraction(max(prices) * factor, WHOLE))
        yield Bound(price, line.aantal * price)


def _covers(contract: Contract, part: Component, code: str) -> bool:
    return code in part.covers if part.covers else code not in contract.named_elsewhere(part)


def _worth(line: Prestatie, values: tuple[Dated, ...], share: Fraction) -> int:
    return amount_between(values, line.begindatum, line.einddatum, share)


def _up(cents: Fraction) -> int:
    return -(-cents.numerator // cents.denominator)
