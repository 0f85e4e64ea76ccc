"""Every event counts, in its stream, for each client, provider, region, budget or declaration it is about."""

from ledger.events import CATALOGUE, Event
from ledger.subjects import subjects
from projections.audit_trail.tables import TABLES, told
from projections.projection import Projection
from projections.rows import Recorded, Rows


def _told(rows: Rows, at: Recorded, event: Event) -> None:
    stream, position = at.stream, at.position
    for kind, id in subjects(event):
        row = rows.get(told, (kind, id, stream))
        if row is None:
            new = {"kind": kind, "id": id, "stream": stream, "first_position": position}
            row = rows.add(told, new | {"last_position": position, "events": 0})
        row["last_position"] = position
        row["events"] += 1


AUDIT_TRAIL = Projection("audit_trail", TABLES, {kind.event: _told for kind in CATALOGUE.values()})
