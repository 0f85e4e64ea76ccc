"""Quality scores as the funding models see them: of a provider, or of a client."""

from ledger.aggregates.scores import Scores
from ledger.funding.facts import Score


def scores_of(scores: Scores) -> tuple[Score, ...]:
    """Return what is known and not withdrawn, in the order in which it became known."""
    return tuple(
        Score(
            indicator=one.indicator,
            family=one.family,
            period=one.period,
            on=one.on,
            score=one.value,
            lowest=one.lowest,
            highest=one.highest,
            position=scores.position_of(one.version),
        )
        for one in sorted(scores.scores.values(), key=lambda one: (one.on, one.version))
    )
