"""What a projection is: a name, tables, and a fold for each event it cares for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Table

from ledger.events import CATALOGUE, Event
from projections.rows import Recorded, Rows

Fold = Callable[[Rows, Recorded, Any], None]


@dataclass(frozen=True)
class Projection:
    """Tables that are a fold over the log. `folds` says what each event does to the rows.

    Whoever changes what the folds make raises `version` and names the columns that may then differ from what was
    built before (`table.column`, or `table` for all of it); a rebuild compares all others.
    """

    name: str
    tables: tuple[Table, ...]
    folds: Mapping[type[Event], Callable[[Rows, Recorded, Any], None]]
    version: int = 1
    differs: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def folds_by_topic(self) -> dict[str, Fold]:
        """Return the folds by topic as stored, of old schema versions too."""
        return {topic: self.folds[kind.event] for topic, kind in CATALOGUE.items() if kind.event in self.folds}
