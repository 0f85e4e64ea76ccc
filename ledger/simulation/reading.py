"""Reads people off the log, a chunk of clients at a time: memory does not grow with history."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from ledger.aggregates.allocation import Allocation
from ledger.aggregates.base import Aggregate
from ledger.aggregates.client import Client
from ledger.aggregates.inschrijving import Inschrijving
from ledger.aggregates.levering import Levering
from ledger.aggregates.scores import Scores
from ledger.aggregates.zorgplan import Zorgplan
from ledger.application import Ledger, Record
from ledger.dossier.identities import born_and_sex
from ledger.dossier.persons import person_of
from ledger.funding.facts import Person
from ledger.replaying import replayed

A = TypeVar("A", bound=Aggregate)
CHUNK = 500
"""How many clients are read at once."""

Progress = Callable[[int], None]
"""Told how many clients were read since the last time."""


def client_ids(ledger: Ledger) -> Iterator[str]:
    """Yield every client, in the order of the database."""
    prefix = Client.stream_of("")
    after = ""
    while names := ledger.stream_names(prefix, after):
        yield from (name.removeprefix(prefix) for name in names)
        after = names[-1]


def people(ledger: Ledger, ids: Iterable[str], upto: int, *, delivered: bool = True) -> Iterator[Person]:
    """Yield what is known of clients, up to a position; without `delivered` faster, and without the care they got."""
    chunk: list[str] = []
    for id in ids:
        chunk.append(id)
        if len(chunk) == CHUNK:
            yield from _read(ledger, chunk, upto, delivered)
            chunk = []
    yield from _read(ledger, chunk, upto, delivered)


def _read(ledger: Ledger, ids: list[str], upto: int, delivered: bool) -> Iterator[Person]:
    kinds: tuple[type[Aggregate], ...] = (Client, Zorgplan, Allocation, Inschrijving)
    names = [kind.stream_of(id) for id in ids for kind in kinds]
    names += [Scores.stream_of(Scores.id_of(client=id)) for id in ids]
    if delivered:
        names += [Levering.stream_of(id) for id in ids]
    streams = ledger.streams(names, upto)
    for id in ids:
        client = _out_of(streams, Client, id)
        if not client.version:
            continue
        birth_date, sex = born_and_sex(ledger.keyring, client)
        yield person_of(
            client,
            _out_of(streams, Zorgplan, id),
            _out_of(streams, Allocation, id),
            _out_of(streams, Levering, id),
            _out_of(streams, Inschrijving, id),
            _out_of(streams, Scores, Scores.id_of(client=id)),
            birth_date,
            sex,
        )


def aggregate(ledger: Ledger, kind: type[A], id: str, upto: int) -> A:
    """Return one aggregate as it was known at a position."""
    return replayed(kind, id, ledger.stream(kind.stream_of(id), upto))


def _out_of(streams: Mapping[str, list[Record]], kind: type[A], id: str) -> A:
    return replayed(kind, id, streams.get(kind.stream_of(id), ()))
