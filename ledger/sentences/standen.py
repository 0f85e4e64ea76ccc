"""How names of places in the log are told in Dutch."""

from collections.abc import Callable
from typing import Any

from ledger.aggregates.base import Event
from ledger.aggregates.standen import Stand

SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    Stand.Named: lambda e: (
        f"Alles tot en met gebeurtenis {e.position} heet '{e.name}'" + (f": {e.purpose}." if e.purpose else ".")
    ),
}
