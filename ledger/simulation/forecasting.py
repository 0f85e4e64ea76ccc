"""What could be known on a day: what held then goes on, and care is given as planned. And a bit more care."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from ledger.funding.facts import Delivered, Person, Planned, Terms
from ledger.simulation.scenarios import NORM_MINUTES, Usual
from ledger.vocabulary.amounts import rounded, split
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Dated, count_between, days_of, exact

HOUR = 60


def standing(person: Person, day: date) -> Person:
    """Return the person as they stood on the morning of a day, without any care: what begins later is not known."""
    return msgspec.structs.replace(
        person,
        entitled=tuple(still for period in person.entitled if (still := _held(period, day))),
        leveringsvormen=_held_terms(person.leveringsvormen, day),
        values=tuple(
            msgspec.structs.replace(one, period=still) for one in person.values if (still := _held(one.period, day))
        ),
        planned=tuple(_held_line(line, still) for line in person.planned if (still := _held(line.period, day))),
        placed=tuple(
            msgspec.structs.replace(one, period=still) for one in person.placed if (still := _held(one.period, day))
        ),
        scores=tuple(one for one in person.scores if one.on < day),
        delivered=(),
    )


def frozen(person: Person, day: date, usual: Usual) -> Person:
    """Return the person on whom a forecast of a day rests: the care until then, and from then on as planned."""
    still = standing(person, day)
    given = (one for one in person.delivered if one.on < day)
    return msgspec.structs.replace(still, delivered=(*given, *_as_planned(still.planned, day, usual)))


def _held(period: Period, day: date) -> Period | None:
    """Open a period that holds on a day; leave an earlier one as it was; forget a later one."""
    if period.first > day:
        return None
    return Period(period.first) if period.covers(day) else period


def _held_terms(terms: tuple[Terms, ...], day: date) -> tuple[Terms, ...]:
    return tuple(Terms(still, one.word) for one in terms if (still := _held(one.period, day)))


def _held_line(line: Planned, period: Period) -> Planned:
    worth = Dated(period, line.worth.eurocent, line.worth.per)
    return msgspec.structs.replace(line, period=period, worth=worth)


def _as_planned(planned: tuple[Planned, ...], day: date, usual: Usual) -> Iterator[Delivered]:
    """Yield what is planned as deliveries of the usual length, spread over the rest of the year."""
    until = date(day.year, 12, 31)
    days = days_of(day, until)
    for line in planned:
        if line.provider is None or line.period.last is not None:
            continue
        code, lengths = _lengths(line, day, until, usual)
        for number, minutes in enumerate(lengths):
            on = day + timedelta(days=number * days // len(lengths))
            yield Delivered(on, line.provider, code, None, minutes, line.position)


def _lengths(line: Planned, day: date, until: date, usual: Usual) -> tuple[str, list[int]]:
    """Return the prestatie and the minutes of each time that a line of the plan asks for until a last day.

    Of an activity or an arrangement no minutes are planned: it counts as hours of the usual care of the same worth.
    """
    code = line.prestatie or usual.most_given
    if code is None:
        return "", []
    each = usual.minutes.get(code, NORM_MINUTES)
    if line.prestatie and line.count_per_week:
        return code, [each] * count_between(line.count_per_week, day, day, until)
    if line.prestatie:
        total = line.minutes_per_week * days_of(day, until) // 7
    elif price := usual.prices.get(code):
        total = rounded(60 * int(exact(line.worth.eurocent, line.worth.per, day, until)), price)
    else:
        return code, []
    return code, split(total, max(total // each, 1)) if total else []


class More(NamedTuple):
    """A person with more care than they got, and how many minutes more."""

    person: Person
    minutes: int


def once_more(person: Person, provider: str, days: Period, usual: Usual) -> More | None:
    """Return the person with care one more time, of the usual length, on the first of some days.

    It is of a prestatie with an hourly price that they get there; None if they get none.
    """
    example = next(
        (one for one in person.delivered if one.provider == provider and one.prestatie in usual.prices), None
    )
    if example is None:
        return None
    minutes = usual.minutes.get(example.prestatie, NORM_MINUTES)
    more = example._replace(on=days.first, minutes=minutes, position=0)
    return More(msgspec.structs.replace(person, delivered=(*person.delivered, more)), minutes)


def one_hour_longer(person: Person, provider: str, days: Period, usual: Usual) -> More | None:
    """Return the person with the first care within some days an hour longer; None if there is none."""
    for place, one in enumerate(person.delivered):
        if one.provider == provider and one.prestatie in usual.prices and days.covers(one.on):
            longer = one._replace(minutes=one.minutes + HOUR)
            delivered = (*person.delivered[:place], longer, *person.delivered[place + 1 :])
            return More(msgspec.structs.replace(person, delivered=delivered), HOUR)
    return None
