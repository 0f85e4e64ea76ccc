"""Commands about being enrolled with a provider: what a subscription (model G) is paid for."""

from datetime import date

from ledger.aggregates.contracts import Contracts
from ledger.aggregates.inschrijving import Inschrijving
from ledger.commands.base import PAYER_SIDE, PROVIDER_SIDE, Command, Desk, from_day
from ledger.dossier.contracts import contracts_of
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, Text


class Enrol(Command, frozen=True, kw_only=True, tag="enrol"):
    """Enrol a client with a provider from a day on, under a contract that holds on that day in their region."""

    BY = PROVIDER_SIDE | PAYER_SIDE
    EXAMPLE = {"client": "c1", "provider": "p1", "contract": "k1", "from": "2026-01-01"}
    client: Identifier
    provider: Identifier
    contract: Identifier
    first: date = from_day()

    def decide(self, desk: Desk) -> None:
        """Check the contract and the right to care, then tell the enrolments of the client."""
        desk.check_provider(self.provider)
        client = desk.client(self.client)
        known = contracts_of(desk.get(Contracts, self.provider, "contract"), self.contract)
        holding = next((one for one in known if one.period.covers(self.first) and one.region == client.region), None)
        if holding is None:
            raise Refused(
                "contract-not-here",
                f"Contract {self.contract} van {self.provider} geldt niet op {day(self.first)} in {client.region}. "
                "Kies een andere dag of een ander contract.",
                "contract",
            )
        if holding.act == "Wlz":
            client.check_entitled(self.first)
        else:
            client.check_alive(self.first)
        desk.find(Inschrijving, self.client).enrol(self.provider, self.contract, self.first)


class EndEnrolment(Command, frozen=True, kw_only=True, tag="end_enrolment"):
    """Let an enrolment end: `on` is its last day. The day before its first day withdraws it."""

    BY = PROVIDER_SIDE | PAYER_SIDE
    EXAMPLE = {"client": "c1", "provider": "p1", "contract": "k1", "on": "2026-06-30", "reason": "verhuisd"}
    client: Identifier
    provider: Identifier
    contract: Identifier
    on: date
    reason: Text | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the enrolments of the client."""
        desk.check_provider(self.provider)
        desk.client(self.client)
        reason = self.reason and desk.seal_for_client(self.client, self.reason)
        desk.find(Inschrijving, self.client).end(self.provider, self.contract, self.on, reason)
