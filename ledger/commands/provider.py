"""Commands about providers and what their points and hours are worth."""

from datetime import date
from typing import Annotated, Literal

from ledger.aggregates.agb import Agb
from ledger.aggregates.provider import Provider
from ledger.commands.base import PROVIDER_SIDE, Command, Desk, from_day
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.errors import Forbidden
from ledger.vocabulary.identifiers import Identifier, Name, whole

AgbCode = Annotated[str, whole(r"[0-9]{8}", "schrijf de AGB-code met acht cijfers")]


class RegisterProvider(Command, frozen=True, kw_only=True, tag="register_provider"):
    """Give a provider its name and, where known, its AGB code."""

    BY = PROVIDER_SIDE
    EXAMPLE = {"provider": "p1", "name": "Zorg aan de Rotte", "agb": "47001234"}
    provider: Identifier
    name: Name
    agb: AgbCode | None = None

    def decide(self, desk: Desk) -> None:
        """Let the AGB code belong to the provider, then tell the provider.

        Whose a code is decides whose clients and messages one sees: a provider cannot say it of itself.
        """
        desk.check_provider(self.provider)
        provider = desk.find(Provider, self.provider)
        if self.agb is not None and self.agb != provider.agb:
            if desk.mandate.provider is not None:
                raise Forbidden("agb-not-yours", "Alleen de beheerder legt een AGB-code vast.", "agb")
            desk.find(Agb, self.agb).assign(self.provider)
        provider.register(self.name, self.agb)


class SetValue(Command, frozen=True, kw_only=True, tag="set_value"):
    """Say what a point or an hour is worth from a day on. What was spent before keeps its value."""

    BY = PROVIDER_SIDE
    EXAMPLE = {"provider": "p1", "unit": "PUNT", "value": {"EUR": "12.50"}, "from": "2026-01-01"}
    provider: Identifier
    unit: Literal["PUNT", "UUR"]
    value: Amount
    first: date = from_day()

    def decide(self, desk: Desk) -> None:
        """Tell the provider."""
        desk.check_provider(self.provider)
        desk.find(Provider, self.provider).set_value(self.unit, self.value, self.first)
