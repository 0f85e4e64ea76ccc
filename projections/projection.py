"""What a projection is: a name, tables, and a fold for each event it cares for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Table

from ledger.events import Event
from projections.rows import Recorded, Rows

Fold = Callable[[Rows, Recorded], None]


@dataclass(frozen=True)
class Projection:
    """Tables that are a fold over the log. `folds` says what each event does to the rows."""

    name: str
    tables: tuple[Table, ...]
    folds: Mapping[type[Event], Callable[[Rows, Recorded, Any], None]]

    @cached_property
    def folds_by_topic(self) -> dict[str, Fold]:
        """Return the folds by topic, as they are looked up while reading the log."""
        return {event.stored_topic(): _bound(fold) for event, fold in self.folds.items()}


def _bound(fold: Callable[[Rows, Recorded, Any], None]) -> Fold:
    return lambda rows, recorded: fold(rows, recorded, recorded.event)
