"""Commands about how long a contract lasts: use its option, or end it (domain §8)."""

from datetime import date

import msgspec

from ledger.aggregates.contract_terms import Contract
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.scores import Scores
from ledger.commands.base import PAYER_SIDE, Desk
from ledger.commands.contract import OnContract
from ledger.dossier.scores import scores_of
from ledger.funding.bonus import risen
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier


class ExtendContract(OnContract, frozen=True, kw_only=True, tag="extend_contract"):
    """Use the option: let a contract last until a later day. `earned_by` names the clients who earned it."""

    BY = PAYER_SIDE
    EXAMPLE = {"contract": "k1", "provider": "p1", "to": "2027-12-31", "earned_by": ["c1", "c2"], "ground": "optie"}
    last: date = msgspec.field(name="to")
    earned_by: tuple[Identifier, ...] = ()

    def decide(self, desk: Desk) -> None:
        """See that each of the clients earned it, then tell the contracts of the provider."""
        contracts = self.known(desk)
        contract = contracts.contract(self.contract)
        if contract.latest.option_indicator is not None:
            for client in self.earned_by:
                _check_risen(desk, client, contract, contract.latest.option_indicator)
        contracts.extend(
            Contracts.Extended(
                contract=self.contract,
                provider=self.provider,
                region=contract.latest.region,
                last=self.last,
                earned_by=tuple(dict.fromkeys(self.earned_by)),
                ground=self.ground,
            )
        )


class EndContract(OnContract, frozen=True, kw_only=True, tag="end_contract"):
    """End a contract: `to` is its last day. It can no longer be extended."""

    BY = PAYER_SIDE
    EXAMPLE = {"contract": "k1", "provider": "p1", "to": "2026-06-30", "ground": "zorgaanbieder stopt"}
    last: date = msgspec.field(name="to")

    def decide(self, desk: Desk) -> None:
        """Tell the contracts of the provider."""
        contracts = self.known(desk)
        contracts.end(
            Contracts.Ended(
                contract=self.contract,
                provider=self.provider,
                region=contracts.contract(self.contract).latest.region,
                last=self.last,
                ground=self.ground,
            )
        )


def _check_risen(desk: Desk, client: str, contract: Contract, indicator: str) -> None:
    """Refuse a client of another region, and one who did not rise a step on the indicator within the contract."""
    if desk.client(client).region != contract.latest.region:
        told = f"Cliënt {client} woont niet in {contract.latest.region}. Noem cliënten van dit contract."
        raise Refused("client-elsewhere", told, "earned_by")
    scores = scores_of(desk.find(Scores, Scores.id_of(client=client)))
    if risen(scores, indicator, (contract.period,)) is None:
        told = (
            f"Cliënt {client} ging op {indicator} geen stap vooruit tussen {day(contract.period.first)} en "
            f"{day(contract.last)}. Leg de scores vast, of laat deze cliënt weg."
        )
        raise Refused("client-not-risen", told, "earned_by")
