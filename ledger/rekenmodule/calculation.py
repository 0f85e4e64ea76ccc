"""Does a plan fit in the indicatiewaarde? Wlz 3.3.2 lid 4: mpt and pgb together stay within it."""

from fractions import Fraction

import msgspec

from ledger.rekenmodule.amounts import apportioned, days_in, minutes_of, per_year, shown, worth_of
from ledger.rekenmodule.answer import NOTHING, Calculation, Counted
from ledger.rekenmodule.ask import Ask, Value
from ledger.rekenmodule.checks import problems_of
from ledger.rekenmodule.steps import ekt_of, steps_of
from ledger.tariffs.meerzorg import has_enough, threshold
from ledger.vocabulary.errors import Malformed


def calculate(ask: Ask) -> Calculation:
    """Answer; raises `Malformed` with every problem when this cannot be asked.

    A plan fits when the year is within the ceiling: exactly at it fits, a cent over does not. Meerzorg only raises
    the ceiling when the plan has the hours that it asks, where those are known and some line is in hours.
    """
    if problems := list(problems_of(ask)):
        raise Malformed(problems)
    days = days_in(ask.year)
    lines = _counted(ask, days)
    minutes = sum(line.minutes_per_week for line in lines)
    least = threshold(ask.year, ask.zorgprofiel) if ask.meerzorg else None
    meerzorg_counts = has_enough(ask.year, ask.zorgprofiel, minutes) if ask.meerzorg else None
    ceiling = shown(sum((per_year(one, days) for one in _values(ask, meerzorg_counts)), Fraction(0)), days)
    used = sum((line.eurocent for line in lines), NOTHING)
    without_steps = Calculation(
        ceiling=ceiling,
        used=used,
        pgb=sum((line.eurocent for line in lines if line.line.is_pgb), NOTHING),
        left=ceiling - used,
        remainder_to=ask.remainder_to,
        fits=used.year <= ceiling.year,
        minutes_per_week=minutes,
        meerzorg_counts=meerzorg_counts,
        lines=lines,
        steps=(),
    )
    return msgspec.structs.replace(without_steps, steps=steps_of(ask, without_steps, least))


def _values(ask: Ask, meerzorg_counts: bool | None) -> list[Value]:
    values = [ask.ceiling, ekt_of(ask)]
    return [*values, ask.meerzorg] if ask.meerzorg and meerzorg_counts else values


def _counted(ask: Ask, days: int) -> tuple[Counted, ...]:
    exacts = [per_year(worth_of(line), days) for line in ask.lines]
    amounts = apportioned(exacts, [repr(line) for line in ask.lines], days)
    return tuple(Counted(line, minutes_of(line), amount) for line, amount in zip(ask.lines, amounts, strict=True))
