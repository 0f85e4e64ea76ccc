"""The care under a toewijzing that the provider reported as started (AW35) and not yet as ended (AW39), by day."""

from collections.abc import Iterator

from ledger.aggregates.toewijzing_guards import Toewijzing
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import common


def started_of(known: Toewijzing) -> Iterator[Period]:
    """Yield the days of care of every reported start, each until its reported end."""
    for start in known.starts:
        ends = [one.on for one in known.mutations if one.ends and one.started_on == start]
        if found := common(Period(start, min(ends, default=None)), known.period):
            yield found
