"""The days of a line that a rule may hold against something: those on which the client lived, and those with care.

A line of a file or of a person says that there was care on every day from its first to its last. A line that was
derived from a contract lies around the care: on days in between on which the contract did not hold it counted nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.facts import Chosen, Entitled, Given, Line
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.covering import Covered, covered
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, common, unchanging
from ledger.vocabulary.units import PER_DAY

NEAREST = 5
"""Declared minutes are a multiple of this: part of an hour is rounded to the nearest five minutes."""
BY_THE_PROVIDER = frozenset({"F", "G", "H"})
"""Models that give a provider a budget: their lines are for no care in particular."""


def is_wmo(line: Line, case: Case) -> bool:
    """Tell whether a line is under the Wmo, which knows no indicatie, toewijzing or leveringsvorm of the Wlz."""
    contracts = [one for one in case.contracts_of(line) if line.contract in (None, one.contract)]
    return bool(contracts) and all(one.act == "Wmo" for one in contracts)


def living(line: Line, case: Case) -> Period | None:
    """Return the days of a line from birth until death, as far as those are known: the rest has rules of its own."""
    first, last, born, died_on = line.first, line.last, case.rights.born, case.rights.died_on
    if born is not None and first < born:
        first = born
    if died_on is not None and died_on < last:
        last = died_on
    return Period(first, last) if first <= last else None


def held(line: Line, case: Case, allowed: Iterable[Period]) -> Covered:
    """Tell whether the care of a line lies within days on which it is allowed: on all, on some or on none of them."""
    days = living(line, case)
    if days is None or days.last is None:
        return "all"
    known = []
    for one in allowed:
        if one.contains(days):
            return "all"
        known.append(one)
    found = covered(known, days.first, days.last)
    if found == "some" and line.model is not None and _fits_in(line, case, days, known):
        return "all"
    return found


def stretches(line: Line, case: Case) -> Iterator[tuple[Period, Chosen | None, Entitled | None]]:
    """Yield the living days of a line in stretches with one leveringsvorm and one zorgprofiel, as far as known."""
    days = living(line, case)
    if days is None or days.last is None:
        return
    form, entitled = case.form_on(days.first), case.entitled_on(days.first)
    if form and entitled and form.period.covers(days.last) and entitled.period.covers(days.last):
        yield days, form, entitled
        return
    turns = [*(one.period for one in case.rights.forms), *(one.period for one in case.rights.entitled)]
    for first, last in unchanging(turns, days.first, days.last):
        yield Period(first, last), case.form_on(first), case.entitled_on(first)


def except_for(days: Period) -> Iterator[Period]:
    """Yield every day before and after a period."""
    if days.first > date.min:
        yield Period(date.min, days.first - ONE_DAY)
    if days.last is not None:
        yield Period(days.last + ONE_DAY)


def deliveries_of(line: Line, case: Case) -> list[Given]:
    """Return the care that was written down for the prestatie of a line, by its provider, on its days."""
    provider = case.register.provider(line.provider)
    return [
        one
        for one in case.given_in(line.period)
        if one.prestatie == line.prestatie and case.register.provider(one.provider) == provider
    ]


def least_days(line: Line, case: Case) -> int:
    """Return on how many days there was care at least, as far as the line or the deliveries say so."""
    if line.unit in PER_DAY:
        return min(line.quantity, line.days)
    return max(len({one.on for one in deliveries_of(line, case)}), 1)


def sure_overlap(line: Line, other: Line, case: Case) -> int:
    """Return on how many days two lines both had care for certain, however the care was spread over their days."""
    shared = common(line.period, other.period)
    if shared is None or shared.last is None:
        return 0
    both = (shared.last - shared.first).days + 1
    inside = [max(least_days(one, case) - (one.days - both), 0) for one in (line, other)]
    return max(sum(inside) - both, 0)


def _fits_in(line: Line, case: Case, days: Period, allowed: Sequence[Period]) -> bool:
    """Tell whether all that a derived line counts can lie on the days that are allowed."""
    assert days.last is not None
    within = [on for on in _each(days.first, days.last) if any(one.covers(on) for one in allowed)]
    if line.unit == "dag":
        return line.quantity <= len(within)
    given = deliveries_of(line, case)
    if not given:
        return any(one.covers(days.first) for one in allowed) and any(one.covers(days.last) for one in allowed)
    counted = [one for one in given if any(period.covers(one.on) for period in allowed)]
    if line.unit == "minuut":
        return line.quantity <= rounded(sum(one.minutes for one in counted), NEAREST) * NEAREST
    return line.quantity <= len(counted)


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
