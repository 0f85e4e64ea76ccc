"""Questions to a belief: what is held true about a client, a provider or a region, at positions of the log."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from ledger.application import Ledger
from projections.belief.figures import Belief, Figure
from projections.belief.fold import Believing
from projections.belief.streams import SubjectKind, records_of, streams_of


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
    return beliefs(connection, ledger, about, (position, position), on)[0]


def beliefs(
    connection: Connection, ledger: Ledger, about: About, positions: tuple[int, int], on: date | None = None
) -> tuple[Belief, Belief]:
    """Return what was held true at two positions, in whichever order; the streams are read once."""
    first, last = sorted(positions)
    names = streams_of(connection, about.kind, about.id, last)
    found, later = Believing(on), []
    for record in records_of(ledger, names, last):
        if record.position > first:
            later.append(record)
        else:
            found.take(record)
    early = found.belief().rolled_up(about.figure)
    if not later:
        return early, early
    for record in later:
        found.take(record)
    late = found.belief().rolled_up(about.figure)
    return (early, late) if positions[0] == first else (late, early)
