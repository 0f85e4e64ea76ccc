"""What brings a client to a provider; a zorgplan only when the payer agreed it.

Nobody leaves: what was delivered may be declared long after.
"""

from ledger.events import Agb, Allocation, Inschrijving, Levering, Toewijzingen, Zorgplan
from projections.caseload.tables import TABLES, caseload, codes
from projections.projection import Projection
from projections.rows import Recorded, Rows, at_or_new


def _came(rows: Rows, at: Recorded, provider: str | None, client: str) -> None:
    if provider is not None:
        at_or_new(rows, caseload, {"provider": provider, "client": client, "since_position": at.position})


def _planned(rows: Rows, at: Recorded, event: Zorgplan.PlanAgreed | Zorgplan.PlanRevised) -> None:
    for provider in sorted(event.brings_to):
        _came(rows, at, provider, event.client)


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


def _delivered(rows: Rows, at: Recorded, event: Levering.Recorded | Inschrijving.Started) -> None:
    _came(rows, at, event.provider, event.client)


def _assigned(rows: Rows, at: Recorded, event: Toewijzingen.Assigned) -> None:
    _came(rows, at, event.key.provider, event.client)


def _coded(rows: Rows, at: Recorded, event: Agb.Assigned) -> None:
    at_or_new(rows, codes, {"agb": event.agb, "provider": event.provider})


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
        Agb.Assigned: _coded,
    },
)
