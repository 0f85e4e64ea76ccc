"""Commands about quality scores of a provider or of a client."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from ledger.aggregates.scores import ZRM, ZRM_SCALE, Family, Scores
from ledger.commands.base import PAYER_SIDE, PROVIDER_SIDE, Command, Desk, from_day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, Text

Points = Annotated[
    int, Meta(ge=-1_000_000, le=1_000_000, description="schrijf een heel getal van -1000000 tot en met 1000000")
]


class RecordScore(Command, frozen=True, kw_only=True, tag="record_score"):
    """Record a score of a provider or of a client, over a period, as it is known from a day on.

    The zelfredzaamheid-matrix (`zrm`) has its own domains and scale; any other instrument names its scale.
    """

    BY = PAYER_SIDE | PROVIDER_SIDE
    EXAMPLE = {
        "score": "s1",
        "client": "c1",
        "indicator": "dagbesteding",
        "family": "outcome",
        "instrument": "zrm",
        "from": "2026-01-01",
        "to": "2026-06-30",
        "value": 3,
    }
    score: Identifier
    provider: Identifier | None = None
    client: Identifier | None = None
    indicator: Identifier
    family: Family
    instrument: Identifier
    first: date = from_day()
    last: date = msgspec.field(name="to")
    on: date | None = None
    value: Points
    lowest: Points | None = None
    highest: Points | None = None

    def decide(self, desk: Desk) -> None:
        """See that it is known already, then tell whose scores these are."""
        on = self.on or desk.today
        desk.check_not_future(on)
        scores = _scores(desk, self.provider, self.client)
        lowest, highest = self._scale()
        scores.record(
            Scores.Recorded(
                score=self.score,
                provider=self.provider,
                client=self.client,
                indicator=self.indicator,
                family=self.family,
                instrument=self.instrument,
                first=self.first,
                last=self.last,
                on=on,
                value=self.value,
                lowest=lowest,
                highest=highest,
            )
        )

    def _scale(self) -> tuple[int, int]:
        if self.instrument == ZRM:
            known = ZRM_SCALE
            return (
                known[0] if self.lowest is None else self.lowest,
                known[1] if self.highest is None else self.highest,
            )
        if self.lowest is None or self.highest is None:
            raise Refused("scale-missing", "Noem de laagste en de hoogste score van de schaal.", "lowest")
        return self.lowest, self.highest


class WithdrawScore(Command, frozen=True, kw_only=True, tag="withdraw_score"):
    """Take a mistaken score back. Its number is not used again."""

    BY = PAYER_SIDE | PROVIDER_SIDE
    EXAMPLE = {"score": "s1", "client": "c1", "reason": "verkeerde cliënt"}
    score: Identifier
    provider: Identifier | None = None
    client: Identifier | None = None
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell whose scores these are."""
        scores = _scores(desk, self.provider, self.client)
        reason = desk.seal_for_scores(scores, self.client, self.reason)
        scores.withdraw(Scores.Withdrawn(score=self.score, provider=self.provider, client=self.client, reason=reason))


def _scores(desk: Desk, provider: str | None, client: str | None) -> Scores:
    if (provider is None) == (client is None):
        raise Refused("score-of-whom", "Noem de zorgaanbieder of de cliënt, en niet allebei.", "client")
    if provider is not None:
        desk.check_provider(provider)
    if client is not None:
        desk.client(client)
    return desk.find(Scores, Scores.id_of(provider=provider, client=client))
