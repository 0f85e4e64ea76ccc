"""The portfolio: findings taken together by rule, provider, month or state. Small cells are not told."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from projections.findings.queries import Found
from web.small_cells import SMALLEST_CELL, hidden_cells

By = Literal["rule", "provider", "month", "state"]
_KEYS: dict[By, Callable[[Found], str]] = {
    "rule": lambda one: one.rule,
    "provider": lambda one: one.provider or "",
    "month": lambda one: f"{one.year}-{one.month:02}",
    "state": lambda one: one.state,
}


class Sum(NamedTuple):
    """So many findings, with the cents at stake and the cents taken back."""

    findings: int
    eurocent: int
    recovered: int


class Group(NamedTuple):
    """Findings with the same rule, provider ('' for none), month or state; `sum` is None when it is not told."""

    key: str
    sum: Sum | None


class Portfolio(NamedTuple):
    """All groups, and the sum of everything; None when it is about too few people."""

    groups: tuple[Group, ...]
    sum: Sum | None


def portfolio_of(found: Sequence[Found], by: By) -> Portfolio:
    """Take findings together: months in order, anything else with the most at stake first, what is not told last."""
    cells: dict[str, list[Found]] = {}
    for one in found:
        cells.setdefault(_KEYS[by](one), []).append(one)
    keys = sorted(cells)
    hidden = hidden_cells([_people(cells[key]) for key in keys])
    groups = [Group(key, None if place in hidden else _sum(cells[key])) for place, key in enumerate(keys)]
    if by != "month":
        groups.sort(key=lambda one: (one.sum is None, -(one.sum.eurocent if one.sum else 0), one.key))
    everybody = _people(found)
    return Portfolio(tuple(groups), None if 0 < len(everybody) < SMALLEST_CELL else _sum(found))


def _people(found: Sequence[Found]) -> frozenset[str]:
    return frozenset(one.client for one in found if one.client is not None)


def _sum(found: Sequence[Found]) -> Sum:
    return Sum(len(found), sum(one.eurocent for one in found), sum(one.recovered for one in found))
