"""What an event is about: clients, providers, regions, budgets, declarations.

An event tells it by the names of its fields: a field `client` holds the client it is about, wherever it stands.
What nests somebody (the parts of an allocation, the lines of a zorgplan, the clients of a message) is listed here.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

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
    "only_clients": ("client", iter),
}
"""The field, the kind of what is in it, and how to find them there."""


def subjects(event: Event) -> list[Subject]:
    """Return what an event is about, each once."""
    kinds, ids_of, nested = _told_by(type(event))
    found = [(kind, id) for kind, id in zip(kinds, ids_of(event), strict=True) if id is not None]
    if not nested:
        return found
    for kind, get, inside in nested:
        found += [(kind, id) for id in inside(get(event)) if id is not None]
    return list(dict.fromkeys(found))


class _Told(NamedTuple):
    """The kinds an event names, the function that takes their numbers out of it, and where others nest."""

    kinds: tuple[str, ...]
    ids_of: Callable[[Event], tuple[str | None, ...]]
    nested: tuple[tuple[str, Callable[[Event], Any], Callable[[Any], Iterator[str | None]]], ...]


@cache
def _told_by(event: type[Event]) -> _Told:
    fields = event.__struct_fields__
    names = [name for name in _NAMED if name in fields]
    nested = tuple((kind, attrgetter(name), inside) for name, (kind, inside) in _NESTED.items() if name in fields)
    return _Told(tuple(_NAMED[name] for name in names), _taking(names), nested)


def _taking(names: list[str]) -> Callable[[Event], tuple[Any, ...]]:
    """Return the function that takes some fields of an event, also when they are none or one."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda event: tuple(getattr(event, name) for name in names)


def day_of(event: Any) -> date | None:
    """Return the day from which the fact holds; a report on a toewijzing has its own day, else its first."""
    if hasattr(event, "key") and not hasattr(event, "on"):
        first: date = event.key.first
        return first
    return next((getattr(event, name) for name in _DAYS if hasattr(event, name)), None)
