"""Questions to the envelopes. Amounts are in cents."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from projections.contracteerruimte.tables import agreements, changes
from projections.rows import MemoryRows, Row


class Change(NamedTuple):
    """The envelope as it was set, or a correction of it."""

    position: int
    kind: str
    eurocent: int
    ground: str
    by: str
    recorded_at: datetime
    motivation: str | None
    reference: str | None


class Agreement(NamedTuple):
    """What was agreed with a provider."""

    provider: str
    eurocent: int
    ground: str


class Envelope(NamedTuple):
    """The envelope of a region and year, with how it came about."""

    region: str
    year: int
    eurocent: int
    changes: tuple[Change, ...]
    agreements: tuple[Agreement, ...]


class EnvelopeRows(NamedTuple):
    """All rows that envelopes are made of, as the tables describe them."""

    changes: list[Row]
    agreements: list[Row]


def rows_now(connection: Connection) -> EnvelopeRows:
    """Return what is known now."""
    both = ([dict(row) for row in connection.execute(select(table)).mappings()] for table in (changes, agreements))
    return EnvelopeRows(*both)


def rows_then(rows: MemoryRows) -> EnvelopeRows:
    """Return what a replay found."""
    return EnvelopeRows(rows.all(changes), rows.all(agreements))


def envelopes_in(rows: EnvelopeRows, region: str | None = None) -> list[Envelope]:
    """Return every envelope, of one region where that is given; the latest year first, then by region."""
    found: dict[tuple[int, str], list[Change]] = {}
    for row in sorted(rows.changes, key=itemgetter("position")):
        if region in (None, row["region"]):
            found.setdefault((-row["year"], row["region"]), []).append(_change(row))
    return [_envelope(place, -year, known, rows.agreements) for (year, place), known in sorted(found.items())]


def _change(row: Row) -> Change:
    facts: list[Any] = [row.get(name) for name in Change._fields]
    return Change(*facts)


def _envelope(region: str, year: int, known: Sequence[Change], agreed: Sequence[Row]) -> Envelope:
    here = (row for row in agreed if (row["region"], row["year"]) == (region, year))
    made = sorted(Agreement(*(row[name] for name in Agreement._fields)) for row in here)
    return Envelope(region, year, sum(change.eurocent for change in known), tuple(known), tuple(made))


def regions_and_years(connection: Connection) -> list[tuple[str, int]]:
    """Return every region and year with an envelope, the latest year first."""
    query = select(changes.c.region, changes.c.year).distinct().order_by(changes.c.year.desc(), changes.c.region)
    return [(region, year) for region, year in connection.execute(query)]
