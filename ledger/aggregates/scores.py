"""Quality scores of a provider or of a client, on a scale of whole numbers: what an outcome is paid by.

A score of the zelfredzaamheid-matrix (ZRM) is of one of eleven domains, from 1 (acute) to 5 (fully self-sufficient).
"""

from datetime import date
from typing import Literal

import msgspec

from ledger.aggregates.base import Aggregate, Event
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.periods import Period, check_order

Family = Literal["structure", "process", "outcome"]

ZRM = "zrm"
ZRM_DOMAINS = (
    "inkomen",
    "dagbesteding",
    "huisvesting",
    "gezinsrelaties",
    "geestelijke-gezondheid",
    "lichamelijke-gezondheid",
    "verslaving",
    "adl-vaardigheden",
    "sociaal-netwerk",
    "maatschappelijke-participatie",
    "justitie",
)
ZRM_SCALE = (1, 5)
"""The lowest and the highest score, both included."""


class ScoreFacts(msgspec.Struct, frozen=True):
    """A score as it is known now; `version` is that of the event in its stream."""

    indicator: str
    family: Family
    instrument: str
    period: Period
    on: date
    value: int
    lowest: int
    highest: int
    version: int


class Scores(Aggregate):
    """All scores of one provider or of one client, by their number. A withdrawn number is not used again."""

    STREAM = "scores"
    MISSING = ("scores-unknown", "Van {id} is nog geen score vastgelegd.")

    class Recorded(Event, frozen=True, kw_only=True):
        """A score over a period, known from a day on. Either `provider` or `client` is given.

        `instrument` is `zrm` (zelfredzaamheid-matrix), `prom` (a questionnaire) or the name of another.
        """

        TOPIC = "score.recorded"
        score: str
        provider: str | None = None
        client: str | None = None
        indicator: str
        family: Family
        instrument: str
        first: date
        last: date
        on: date
        value: int
        lowest: int
        highest: int

        def apply(self, aggregate: "Scores") -> None:
            """Keep it by its number."""
            aggregate.used.add(self.score)
            aggregate.scores[self.score] = ScoreFacts(
                self.indicator,
                self.family,
                self.instrument,
                Period(self.first, self.last),
                self.on,
                self.value,
                self.lowest,
                self.highest,
                aggregate.version + 1,
            )

    class Withdrawn(Event, frozen=True, kw_only=True):
        """A score was a mistake; `reason` is sealed."""

        TOPIC = "score.withdrawn"
        score: str
        provider: str | None = None
        client: str | None = None
        reason: str

        def apply(self, aggregate: "Scores") -> None:
            """Leave it out."""
            del aggregate.scores[self.score]

    @staticmethod
    def id_of(*, provider: str | None = None, client: str | None = None) -> str:
        """Return the id of the scores of a provider or of a client."""
        return f"provider-{provider}" if client is None else f"client-{client}"

    def start(self) -> None:
        """Nothing is measured yet."""
        self.scores: dict[str, ScoreFacts] = {}
        self.used: set[str] = set()

    def record(self, recorded: Recorded) -> None:
        """Take in a score within its scale, under a new number."""
        if recorded.score in self.used:
            raise Refused(
                "score-exists", f"Score {recorded.score} is al vastgelegd. Gebruik een ander nummer.", "score"
            )
        check_order(recorded.first, recorded.last)
        _check_scale(recorded)
        if not recorded.lowest <= recorded.value <= recorded.highest:
            raise Refused(
                "score-outside-scale",
                f"Deze schaal loopt van {recorded.lowest} tot en met {recorded.highest}. "
                f"{recorded.value} valt daarbuiten.",
                "value",
            )
        self.happened(recorded)

    def withdraw(self, withdrawn: Withdrawn) -> None:
        """Leave a mistaken score out."""
        if withdrawn.score not in self.scores:
            raise NotFound("score-unknown", f"Score {withdrawn.score} is hier niet bekend.", "score")
        self.happened(withdrawn)


def _check_scale(recorded: Scores.Recorded) -> None:
    if recorded.instrument == ZRM:
        if recorded.indicator not in ZRM_DOMAINS:
            raise Refused(
                "zrm-domain-unknown",
                f"De zelfredzaamheid-matrix kent {recorded.indicator} niet. Kies uit {', '.join(ZRM_DOMAINS)}.",
                "indicator",
            )
        if (recorded.lowest, recorded.highest) != ZRM_SCALE:
            raise Refused(
                "zrm-scale-fixed",
                "De schaal van de zelfredzaamheid-matrix is 1 tot en met 5. Laat de laagste en de hoogste score weg.",
                "lowest",
            )
    elif recorded.lowest >= recorded.highest:
        raise Refused(
            "scale-reversed", "De laagste score moet kleiner zijn dan de hoogste. Draai de twee om.", "lowest"
        )
