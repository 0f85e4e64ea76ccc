"""An AGB code: which registered provider it belongs to, so that a message finds the provider the journal knows."""

from ledger.aggregates.base import Aggregate, Event
from ledger.vocabulary.errors import Refused


class Agb(Aggregate):
    """One AGB code belongs to one provider."""

    STREAM = "agb"
    MISSING = ("agb-unknown", "AGB-code {id} is niet bekend.")

    class Assigned(Event, frozen=True, kw_only=True):
        """The code belongs to this provider."""

        TOPIC = "agb.assigned"
        agb: str
        provider: str

        def apply(self, aggregate: "Agb") -> None:
            """Messages with this code are about this provider."""
            aggregate.provider = self.provider

    def start(self) -> None:
        """It belongs to nobody yet."""
        self.provider: str | None = None

    def assign(self, provider: str) -> None:
        """Let the code belong to a provider; nothing new when it does already."""
        if self.provider == provider:
            return
        if self.provider is not None:
            raise Refused("agb-known", f"AGB-code {self.id} hoort al bij een andere zorgaanbieder.", "agb")
        self.happened(self.Assigned(agb=self.id, provider=provider))
