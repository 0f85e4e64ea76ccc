"""Is the price one that may be asked: the maximum of NZa, the rate of the contract, and quantity × price."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ledger.rechtmatigheid.agreed import (
    Price,
    agreements_of,
    amount_at,
    factor_of,
    may_pay,
    nearest,
    pays_otherwise,
    price_in,
    prices_of,
    units_of,
    up,
)
from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.days import is_wmo
from ledger.rechtmatigheid.facts import Line
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.register import Agreement, Maximum
from ledger.rechtmatigheid.rule import LegalBasis, rule
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.percentages import WHOLE, of, percentage

HOURS = "A"
"""The model of which the amount is the quantity times the price, before any ceiling."""
WEIGHED = "E"
"""The model of which a score weighs the price."""


@rule(
    "Tarief boven het maximum",
    LegalBasis("Wmg", "artikel 35", "1"),
    LegalBasis("Wmg", "artikel 50", "1"),
    looks_at="line",
    retourcode="0611",
)
def rate_above_maximum(line: Line, case: Case) -> Iterator[Found]:
    """A unit costs no more than the maximum of the register in the year of the first day."""
    maximum = case.register.maximum(line.prestatie, line.first)
    above = None if maximum is None else _above_maximum(line, case, maximum)
    if maximum is not None and above is not None:
        told = (
            f"{_asked(line)}, en het maximum van {line.prestatie} in {line.first.year} is {euro(maximum.eurocent)} per "
            f"{maximum.unit} (versie {maximum.version}): dat is {euro(above)} te veel."
        )
        yield Found(above, (*line.events, maximum.event), told)


@rule(
    "Tarief boven de afspraak in het contract",
    LegalBasis("Wlz", "artikel 4.2.2", "2"),
    looks_at="line",
    retourcode="0611",
)
def rate_differs_from_contract(line: Line, case: Case) -> Iterator[Found]:
    """A unit costs no more than the agreed part of the maximum, both as known at this stand."""
    maximum = case.register.maximum(line.prestatie, line.first)
    if maximum is None or line.settles or _above_maximum(line, case, maximum) is not None:
        return
    agreed = agreements_of(line, case)
    if line.model is None:
        agreed = tuple(one for one in agreed if may_pay(one, line))
        over = _above_each(line, agreed, maximum)
    else:
        over = _above_derived(line, agreed, maximum)
    if over is not None:
        above, best = over
        told = f"{_asked(line)}, en {_agreed(best, agreed, maximum)}: dat is {euro(above)} te veel."
        yield Found(above, (*line.events, maximum.event, *(one.event for one in agreed)), told)


@rule(
    "Bedrag is niet aantal keer prijs",
    LegalBasis("Wmg", "artikel 35", "1"),
    LegalBasis("Vektis AW319", "velden 0418, 0425 en 0429", edition="1.4"),
    looks_at="line",
    severity="medium",
)
def quantity_differs(line: Line, case: Case) -> Iterator[Found]:
    """What is asked is the quantity times the price, where both are known; a ceiling may take off what is above it."""
    expected = _expected(line)
    if expected is None:
        return
    least, most = expected
    if least <= line.eurocent <= most or _is_put_right(line, most):
        return
    told = f"{_asked(line)}, en aantal keer prijs is {euro(most)}."
    yield Found(max(line.left - most, 0), line.events, told)


def _above_maximum(line: Line, case: Case, maximum: Maximum) -> int | None:
    """Return how many cents a line is above the maximum, perhaps none when only its price is; None when it is not."""
    if line.settles or is_wmo(line, case):
        return None
    most = Fraction(maximum.eurocent)
    if line.tarief_eurocent is None and line.model in (HOURS, WEIGHED):
        return None  # a staffel: its steps are no price of a unit
    if line.model == HOURS and line.tarief_eurocent is not None and line.rate_basispoint is not None:
        return _above_agreed(line, line.tarief_eurocent, line.rate_basispoint, most, maximum.unit)
    above = _above_price(line, most, maximum.unit)
    return None if above is None or _is_paid_more(line, case, maximum) else above


def _is_paid_more(line: Line, case: Case, maximum: Maximum) -> bool:
    """Tell whether a contract may pay a line more than its quantity at the maximum.

    By the steps of a staffel, by the factor of a score, by the price of a piece. What it then pays is another rule.
    """
    agreed = agreements_of(line, case)
    if line.model is not None:
        return line.model == WEIGHED and any(
            price.cents > maximum.eurocent for price in prices_of(agreed, line, maximum)
        )
    agreed = tuple(one for one in agreed if may_pay(one, line))
    prices = _countable(line, agreed, maximum)
    if any(_above(line, price) is None for price in prices):
        return True
    dearer = any(price.unit is None or price.cents > maximum.eurocent for price in prices)
    return dearer and not pays_otherwise(agreed)


def _countable(line: Line, agreed: Iterable[Agreement], maximum: Maximum) -> list[Price]:
    """Return what contracts pay at most, in a unit that the line counts."""
    prices = prices_of(agreed, line, maximum)
    return [one for one in prices if one.unit is None or amount_at(line, one.cents, one.unit) is not None]


def _above_each(line: Line, agreed: Sequence[Agreement], maximum: Maximum) -> tuple[int, Price] | None:
    """Hold a line against all that contracts may pay it; return the least that it is above, None when one allows it."""
    if pays_otherwise(agreed):
        return None
    held = [(_above(line, price), price) for price in _countable(line, agreed, maximum)]
    over = [(above, price) for above, price in held if above is not None]
    return min(over, key=lambda one: one[0]) if over and len(over) == len(held) else None


def _above_derived(line: Line, agreed: Sequence[Agreement], maximum: Maximum) -> tuple[int, Price] | None:
    """Hold the price that a derivation used against that of the contract, and what a score made of it."""
    if line.tarief_eurocent is None or line.rate_basispoint is None or not agreed:
        return None
    best = Price(Fraction(max(of(maximum.eurocent, one.basispoint) for one in agreed)), maximum.unit)
    above = _above_agreed(line, line.tarief_eurocent, line.rate_basispoint, best.cents, maximum.unit)
    if above is not None or line.model != WEIGHED:
        return None if above is None else (above, best)
    base = amount_at(line, best.cents, maximum.unit)
    factor = max(factor_of(one, line) for one in agreed)
    weighed = None if base is None else line.left - of(nearest(base), factor)
    return None if weighed is None or weighed <= 0 else (weighed, Price(best.cents * factor / WHOLE, maximum.unit))


def _above(line: Line, price: Price) -> int | None:
    """Return how many cents a line is above the most that a contract pays it, perhaps none; None when it is not."""
    if price.unit is not None:
        return _above_price(line, price.cents, price.unit)
    above = line.left - nearest(price.cents)
    return above if above > 0 else None


def _agreed(best: Price, agreed: Iterable[Agreement], maximum: Maximum) -> str:
    """Tell what was agreed: a part of the maximum, a step or a piece."""
    if best.unit is None:
        return f"afgesproken is hoogstens {euro(up(best.cents))}, de hoogste trap van de staffel"
    part = " of ".join(dict.fromkeys(percentage(one.basispoint) for one in agreed))
    return (
        f"afgesproken is {part} van het maximum {euro(maximum.eurocent)} (versie {maximum.version}), "
        f"hoogstens {euro(up(best.cents))} per {best.unit}"
    )


def _above_price(line: Line, cents: Fraction, unit: str) -> int | None:
    """Hold a line against a price per unit: of a file the price it asks, and else the amount."""
    allowed = amount_at(line, cents, unit)
    if allowed is None:
        return None
    if line.price is None or line.price_per is None:
        above = line.left - nearest(allowed)
        return above if above > 0 else None
    price = price_in(line, cents, unit, line.price_per)
    if price is None or line.price <= price or _is_put_right(line, up(allowed)):
        return None
    return max(line.left - up(allowed), 0)


def _above_agreed(line: Line, tarief: int, basispoint: int, cents: Fraction, unit: str) -> int | None:
    """Hold the price that a derivation used against another; of what a score weighed, in proportion."""
    used = of(tarief, basispoint)
    if used <= cents:
        return None
    if line.model == HOURS:
        allowed = amount_at(line, cents, unit)
        if allowed is None or _is_put_right(line, nearest(allowed)):
            return None
        return max(line.left - nearest(allowed), 0)
    return nearest(line.left * (used - cents) / used)


def _is_put_right(line: Line, allowed: int) -> bool:
    """Tell whether a credit took back what was too much."""
    return line.left < line.eurocent and line.left <= allowed


def _expected(line: Line) -> tuple[int, int] | None:
    """Return the least and the most that a line may ask, in cents; None where quantity or price is not known."""
    if line.settles:
        return None
    if line.price is not None and line.price_per is not None:
        units = units_of(line, line.price_per)
        if units is None:
            return None
        # A file may round its price up to a whole cent: then the amount is a little less.
        return _next_cent((line.price - 1) * units), up(line.price * units)
    if line.model != HOURS or line.tarief_eurocent is None or line.tarief_unit is None or line.rate_basispoint is None:
        return None
    amount = amount_at(line, Fraction(of(line.tarief_eurocent, line.rate_basispoint)), line.tarief_unit)
    if amount is None:
        return None
    most = nearest(amount)
    return max(most - max(line.above, 0), 0), most


def _next_cent(cents: Fraction) -> int:
    """Return the least whole number of cents that is more."""
    return cents.numerator // cents.denominator + 1


def _asked(line: Line) -> str:
    """Tell what a line asks."""
    if line.price is not None:
        return f"De regel vraagt {euro(line.eurocent)}, tegen {euro(line.price)} per {line.price_per}"
    if line.tarief_eurocent is not None and line.rate_basispoint is not None:
        price = euro(of(line.tarief_eurocent, line.rate_basispoint))
        return f"De regel vraagt {euro(line.eurocent)}, tegen {price} per {line.tarief_unit}"
    return f"De regel vraagt {euro(line.eurocent)}"
