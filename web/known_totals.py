"""What totals and contracteerruimte rest on: the tables for what is known now, a replay for what was known earlier.

What the tables set aside is read from the log as well, so that a position says the same wherever it comes from. What
no fold of today can take is missing in both, and `aside` tells which.
"""

import os
from typing import NamedTuple

from ledger.events import Contracteerruimte, Declaration, Provider, VirtualBudget
from projections.as_of import AsOf, at_position
from projections.contracteerruimte import queries as envelopes
from projections.contracteerruimte.fold import CONTRACTEERRUIMTE
from projections.contracteerruimte.queries import EnvelopeRows
from projections.positions import positions
from projections.provider_totals import queries as totals
from projections.provider_totals.fold import PROVIDER_TOTALS
from projections.provider_totals.queries import TotalRows
from projections.replaying import Aside, Replayed, made_whole, replay
from projections.running.parking import parked_streams
from web.composition import House

_LONG = 200_000
"""Events from which a replay is worth several processes."""
_TRIES = 5
"""While others record, one projection may be further than the other; then it is read again."""
_BOTH = (PROVIDER_TOTALS, CONTRACTEERRUIMTE)


class KnownTotals(NamedTuple):
    """All rows that totals and contracteerruimte are made of, as they were known at a position, and what they miss."""

    totals: TotalRows
    envelopes: EnvelopeRows
    known: AsOf
    aside: tuple[Aside, ...] = ()

    def missed_by(self, envelopes: bool, spending: bool) -> tuple[Aside, ...]:
        """Return what totals miss; with what envelopes and what spending from budgets miss, or without."""
        told = {Contracteerruimte: envelopes, VirtualBudget: spending}
        without = tuple(kind.stream_of("") for kind, is_told in told.items() if not is_told)
        return tuple(one for one in self.aside if not one.stream.startswith(without))


def known_totals(house: House, known: AsOf | None = None, spending: bool = True) -> KnownTotals:
    """Return what was known then, or what is known now; the same position gives the same, from wherever it comes.

    Without `spending`, what was spent from budgets may be left out: there is much more of that than of all else.
    """
    for _ in range(_TRIES):
        with house.reading() as connection:
            reached = positions(connection)
            places = {reached.get(one.name, 0) for one in _BOTH}
            if known is not None and known.position not in places:
                break
            if len(places) == 1:
                now = known or at_position(house.ledger, places.pop())
                parked = [one for projection in _BOTH for one in parked_streams(connection, projection.name)]
                if parked:
                    return _told(made_whole(connection, house.ledger, _BOTH, parked, now.position), now)
                return KnownTotals(totals.rows_now(connection), envelopes.rows_now(connection), now)
    return _replayed(house, known or at_position(house.ledger, min(places)), spending)


def _replayed(house: House, known: AsOf, spending: bool) -> KnownTotals:
    workers = (os.cpu_count() or 1) if known.position > _LONG else 1
    only = () if spending else (Declaration, Provider, Contracteerruimte)
    return _told(replay(house.settings.database_url, _BOTH, known.position, workers, only), known)


def _told(found: Replayed, known: AsOf) -> KnownTotals:
    return KnownTotals(totals.rows_then(found.rows), envelopes.rows_then(found.rows), known, found.aside)
