"""What each event does to a finding."""

from ledger.events import Finding
from projections.findings.tables import TABLES, findings
from projections.projection import Projection
from projections.rows import Recorded, Row, Rows


def _opened(rows: Rows, at: Recorded, event: Finding.Opened) -> None:
    row: Row = {"number": event.finding, "rule": event.rule, "about": event.about, "item": event.item}
    row |= {"client": event.client, "provider": event.provider, "region": event.region}
    row |= {"declaration": event.declaration, "line": event.line, "first": event.first, "last": event.last}
    row |= {"year": event.first.year, "month": event.first.month, "eurocent": event.eurocent, "recovered": 0}
    row |= {"judgement": event.judgement, "state": "open", "told": event.told}
    rows.add(findings, row | {"opened_position": at.position, "last_position": at.position})


def _became(rows: Rows, at: Recorded, number: str, state: str) -> Row:
    row = rows.get(findings, (number,))
    assert row is not None, f"finding {number} was never opened"
    row |= {"state": state, "last_position": at.position}
    return row


def _explained(rows: Rows, at: Recorded, event: Finding.Explained) -> None:
    _became(rows, at, event.finding, "explained")


def _accepted(rows: Rows, at: Recorded, event: Finding.Accepted) -> None:
    _became(rows, at, event.finding, "accepted")


def _recovered(rows: Rows, at: Recorded, event: Finding.Recovered) -> None:
    _became(rows, at, event.finding, "recovered")["recovered"] = event.eurocent


def _dismissed(rows: Rows, at: Recorded, event: Finding.Dismissed) -> None:
    _became(rows, at, event.finding, "dismissed")


FINDINGS = Projection(
    "findings",
    TABLES,
    {
        Finding.Opened: _opened,
        Finding.Explained: _explained,
        Finding.Accepted: _accepted,
        Finding.Recovered: _recovered,
        Finding.Dismissed: _dismissed,
    },
)
