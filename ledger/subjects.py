"""What an event is about: clients, providers, regions, budgets, declarations.

An event tells it by the names of its fields: a field `client` holds the client it is about, wherever it stands.
What nests somebody (the parts of an allocation, the lines of a zorgplan, the clients of a message) is listed here.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from ledger.events import Event

Subject = tuple[str, str]
"""A kind and the number of what an event is about."""

_NAMED = {
    "client": "client",
    "provider": "provider",
    "region": "region",
    "budget": "budget",
    "declaration": "declaration",
    "to_budget": "budget",
    "from_budget": "budget",
}
"""The field, and the kind of what it holds."""
_DAYS = ("on", "first", "last")


def _provider(holder: Any) -> Iterator[str | None]:
    yield None if holder is None else holder.provider


def _providers(holders: Any) -> Iterator[str | None]:
    yield from (holder.provider for holder in holders) if isinstance(holders, tuple) else ()


_NESTED: dict[str, tuple[str, Callable[[Any], Iterator[str | None]]]] = {
    "key": ("provider", _provider),
    "giver": ("provider", _provider),
    "taker": ("provider", _provider),
    "lines": ("provider", _providers),
    "parts": ("provider", lambda parts: (part.holder.provider for part in parts)),
    "clients": ("client", lambda received: (one.client for one in received)),
}
"""The field, the kind of what is in it, and how to find them there."""


def subjects(event: Event) -> tuple[Subject, ...]:
    """Return what an event is about, each once."""
    named, nested = _told_by(type(event))
    found = [(kind, id) for kind, get in named if (id := get(event)) is not None]
    for kind, get, inside in nested:
        found += [(kind, id) for id in inside(get(event)) if id is not None]
    return tuple(dict.fromkeys(found)) if nested or len(found) > 1 else tuple(found)


@cache
def _told_by(event: type[Event]) -> tuple[list[tuple[str, Any]], list[tuple[str, Any, Any]]]:
    fields = event.__struct_fields__
    named = [(kind, attrgetter(name)) for name, kind in _NAMED.items() if name in fields]
    nested = [(kind, attrgetter(name), inside) for name, (kind, inside) in _NESTED.items() if name in fields]
    return named, nested


def day_of(event: Any) -> date | None:
    """Return the day from which the fact holds; a report on a toewijzing has its own day, else its first."""
    if hasattr(event, "key") and not hasattr(event, "on"):
        first: date = event.key.first
        return first
    return next((getattr(event, name) for name in _DAYS if hasattr(event, name)), None)
