"""What each event does to an envelope."""

from ledger.events import Contracteerruimte
from projections.contracteerruimte.tables import TABLES, agreements, changes
from projections.projection import Projection
from projections.rows import Recorded, Row, Rows, at_or_new


def _set(rows: Rows, at: Recorded, event: Contracteerruimte.Set) -> None:
    said = {"motivation": None, "reference": None}
    _changed(rows, at, event, {"kind": "set", "eurocent": event.eurocent} | said)


def _corrected(rows: Rows, at: Recorded, event: Contracteerruimte.Corrected) -> None:
    said = {"motivation": event.motivation, "reference": event.reference}
    _changed(rows, at, event, {"kind": "corrected", "eurocent": event.change_eurocent} | said)


def _changed(rows: Rows, at: Recorded, event: Contracteerruimte.Set | Contracteerruimte.Corrected, change: Row) -> None:
    about = {"position": at.position, "region": event.region, "year": event.year, "ground": event.ground}
    rows.add(changes, about | change | {"by": at.header.actor.id, "recorded_at": at.recorded_at})


def _agreed(rows: Rows, at: Recorded, event: Contracteerruimte.AgreementMade) -> None:
    row = {"region": event.region, "year": event.year, "provider": event.provider}
    row |= {"eurocent": event.eurocent, "ground": event.ground}
    at_or_new(rows, agreements, dict(row)).update(row)


CONTRACTEERRUIMTE = Projection(
    "contracteerruimte",
    TABLES,
    {
        Contracteerruimte.Set: _set,
        Contracteerruimte.Corrected: _corrected,
        Contracteerruimte.AgreementMade: _agreed,
    },
)
