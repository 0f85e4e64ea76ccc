"""Questions to a belief: what is held true about a client, a provider or a region, at a position of the log."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from sqlalchemy import Connection

from ledger.application import Ledger, Record
from ledger.events import Provider
from projections.audit_trail.queries import streams_about
from projections.belief.figures import Belief, Figure
from projections.belief.fold import believed
from projections.client_budget.queries import budgets_of_client

SubjectKind = Literal["client", "provider", "region"]

_STREAMS: dict[SubjectKind, tuple[str, ...]] = {
    "client": ("budget-", "declaration-"),
    "provider": ("budget-", "declaration-", "contracteerruimte-", "provider-"),
    "region": ("declaration-", "contracteerruimte-"),
}
"""Where the figures about each are made. Budgets know no region."""
_AT_ONCE = 200


class About(NamedTuple):
    """Whose figures are asked for."""

    kind: SubjectKind
    id: str

    def figure(self, figure: Figure) -> Figure | None:
        """Return the figure as it is told of this subject: of a provider or a region no client stands apart."""
        if getattr(figure, self.kind) != self.id:
            return None
        if self.kind == "client":
            return figure
        return figure._replace(client=None, budget=None)


def belief(connection: Connection, ledger: Ledger, about: About, position: int, on: date | None = None) -> Belief:
    """Return what was held true about a subject at a position of the log; with `on`, up to and including that day."""
    names = [name for start in _STREAMS[about.kind] for name in streams_about(connection, *about, position, start)]
    if about.kind == "client":
        providers = {one.provider for one in budgets_of_client(connection, about.id)}
        names += [Provider.stream_of(one) for one in sorted(providers)]
    return believed(records_of(ledger, names, position), on).rolled_up(about.figure)


def records_of(ledger: Ledger, names: Iterable[str], position: int) -> Iterator[Record]:
    """Yield the rows of streams up to a position, some streams at a time."""
    wanted = sorted(set(names))
    for start in range(0, len(wanted), _AT_ONCE):
        for records in ledger.streams(wanted[start : start + _AT_ONCE], position).values():
            yield from records
