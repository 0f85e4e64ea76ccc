"""Commands about how long a contract lasts: use its option, or end it (domain §8)."""

from datetime import date

import msgspec

from ledger.aggregates.contract_terms import Contract
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.scores import Scores
from ledger.commands.base import PAYER_SIDE, Desk
from ledger.commands.contract import OnContract
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier
from ledger.vocabulary.periods import Period


class ExtendContract(OnContract, frozen=True, kw_only=True, tag="extend_contract"):
    """Use the option: let a contract last until a later day. `earned_by` names the clients who earned it."""

    BY = PAYER_SIDE
    EXAMPLE = {"contract": "k1", "provider": "p1", "to": "2027-12-31", "earned_by": ["c1", "c2"], "reason": "optie"}
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
                ground=self.reason,
            )
        )


class EndContract(OnContract, frozen=True, kw_only=True, tag="end_contract"):
    """End a contract: `to` is its last day. It can no longer be extended."""

    BY = PAYER_SIDE
    EXAMPLE = {"contract": "k1", "provider": "p1", "to": "2026-06-30", "reason": "zorgaanbieder stopt"}
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
                ground=self.reason,
            )
        )


def _check_risen(desk: Desk, client: str, contract: Contract, indicator: str) -> None:
    """Refuse a client of another region, and one who did not rise a step on the indicator within the contract."""
    if desk.client(client).region != contract.latest.region:
        told = f"Cliënt {client} woont niet in {contract.latest.region}. Noem cliënten van dit contract."
        raise Refused("client-elsewhere", told, "earned_by")
    if not has_risen(desk.find(Scores, Scores.id_of(client=client)), indicator, contract.period):
        told = (
            f"Cliënt {client} ging op {indicator} geen stap vooruit tussen {day(contract.period.first)} en "
            f"{day(contract.last)}. Leg de scores vast, of laat deze cliënt weg."
        )
        raise Refused("client-not-risen", told, "earned_by")


def has_risen(scores: Scores, indicator: str, within: Period) -> bool:
    """Tell whether a score was at least one step above the first one within a period, on the same scale."""
    counting = sorted(
        (one for one in scores.scores.values() if one.indicator == indicator and within.covers(one.on)),
        key=lambda one: (one.on, one.version),
    )
    return any(
        (one.lowest, one.highest) == (counting[0].lowest, counting[0].highest) and one.value > counting[0].value
        for one in counting
    )
