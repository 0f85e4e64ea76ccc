"""What brings a client to a provider; a zorgplan only when the payer agreed it.

Nobody leaves: what was delivered may be declared long after. Whom the payer itself brought to a provider stands apart:
only they may be looked into there.
"""

from typing import Any

from sqlalchemy import Table

from ledger.events import Agb, Allocation, Inschrijving, Levering, Toewijzingen, VirtualBudget, Zorgplan
from ledger.subjects import subjects
from projections.caseload.tables import TABLES, brought, caseload, codes
from projections.projection import Projection
from projections.rows import Recorded, Rows, at_or_new

_PAYER = ("zorgkantoor", "systeem")


def _came(rows: Rows, at: Recorded, provider: str | None, client: str, table: Table = caseload) -> None:
    if provider is None:
        return
    row = rows.get(table, (provider, client))
    if row is None:
        rows.add(table, {"provider": provider, "client": client, "since_position": at.position})
    elif at.position < row["since_position"]:
        row["since_position"] = at.position


def _brought(rows: Rows, at: Recorded, event: Any) -> None:
    """Take in what the payer recorded about a client and a provider."""
    if event.client is None or at.header.actor.role not in _PAYER:
        return
    for kind, id in subjects(event):
        if kind == "provider":
            _came(rows, at, id, event.client, brought)


def _planned(rows: Rows, at: Recorded, event: Zorgplan.PlanAgreed | Zorgplan.PlanRevised) -> None:
    for provider in sorted(event.brings_to):
        _came(rows, at, provider, event.client)
    _brought(rows, at, event)


def _placed(
    rows: Rows,
    at: Recorded,
    event: Allocation.ModulesPlaced
    | Allocation.ModulesMoved
    | Allocation.ModulesTurnedIntoPgb
    | Allocation.ModulesForgone,
) -> None:
    for part in event.parts:
        _came(rows, at, part.holder.provider, event.client)
    if isinstance(event, Allocation.ModulesPlaced | Allocation.ModulesMoved):
        _brought(rows, at, event)


def _delivered(rows: Rows, at: Recorded, event: Levering.Recorded | Inschrijving.Started) -> None:
    _came(rows, at, event.provider, event.client)


def _assigned(rows: Rows, at: Recorded, event: Toewijzingen.Assigned) -> None:
    _came(rows, at, event.key.provider, event.client)
    _brought(rows, at, event)


def _coded(rows: Rows, at: Recorded, event: Agb.Assigned) -> None:
    row = {"agb": event.agb, "provider": event.provider, "by_payer": at.header.actor.role in _PAYER}
    at_or_new(rows, codes, row)


CASELOAD = Projection(
    "caseload",
    TABLES,
    {
        Zorgplan.PlanAgreed: _planned,
        Zorgplan.PlanRevised: _planned,
        Levering.Recorded: _delivered,
        Inschrijving.Started: _delivered,
        Allocation.ModulesPlaced: _placed,
        Allocation.ModulesMoved: _placed,
        Allocation.ModulesTurnedIntoPgb: _placed,
        Allocation.ModulesForgone: _placed,
        Toewijzingen.Assigned: _assigned,
        Toewijzingen.Changed: _brought,
        VirtualBudget.Opened: _brought,
        Agb.Assigned: _coded,
    },
)
