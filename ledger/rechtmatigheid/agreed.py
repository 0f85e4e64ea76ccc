"""Under which contract a declared line is, and what that contract says a unit of it costs at most."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.days import NEAREST
from ledger.rechtmatigheid.facts import Line
from ledger.rechtmatigheid.register import Agreement, Maximum, Part
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.percentages import WHOLE, of
from ledger.vocabulary.units import HOUR, PER_DAY

BY_RATE = frozenset("AE")
"""The models that pay a part of the maximum per unit."""
WITH_ACTIVITIES = frozenset("BE")
"""The models that may pay a counted activity."""
FOR_NO_UNIT = frozenset("FGH")
"""The models that pay a provider, whatever is declared for a client."""

PIECE = "stuk"
_MINUTES = {HOUR: 60, "5 minuten": 5, "minuut": 1}
_PIECES = frozenset({PIECE, "module", "week", "maand", "jaar"})


def agreements_of(line: Line, case: Case) -> tuple[Agreement, ...]:
    """Return the contract that a line names, as it is on the first day; without one those that hold for the client."""
    if line.contract is None:
        return case.contracts_of(line)
    return tuple(
        one
        for one in case.register.contracts(line.provider)
        if one.contract == line.contract and one.period.covers(line.first)
    )


def may_pay(agreement: Agreement, line: Line) -> bool:
    """Tell whether a contract may be the one that a line without a contract is under.

    One that counts activities names those, and not the prestatie that they are declared as.
    """
    covers = agreement.covered is None or line.prestatie in agreement.covered
    return covers or (line.unit == PIECE and bool(WITH_ACTIVITIES & set(agreement.models)))


class Price(NamedTuple):
    """The most that was agreed: cents per unit; without a unit cents in all, whatever the quantity."""

    cents: Fraction
    unit: str | None


def prices_of(agreements: Iterable[Agreement], line: Line, maximum: Maximum) -> list[Price]:
    """Return what each model of contracts pays a line at most: by rate, by the last step of a staffel, by the piece."""
    found: list[Price] = []
    for one in agreements:
        for part in one.parts:
            if line.unit == PIECE:
                found += [Price(Fraction(cents), PIECE) for code, cents in part.pieces if code == line.prestatie]
            if part.model not in BY_RATE or not one.covers(part, line.prestatie):
                continue
            if part.step is not None:
                found.append(Price(Fraction(of(part.step, part.factor)), None))
            else:
                found.append(Price(rate_of(one, part, maximum), maximum.unit))
    return found


def factor_of(agreement: Agreement, line: Line) -> int:
    """Return the highest factor that a score gives the prestatie of a line, in basispunten."""
    return max((WHOLE, *(one.factor for one in agreement.parts if agreement.covers(one, line.prestatie))))


def rate_of(agreement: Agreement, part: Part, maximum: Maximum) -> Fraction:
    """Return the price of a unit: the agreed part of the maximum, by the highest factor of a score."""
    return Fraction(of(maximum.eurocent, agreement.basispoint) * part.factor, WHOLE)


def pays_otherwise(agreements: Iterable[Agreement]) -> bool:
    """Tell whether a contract may pay a line something that is no part of the maximum, so that no price is to be said.

    It prices activities, arrangements or modules, or pays a provider whatever is declared.
    """
    return any(not BY_RATE & set(one.models) or set(one.models) - FOR_NO_UNIT - BY_RATE for one in agreements)


def amount_at(line: Line, cents: Fraction, unit: str) -> Fraction | None:
    """Return what the quantity of a line comes to at a price per unit, in cents; None when it counts something else.

    Of a line without a price the minutes count as they may be declared: rounded to five, never less than they are.
    A file has no word for a module or a week: there it is a piece.
    """
    if line.unit == "minuut":
        if unit not in _MINUTES:
            return None
        minutes = line.quantity
        if line.price is None:
            minutes = max(minutes, rounded(minutes, NEAREST) * NEAREST)
        return cents * minutes / _MINUTES[unit]
    return cents * line.quantity if _is_same(line, line.unit, unit) else None


def price_in(line: Line, cents: Fraction, unit: str, per: str) -> int | None:
    """Return a price per unit as the price per another, in whole cents: a part of a cent may be rounded up.

    >>> from types import SimpleNamespace
    >>> price_in(SimpleNamespace(price=1), Fraction(6001), "uur", "5 minuten")
    501
    """
    if unit in _MINUTES and per in _MINUTES:
        return up(cents * _MINUTES[per] / _MINUTES[unit])
    return up(cents) if _is_same(line, per, unit) else None


def units_of(line: Line, per: str) -> Fraction | None:
    """Return how many times a line counts what its price is for; None when it counts something else."""
    if line.unit == "minuut":
        return Fraction(line.quantity, _MINUTES[per]) if per in _MINUTES else None
    return Fraction(line.quantity) if _is_same(line, line.unit, per) else None


def up(cents: Fraction) -> int:
    """Return whole cents; a part of a cent is rounded up."""
    return -(-cents.numerator // cents.denominator)


def nearest(cents: Fraction) -> int:
    """Return whole cents; exactly half rounds away from zero."""
    return rounded(cents.numerator, cents.denominator)


def _is_same(line: Line, counted: str, unit: str) -> bool:
    if counted == unit or {counted, unit} <= PER_DAY:
        return True
    return line.price is not None and {counted, unit} <= _PIECES
