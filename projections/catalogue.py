"""All projections. Adding one is a folder with tables, fold and queries, and a line here."""

from ledger.vocabulary.errors import NotFound
from projections.audit_trail.fold import AUDIT_TRAIL
from projections.caseload.fold import CASELOAD
from projections.client_budget.fold import CLIENT_BUDGET
from projections.contracteerruimte.fold import CONTRACTEERRUIMTE
from projections.findings.fold import FINDINGS
from projections.projection import Projection
from projections.provider_totals.fold import PROVIDER_TOTALS

PROJECTIONS: tuple[Projection, ...] = (
    CLIENT_BUDGET,
    PROVIDER_TOTALS,
    CONTRACTEERRUIMTE,
    CASELOAD,
    FINDINGS,
    AUDIT_TRAIL,
)


def by_name(name: str) -> Projection:
    """Return the projection with a name; raises `NotFound` with all names."""
    known = {one.name: one for one in PROJECTIONS}
    if name not in known:
        told = f"Overzicht {name} bestaat niet. Kies uit: {', '.join(known)}."
        raise NotFound("projection-unknown", told, "projection")
    return known[name]
