"""What single events did to the totals of providers: the parts that a total is made of, by the same fold."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ledger.application import Ledger, Record
from ledger.events import decode
from projections.folding import fold_all
from projections.provider_totals.fold import PROVIDER_TOTALS
from projections.provider_totals.queries import Sums
from projections.provider_totals.tables import totals
from projections.rows import MemoryRows


class Part(NamedTuple):
    """What the event at a position in a stream added to a total, in cents; the month is that of the day of care."""

    stream: str
    position: int
    provider: str
    region: str
    year: int
    month: int
    lines: int
    declared: int
    approved: int
    refused: int
    credited: int
    prestatie: str
    client: str | None

    @property
    def paid(self) -> int:
        """Return what it added to what is paid."""
        return Sums(self.lines, self.declared, self.approved, self.refused, self.credited).paid


def parts_of_totals(ledger: Ledger, declarations: Iterable[str], position: int) -> Iterator[Part]:
    """Yield what every event of declarations (names of streams) did to a total, up to a position, in order."""
    for stream in declarations:
        for record in ledger.stream(stream, position):
            yield from _parts(record)


def _parts(record: Record) -> Iterator[Part]:
    rows = MemoryRows()
    fold_all(PROVIDER_TOTALS, rows, [record])
    found = rows.all(totals)
    if not found:
        return
    event: Any = decode(record.topic, record.state)
    for row in found:
        counted = [row[name] for name in Part._fields[2:-2]]
        facts: list[Any] = [record.stream, record.position, *counted, event.prestatie, event.client]
        yield Part(*facts)
