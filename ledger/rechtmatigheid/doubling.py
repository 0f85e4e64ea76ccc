"""Whether a line asks payment for care that another line asks it for: same client, same prestatie, a day in common.

What a unit can say differs. A day can be sold once. An hour, a time or a part of a day is sold as often as it was given
(or planned, where the plan is declared); a module as often as it is placed.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ledger.rechtmatigheid.agreed import agreements_of
from ledger.rechtmatigheid.case import Case, months_of
from ledger.rechtmatigheid.days import deliveries_of
from ledger.rechtmatigheid.facts import Given, Line
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, common, days_of

DAYS_OF = {"dag": 1, "etmaal": 1, "week": 7, "maand": 28, "jaar": 365}
"""How many days a unit takes at least."""
ROUNDED_UP_BY = 2
"""Minutes that rounding to five may add to a line."""


class Twice(NamedTuple):
    """How much of the quantity of a line was declared already, and by which lines."""

    quantity: int
    lines: tuple[Line, ...]


def declared_twice_by(line: Line, case: Case) -> Twice | None:
    """Return what of a line was declared already. Of two lines the later is the one too many.

    Unless it is the later one that has deliveries or a plan to show for it, and the earlier, of another provider, none.
    """
    others = _others(line, case)
    if not others:
        return None
    is_own = {one.key: _provider(one, case) == _provider(line, case) for one in others}
    own = [one for one in others if is_own[one.key] and _is_later(line, one)]
    foreign = [one for one in others if not is_own[one.key]]
    found = [_by_own(line, own, case)] if own else []
    found += [_by_foreign(line, one, case) for one in foreign]
    quantity = max((one.quantity for one in found), default=0)
    lines = {one.key: one for twice in found if twice.quantity for one in twice.lines}
    return Twice(min(quantity, line.quantity), tuple(lines.values())) if quantity > 0 else None


def _others(line: Line, case: Case) -> list[Line]:
    """Return the lines that still stand and may be for the same care. This runs for every line: few are compared."""
    found: dict[str, Line] = {}
    for month in months_of(line.period):
        for one in case.lines.get(month, {}).values():
            if one.prestatie == line.prestatie and _may_be_same(one, line):
                found[one.key] = one
    return list(found.values())


def _may_be_same(one: Line, line: Line) -> bool:
    overlaps = one.first <= line.last and line.first <= one.last
    return overlaps and one.key != line.key and one.left != 0 and one.unit == line.unit and not one.settles


def _is_identical(one: Line, line: Line) -> bool:
    return (one.first, one.last, one.quantity) == (line.first, line.last, line.quantity)


def _is_later(line: Line, other: Line) -> bool:
    return min(line.events) > min(other.events)


def _provider(line: Line, case: Case) -> str:
    return case.register.provider(line.provider)


def _by_own(line: Line, earlier: Sequence[Line], case: Case) -> Twice:
    """Compare with earlier lines of the same provider: together they are no more than there is to be declared."""
    if line.unit in DAYS_OF:
        identical = [one for one in earlier if _is_identical(one, line)]
        if identical and not _is_given([line, *identical], case):
            return Twice(line.quantity, tuple(identical))
        too_many = max(_beyond_days(line, earlier), *(_beyond_days(line, [one]) for one in earlier))
        return Twice(too_many, tuple(earlier))
    return Twice(_beyond_given([line, *earlier], case), tuple(earlier))


def _by_foreign(line: Line, other: Line, case: Case) -> Twice:
    """Compare with a line of another provider."""
    none = Twice(0, ())
    if line.unit in DAYS_OF:
        if not _is_later(line, other):
            return none
        if _is_identical(line, other) and not _told_apart(line, other, case):
            return Twice(line.quantity, (other,))
        return Twice(_beyond_days(line, [other]), (other,))
    if not _is_the_one_too_many(line, other, case):
        return none
    if line.unit == "module":
        return none if _placed(line, case) else Twice(line.quantity, (other,))
    has_both = _has_care(line, case) and _has_care(other, case)
    if has_both and not (_is_identical(line, other) and not _told_apart(line, other, case)):
        return none
    return Twice(line.quantity, (other,))


def _is_the_one_too_many(line: Line, other: Line, case: Case) -> bool:
    mine, theirs = _has_care(line, case), _has_care(other, case)
    return _is_later(line, other) if mine == theirs else not mine


def _beyond_days(line: Line, others: Sequence[Line]) -> int:
    """Return how many units lines count that no day is left for."""
    per = DAYS_OF[line.unit]
    days: set[date] = set()
    for one in (line, *others):
        days.update(one.first + ONE_DAY * number for number in range(one.days))
    declared = sum(one.quantity for one in (line, *others)) * per
    return -((len(days) - declared) // per)


def _beyond_given(lines: Sequence[Line], case: Case) -> int:
    """Return how much lines of one provider count beyond what was given, planned or placed."""
    declared = sum(one.quantity for one in lines)
    if lines[0].unit == "module":
        return declared - _placed(lines[0], case)
    return declared - _rounding(lines) - _to_declare(lines, case)


def _is_given(lines: Sequence[Line], case: Case) -> bool:
    return sum(one.quantity for one in lines) <= _to_declare(lines, case)


def _rounding(lines: Sequence[Line]) -> int:
    return ROUNDED_UP_BY * len(lines) if lines[0].unit == "minuut" else 0


def _to_declare(lines: Sequence[Line], case: Case) -> int:
    """Return minutes, or times, that one provider may declare: given, or planned where the plan is what is declared."""
    hull = Period(min(one.first for one in lines), max(one.last for one in lines))
    given = _given(lines[0], hull, case)
    counts_minutes = lines[0].unit == "minuut"
    total = sum(one.minutes for one in given) if counts_minutes else len(given)
    if any(_by_plan(one, case) for one in lines):
        total = max(total, _planned(lines[0], hull, case, counts_minutes))
    return total


def _planned(line: Line, days: Period, case: Case, counts_minutes: bool) -> int:
    """Return what the zorgplan has in some days, rounded up."""
    sevenths = 0
    for one in case.planned_on(days):
        if _is_planned_for(line, one.provider, one.prestatie, one.activity, case):
            shared = common(one.period, days)
            assert shared is not None
            assert shared.last is not None
            each = one.minutes_per_week if counts_minutes else one.count_per_week
            sevenths += each * days_of(shared.first, shared.last)
    return -(-sevenths // 7)


def _is_planned_for(line: Line, provider: str | None, prestatie: str | None, activity: str | None, case: Case) -> bool:
    """Tell whether a line of a plan is for this care; of an activity the plan does not name the prestatie."""
    same = prestatie == line.prestatie or (prestatie is None and activity is not None)
    return same and provider is not None and case.register.provider(provider) == _provider(line, case)


def _given(line: Line, days: Period, case: Case) -> list[Given]:
    provider = _provider(line, case)
    return [
        one
        for one in case.given_in(days)
        if one.prestatie == line.prestatie and case.register.provider(one.provider) == provider
    ]


def _placed(line: Line, case: Case) -> int:
    return sum(
        one.modules
        for one in case.placed
        if one.period.covers(line.first)
        and one.provider is not None
        and case.register.provider(one.provider) == _provider(line, case)
    )


def _by_plan(line: Line, case: Case) -> bool:
    return any(one.basis == "plan" for one in agreements_of(line, case))


def _has_plan(line: Line, case: Case) -> bool:
    planned = case.planned_on(line.period)
    return any(_is_planned_for(line, one.provider, one.prestatie, one.activity, case) for one in planned)


def _has_care(line: Line, case: Case) -> bool:
    """Tell whether a provider has anything to show for a line: a delivery, a plan, or modules."""
    return bool(deliveries_of(line, case)) or _has_plan(line, case) or bool(_placed(line, case))


def _told_apart(line: Line, other: Line, case: Case) -> bool:
    """Tell whether two lines that say the same are for other care: other deliveries, or each a plan to declare."""
    mine, theirs = deliveries_of(line, case), deliveries_of(other, case)
    if mine and theirs:
        return not any(_may_be_one(one, two) for one in mine for two in theirs)
    return all(_by_plan(one, case) and _has_plan(one, case) for one in (line, other))


def _may_be_one(one: Given, two: Given) -> bool:
    """Tell whether nothing shows that two deliveries are not one: same day, as long, and no other time known."""
    if (one.on, one.minutes) != (two.on, two.minutes):
        return False
    return one.starts_at is None or two.starts_at is None or one.starts_at == two.starts_at
