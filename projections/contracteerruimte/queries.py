"""Questions to the envelopes. Amounts are in cents."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from ledger.application import Ledger
from ledger.events import Contracteerruimte
from projections.contracteerruimte.fold import CONTRACTEERRUIMTE
from projections.contracteerruimte.tables import agreements, changes
from projections.rows import MemoryRows
from projections.runner import fold_all


class Change(NamedTuple):
    """The envelope as it was set, or a correction of it."""

    position: int
    kind: str
    eurocent: int
    ground: str
    by: str
    recorded_at: datetime


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


def envelope(connection: Connection, region: str, year: int) -> Envelope | None:
    """Return the envelope of a region and year; None when it was never set."""
    columns = (getattr(changes.c, name) for name in Change._fields)
    here = (changes.c.region == region) & (changes.c.year == year)
    found = [Change(*row) for row in connection.execute(select(*columns).where(here).order_by(changes.c.position))]
    if not found:
        return None
    columns = (getattr(agreements.c, name) for name in Agreement._fields)
    there = (agreements.c.region == region) & (agreements.c.year == year)
    agreed = connection.execute(select(*columns).where(there).order_by(agreements.c.provider))
    total = sum(change.eurocent for change in found)
    return Envelope(region, year, total, tuple(found), tuple(Agreement(*row) for row in agreed))


def envelope_as_of(ledger: Ledger, region: str, year: int, position: int) -> Envelope | None:
    """Return the envelope of a region and year as it was known at a position of the log."""
    rows = MemoryRows()
    stream = Contracteerruimte.stream_of(Contracteerruimte.id_of(region, year))
    fold_all(CONTRACTEERRUIMTE, rows, ledger.stream(stream, position))
    found = tuple(Change(*(row[name] for name in Change._fields)) for row in rows.all(changes))
    if not found:
        return None
    agreed = (Agreement(*(row[name] for name in Agreement._fields)) for row in rows.all(agreements))
    total = sum(change.eurocent for change in found)
    return Envelope(region, year, total, found, tuple(sorted(agreed)))


def regions_and_years(connection: Connection) -> list[tuple[str, int]]:
    """Return every region and year with an envelope, the latest year first."""
    query = select(changes.c.region, changes.c.year).distinct().order_by(changes.c.year.desc(), changes.c.region)
    return [(region, year) for region, year in connection.execute(query)]
