"""What totals and contracteerruimte rest on: the tables for what is known now, a replay for what was known earlier."""

import os
from typing import NamedTuple

from ledger.events import Contracteerruimte, Declaration, Provider
from projections.as_of import AsOf, at_position
from projections.contracteerruimte import queries as envelopes
from projections.contracteerruimte.fold import CONTRACTEERRUIMTE
from projections.contracteerruimte.queries import EnvelopeRows
from projections.positions import positions
from projections.provider_totals import queries as totals
from projections.provider_totals.fold import PROVIDER_TOTALS
from projections.provider_totals.queries import TotalRows
from projections.replaying import replay
from web.composition import House

_LONG = 200_000
"""Events from which a replay is worth several processes."""
_TRIES = 5
"""While others record, one projection may be further than the other; then it is read again."""


class KnownTotals(NamedTuple):
    """All rows that totals and contracteerruimte are made of, as they were known at a position."""

    totals: TotalRows
    envelopes: EnvelopeRows
    known: AsOf


def known_totals(house: House, known: AsOf | None = None, spending: bool = True) -> KnownTotals:
    """Return what was known then, or what is known now; the same position gives the same, from wherever it comes.

    Without `spending`, what was spent from budgets may be left out: there is much more of that than of all else.
    """
    for _ in range(_TRIES):
        with house.reading() as connection:
            reached = positions(connection)
            places = {reached.get(one.name, 0) for one in (PROVIDER_TOTALS, CONTRACTEERRUIMTE)}
            if known is not None and known.position not in places:
                break
            if len(places) == 1:
                now = known or at_position(house.ledger, places.pop())
                return KnownTotals(totals.rows_now(connection), envelopes.rows_now(connection), now)
    return _replayed(house, known or at_position(house.ledger, min(places)), spending)


def _replayed(house: House, known: AsOf, spending: bool) -> KnownTotals:
    workers = (os.cpu_count() or 1) if known.position > _LONG else 1
    only = () if spending else (Declaration, Provider, Contracteerruimte)
    both = (PROVIDER_TOTALS, CONTRACTEERRUIMTE)
    found = replay(house.settings.database_url, both, known.position, workers, only)
    return KnownTotals(totals.rows_then(found), envelopes.rows_then(found), known)
