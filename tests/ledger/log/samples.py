"""One of each event in the catalogue, always the same: with everything in it, and with only what it must have.

Of an event that had another form before, one of that form too.
"""

import enum
import types
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

import msgspec

from ledger.aggregates.base import Event, Stored, Written
from ledger.aggregates.contract_terms import Component
from ledger.application import Entry, Header
from ledger.events import CATALOGUE, Contracteerruimte
from ledger.funding.catalogue import MODELS
from ledger.funding.model import Model
from ledger.vocabulary.actor import Actor
from ledger.vocabulary.source import Source
from projections.contracteerruimte.fold import CONTRACTEERRUIMTE
from projections.contracteerruimte.queries import Envelope, envelopes_in, rows_then
from projections.folding import fold_all
from projections.rows import MemoryRows
from web.composition import House

SEALED = "VERZEGELD"
"""Stands where a sealed text would be."""

COMPLETE = Header(Actor("medewerker-17", "medewerker", "c1"), "k1", Source("journal", "test.ndjson", 1))
REQUIRED = Header(Actor("systeem", "systeem"), "k1")

_BY_NAME: dict[str, Any] = {
    "client": "c1",
    "region": "Rotterdam",
    "provider": "p1",
    "budget": "b1",
    "to_budget": "b2",
    "from_budget": "b0",
    "entry": "e1",
    "by": "medewerker-17",
    "zorgprofiel": "4VV",
    "besluitnummer": 123456789,
    "year": 2026,
    "of": 10,
    "modules": 5,
    "group": "Woongroep",
    "ground": "Kaderbrief Wlz 2026",
    "last": date(2026, 12, 31),
    "first": date(2026, 1, 1),
    "quantity": 200,
    "eurocent": 2500,
    **dict.fromkeys(("what", "reason", "text", "identity"), SEALED),
}


S = TypeVar("S", bound=Stored)


def complete(form: type[S]) -> S:
    """Return the event, or the old form, with every field filled."""
    return form(**{one.name: _filled(one.name, one.type, every=True) for one in msgspec.structs.fields(form)})


def required_only(form: type[S]) -> S:
    """Return the event, or the old form, with only the fields that it cannot do without."""
    fields = msgspec.structs.fields(form)
    return form(**{one.name: _filled(one.name, one.type, every=False) for one in fields if one.required})


def entry(stream: str, version: int, stored: Stored, header: Header = COMPLETE) -> Entry:
    """Return facts on their way into the log; an old form too, as a program of then wrote it."""
    return Entry(stream, version, Written(stream, version, cast("Event", stored)), msgspec.json.encode(header))


def entries() -> list[Entry]:
    """Return two of each event on their way into the log, each in a stream of its own."""
    found = []
    for number, (topic, kind) in enumerate(sorted(CATALOGUE.items())):
        for form, stored, header in (
            ("complete", complete(kind.stored), COMPLETE),
            ("required", required_only(kind.stored), REQUIRED),
        ):
            assert stored.stored_topic() == topic
            found.append(entry(f"{kind.aggregate.STREAM}-{form}-{number:02}", 1, stored, header))
    return found


def _filled(name: str, kind: Any, every: bool) -> Any:
    if name == "components":
        return _components(every)
    kind = _one_of(kind)
    value = _BY_NAME.get(name)
    if value is not None and isinstance(kind, type) and isinstance(value, kind):
        return value
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if get_origin(kind) is tuple:
        return (_filled(name.removesuffix("s"), get_args(kind)[0], every),)
    if get_origin(kind) is dict:
        return {f"{name}-1": 30}
    if issubclass(kind, msgspec.Struct):
        return _part(kind, every)
    if issubclass(kind, enum.Enum):
        return list(kind)[1]
    return _PLAIN[kind](name)


def _part(kind: type[msgspec.Struct], every: bool) -> msgspec.Struct:
    fields = msgspec.structs.fields(kind)
    if kind.__name__ == "Holder":
        return kind(provider="p1")
    return kind(**{one.name: _filled(one.name, one.type, every) for one in fields if every or one.required})


def _components(every: bool) -> tuple[Component, ...]:
    """Return one of every model, so that the stored form of all their terms is under version control.

    With every parameter filled; or with those that it needs, and the defaults that are written out beside them.
    """
    written = ((code, _terms(model, every)) for code, model in MODELS.items())
    return tuple(
        Component(
            model=code,
            version=terms.VERSION,
            covers=("H126", "douchen") if every else (),
            claims=terms.claims(),
            parameters=terms.stored(),
        )
        for code, terms in written
    )


def _terms(model: type[Model], every: bool) -> Model:
    fields = msgspec.structs.fields(model)
    return model(**{one.name: _filled(one.name, one.type, every) for one in fields if every or one.required})


_PLAIN: dict[type, Any] = {
    str: lambda name: f"{name}-1",
    int: lambda name: 30,
    bool: lambda name: True,
    date: lambda name: date(2026, 3, 4),
    datetime: lambda name: datetime(2026, 3, 4, 9, 30, tzinfo=UTC),
}


def _one_of(kind: Any) -> Any:
    if get_origin(kind) is Annotated:
        return _one_of(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return _one_of(next(option for option in get_args(kind) if option is not type(None)))
    return kind


def envelope_of(house: House, region: str) -> Envelope:
    """Return the envelope of a region, folded from its own stream."""
    rows = MemoryRows()
    fold_all(CONTRACTEERRUIMTE, rows, house.ledger.stream(Contracteerruimte.stream_of(f"{region}-2026")))
    (found,) = envelopes_in(rows_then(rows), region)
    return found
