"""The counted residents of a region as the funding models read them."""

from ledger.aggregates.bevolking import Bevolking
from ledger.funding.facts import Residents


def residents_of(bevolking: Bevolking) -> tuple[Residents, ...]:
    """Return every group of every count, in order; each with the place of its count in the log."""
    return tuple(
        Residents(
            first,
            one.age_from,
            one.age_to,
            one.sex,
            one.persons,
            bevolking.position_of(bevolking.counts[first].version),
        )
        for first in sorted(bevolking.counts)
        for one in bevolking.counts[first].groups
    )
