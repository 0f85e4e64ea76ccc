"""Which streams make the figures of a belief: of a subject, of what new events change, of what to declare anew."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from sqlalchemy import Connection

from ledger.application import Ledger, Record
from ledger.events import (
    Aggregate,
    Allocation,
    Contracteerruimte,
    Contracts,
    Declaration,
    Event,
    Finding,
    Inschrijving,
    Levering,
    Provider,
    VirtualBudget,
    Zorgplan,
    decode,
)
from ledger.subjects import subjects
from projections.audit_trail.queries import streams_about, told_in

SubjectKind = Literal["client", "provider", "region"]

_STREAMS: dict[SubjectKind, tuple[type[Aggregate], ...]] = {
    "client": (VirtualBudget, Declaration, Finding),
    "provider": (VirtualBudget, Declaration, Contracteerruimte, Provider, Finding),
    "region": (Declaration, Contracteerruimte, Finding),
}
"""Where the figures about each are made. Budgets know no region."""
_AT_ONCE = 200
FINDINGS = (Finding.Opened, Finding.Explained, Finding.Accepted, Finding.Recovered, Finding.Dismissed)


def streams_of(connection: Connection, kind: SubjectKind, id: str, upto: int) -> list[str]:
    """Return every stream in which figures of a subject are made, by a position of the log."""
    names = [name for one in _STREAMS[kind] for name in streams_about(connection, kind, id, upto, one.stream_of(""))]
    if kind == "client":
        opened = [name for name in names if name.startswith(VirtualBudget.stream_of(""))]
        names += [Provider.stream_of(one) for one in told_in(connection, opened, "provider", upto)]
    return names


def streams_beside(connection: Connection, new: Iterable[Record]) -> set[str]:
    """Return every stream that has a part in a figure that new events have a part in; their own too."""
    found = set()
    makers: set[tuple[str, str, str]] = set()
    for record in new:
        found.add(record.stream)
        makers.update(_makers(decode(record.topic, record.state)))
    for kind, id, start in makers:
        if start == Provider.stream_of(""):
            found.add(Provider.stream_of(id))
        else:
            found.update(streams_about(connection, kind, id, start=start))
    return found


def _makers(event: Event) -> Iterator[tuple[str, str, str]]:
    """Yield whose other streams, and of which family, have a part in the figures that an event changes."""
    about = dict(subjects(event))
    if isinstance(event, Provider.ValueSet):
        yield "provider", event.provider, VirtualBudget.stream_of("")
    elif isinstance(event, FINDINGS):
        kind = next((one for one in ("client", "provider", "region") if one in about), None)
        if kind is not None:
            yield kind, about[kind], Finding.stream_of("")
    elif "declaration" in about:
        kind = "client" if "client" in about else "provider"
        yield kind, about[kind], Declaration.stream_of("")
    elif "budget" in about and "provider" in about:
        yield "provider", about["provider"], Provider.stream_of("")


def declared_before(connection: Connection, ledger: Ledger, records: Iterable[Record]) -> Iterator[str]:
    """Yield the declarations that may come out otherwise by new events: of a contract, or of a client's providers.

    What is about a region counts for all of it; what is about nobody, as a rate in the register, for everybody.
    """
    about: set[tuple[str, str]] = set()
    for record in records:
        event: Any = decode(record.topic, record.state)
        told = [one for one in subjects(event) if one[0] in ("client", "provider", "region")]
        if record.stream.startswith(Contracts.stream_of("")):
            of_contract = Declaration.stream_of(f"{event.provider}-{event.contract}-")
            yield from streams_about(connection, "provider", event.provider, start=of_contract)
        elif not told:
            yield from _all_declarations(ledger)
        else:
            about.update([one for one in told if one[0] != "region"] or told)
    for client in sorted(id for kind, id in about if kind == "client"):
        about.update(("provider", one) for one in _providers_of(ledger, client))
    for kind, id in sorted(about):
        yield from streams_about(connection, kind, id, start=Declaration.stream_of(""))


def _providers_of(ledger: Ledger, client: str) -> set[str]:
    """Return every provider that a client was ever planned at, placed at, enrolled at or helped by."""
    names = [kind.stream_of(client) for kind in (Zorgplan, Allocation, Inschrijving, Levering)]
    found = (decode(record.topic, record.state) for name in names for record in ledger.stream(name))
    return {id for event in found for kind, id in subjects(event) if kind == "provider"}


def _all_declarations(ledger: Ledger) -> Iterator[str]:
    start, after = Declaration.stream_of(""), ""
    while names := ledger.stream_names(start, after):
        yield from names
        after = names[-1]


def records_of(ledger: Ledger, names: Iterable[str], position: int) -> Iterator[Record]:
    """Yield the rows of streams up to a position, some streams at a time."""
    wanted = sorted(set(names))
    for start in range(0, len(wanted), _AT_ONCE):
        for records in ledger.streams(wanted[start : start + _AT_ONCE], position).values():
            yield from records
