"""What each event does to an envelope."""

from ledger.events import Contracteerruimte
from projections.contracteerruimte.tables import TABLES, agreements, changes
from projections.projection import Projection
from projections.rows import Recorded, Rows, at_or_new


def _changed(rows: Rows, at: Recorded, event: Contracteerruimte.Set | Contracteerruimte.Corrected) -> None:
    rows.add(
        changes,
        {
            "position": at.position,
            "region": event.region,
            "year": event.year,
            "kind": "set" if isinstance(event, Contracteerruimte.Set) else "corrected",
            "eurocent": event.eurocent if isinstance(event, Contracteerruimte.Set) else event.change_eurocent,
            "ground": event.ground,
            "by": at.header.actor.id,
            "recorded_at": at.recorded_at,
        },
    )


def _agreed(rows: Rows, at: Recorded, event: Contracteerruimte.AgreementMade) -> None:
    row = {"region": event.region, "year": event.year, "provider": event.provider}
    row |= {"eurocent": event.eurocent, "ground": event.ground}
    at_or_new(rows, agreements, dict(row)).update(row)


CONTRACTEERRUIMTE = Projection(
    "contracteerruimte",
    TABLES,
    {
        Contracteerruimte.Set: _changed,
        Contracteerruimte.Corrected: _changed,
        Contracteerruimte.AgreementMade: _agreed,
    },
)
