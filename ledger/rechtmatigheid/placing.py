"""Where the care of a client was placed: with which provider, over which days, by which events."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.facts import Assigned, Line, Planned
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, common

_GOES_WITH: dict[str, frozenset[str]] = {
    "mpt_pgb": frozenset({"mpt", "mpt_pgb"}),
    "dtv": frozenset({"dtv", "verblijf", "mpt"}),
}
"""The leveringsvormen of a toewijzing that go with a form: beside a pgb the mpt is the same mpt, and stay for a part
of the week (deeltijdverblijf) is stay and mpt in turn."""


class Placing(NamedTuple):
    """The days on which a client was placed with a provider, and the events that say so."""

    periods: tuple[Period, ...]
    events: tuple[int, ...]


def placing_of(line: Line, case: Case) -> Placing:
    """Return by which toewijzingen, zorgplannen and modules the provider of a line has the client on its days."""
    found = [*_by_toewijzing(line, case), *_by_zorgplan(line, case), *_by_modules(line, case)]
    here = [(period, events) for period, events in found if period.overlaps(line.period)]
    return Placing(
        tuple(period for period, _ in here), tuple(dict.fromkeys(event for _, events in here for event in events))
    )


def is_placed_throughout(line: Line, case: Case) -> bool:
    """Tell whether one line of a zorgplan, or one division of modules, covers all days of a line: the usual case."""
    days = line.period
    planned = (one for one in case.planned if one.provider == line.provider and not one.pgb)
    placed = (one for one in case.placed if one.provider == line.provider and one.modules > 0)
    return any(one.period.contains(days) for one in planned) or any(one.period.contains(days) for one in placed)


def assigned_to(line: Line, case: Case) -> Iterator[Assigned]:
    """Yield the toewijzingen at the provider of a line that have a day in common with it."""
    return (one for one in case.assigned if _is_own(one.provider, line, case) and one.period.overlaps(line.period))


def planned_with(line: Line, case: Case) -> Iterator[Planned]:
    """Yield what zorgplannen say of the provider of a line, on its days."""
    return (one for one in case.planned_on(line.period) if not one.pgb and _is_own(one.provider, line, case))


def _by_toewijzing(line: Line, case: Case) -> Iterator[tuple[Period, tuple[int, ...]]]:
    for one in assigned_to(line, case):
        for days in _in_its_form(one, case):
            yield days, one.events


def _by_zorgplan(line: Line, case: Case) -> Iterator[tuple[Period, tuple[int, ...]]]:
    for one in planned_with(line, case):
        yield one.period, (one.event,)


def _by_modules(line: Line, case: Case) -> Iterator[tuple[Period, tuple[int, ...]]]:
    for one in case.placed:
        if not one.pgb and one.modules > 0 and _is_own(one.provider, line, case):
            yield one.period, (one.event,)


def _in_its_form(one: Assigned, case: Case) -> Iterable[Period]:
    """Return the days of a toewijzing on which the client has its leveringsvorm; where none is known, all of them."""
    forms = case.rights.forms
    if one.leveringsvorm is None or not forms:
        return [one.period]
    unknown = Period(date.min, min(form.period.first for form in forms) - ONE_DAY)
    fitting = [
        form.period for form in forms if one.leveringsvorm in _GOES_WITH.get(form.leveringsvorm, {form.leveringsvorm})
    ]
    return [days for form in (unknown, *fitting) if (days := common(one.period, form))]


def _is_own(provider: str | None, line: Line, case: Case) -> bool:
    if provider is None:
        return False
    return provider == line.provider or case.register.provider(provider) == case.register.provider(line.provider)
