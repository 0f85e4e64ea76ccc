"""The portfolio: findings taken together by rule, provider, month or state. Small cells are not told."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from ledger.application import Ledger
from projections.findings.queries import Found, Total, Wanted, findings_in, is_as_now, total_in
from projections.findings.sums import By, cells_in, people_in, people_of
from web.small_cells import SMALLEST_CELL, hidden_among, hidden_cells

_KEYS: dict[By, Callable[[Found], str]] = {
    "rule": lambda one: one.rule,
    "provider": lambda one: one.provider or "",
    "month": lambda one: f"{one.year}-{one.month:02}",
    "state": lambda one: one.state,
}


class Group(NamedTuple):
    """Findings with the same rule, provider ('' for none), month or state; `sum` is None when it is not told."""

    key: str
    sum: Total | None


class Portfolio(NamedTuple):
    """All groups, and the sum of everything; None when it is about too few people."""

    groups: tuple[Group, ...]
    sum: Total | None


NOTHING = Portfolio((), Total(0, 0, 0))


def portfolio_in(connection: Connection, ledger: Ledger, wanted: Wanted, upto: int | None, by: By) -> Portfolio:
    """Take together what is asked for, as known at a position: in the database, unless that is past."""
    if not is_as_now(connection, wanted, upto):
        return portfolio_of(findings_in(connection, ledger, wanted, upto), by)
    cells = cells_in(connection, wanted, by)
    known = people_of(connection, wanted, by, [one.key for one in cells if 0 < one.people < SMALLEST_CELL])

    def people(place: int) -> frozenset[str]:
        key = cells[place].key
        return known[key] if key in known else people_of(connection, wanted, by, [key])[key]

    hidden = hidden_among([one.people for one in cells], people)
    whole = total_in(connection, ledger, wanted)
    return _portfolio([(one.key, one.total) for one in cells], hidden, whole, people_in(connection, wanted), by)


def portfolio_of(found: Sequence[Found], by: By) -> Portfolio:
    """Take findings together that were read already."""
    cells: dict[str, list[Found]] = {}
    for one in found:
        cells.setdefault(_KEYS[by](one), []).append(one)
    keys = sorted(cells)
    hidden = hidden_cells([_people(cells[key]) for key in keys])
    return _portfolio([(key, _sum(cells[key])) for key in keys], hidden, _sum(found), len(_people(found)), by)


def _portfolio(
    cells: Sequence[tuple[str, Total]], hidden: frozenset[int], whole: Total, people: int, by: By
) -> Portfolio:
    """Put cells in order: months by time, anything else with the most at stake first, what is not told last."""
    groups = [Group(key, None if place in hidden else total) for place, (key, total) in enumerate(cells)]
    if by != "month":
        groups.sort(key=lambda one: (one.sum is None, -(one.sum.eurocent if one.sum else 0), one.key))
    return Portfolio(tuple(groups), None if 0 < people < SMALLEST_CELL else whole)


def _people(found: Sequence[Found]) -> frozenset[str]:
    return frozenset(one.client for one in found if one.client is not None)


def _sum(found: Sequence[Found]) -> Total:
    return Total(len(found), sum(one.eurocent for one in found), sum(one.recovered for one in found))
