"""Folds that cannot take some events, for as long as the test says so."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from ledger.events import Event
from projections.catalogue import PROJECTIONS
from projections.projection import Fold, Projection
from projections.rows import Recorded, Rows
from projections.running.runner import Runner
from web.composition import House

Fails = Callable[[str, Recorded], bool]
"""Asked for each event that a projection folds: must it fail?"""


def failing_runner(house: House, fails: Fails, error: Exception | None = None) -> Runner:
    """Return a runner of which the folds raise where they are told to; asked anew every time."""
    chosen = error or ValueError("geheim van c1")
    return Runner(house.ledger, house.engine, [_failing(one, fails, chosen) for one in PROJECTIONS])


def at_positions(bad: Collection[tuple[str, int]]) -> Fails:
    """Fail at these positions for these projections, as long as they are in the collection."""
    return lambda name, at: (name, at.position) in bad


def _failing(projection: Projection, fails: Fails, error: Exception) -> Projection:
    def wrapped(fold: Fold) -> Fold:
        def failing(rows: Rows, at: Recorded, event: Any) -> None:
            fold(rows, at, event)  # what it did before it failed must be gone
            if fails(projection.name, at):
                raise error

        return failing

    folds: dict[type[Event], Fold] = {event: wrapped(fold) for event, fold in projection.folds.items()}
    return replace(projection, folds=folds)
