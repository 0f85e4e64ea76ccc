"""Commands about contracts: conclude one, amend its terms from a day (domain §3, §8)."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from ledger.aggregates.contract_terms import Agreed, Component
from ledger.aggregates.contracts import Contracts
from ledger.commands.base import PAYER_SIDE, Command, Count, Desk, from_day
from ledger.commands.parameters import Percent, read_parameters
from ledger.dossier.contracts import components_of, contract_of
from ledger.dossier.rates import RegisterRates
from ledger.funding.catalogue import model_of
from ledger.funding.composition import Warning, check_acknowledged, check_amended, check_composition, check_settlement
from ledger.vocabulary.agreeing import Act, Basis, Ceiling, Party, PartyRole, Rhythm, Settlement
from ledger.vocabulary.errors import Malformed, Problem, at_most_listed
from ledger.vocabulary.identifiers import Identifier, Name, Text, whole
from ledger.vocabulary.leveringsvormen import Leveringsvorm
from ledger.vocabulary.percentages import parse_percentage
from ledger.vocabulary.periods import Period

T = TypeVar("T", bound=Agreed)

ContractId = Annotated[
    str, whole(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", "gebruik 1 tot 40 letters, cijfers, punten of streepjes")
]
"""Short enough to make the numbers of declarations from."""
Parameters = Annotated[dict[str, Any], Meta(description="schrijf de parameters als een JSON-object")]


class AgreedParty(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A provider and its role; of an onderaannemer the share in what the hoofdaannemer is paid."""

    provider: Identifier
    role: PartyRole
    share: Percent | None = None

    def recorded(self) -> Party:
        """Return the party as it is recorded."""
        return Party(self.provider, self.role, parse_percentage(self.share) if self.share else 0)


class AgreedComponent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A model, the prestaties or activities that it covers (none: the rest), and its parameters."""

    model: Identifier
    covers: tuple[Identifier, ...] = ()
    parameters: Parameters = {}


class ConcludeContract(Command, frozen=True, kw_only=True, tag="conclude_contract"):
    """Conclude a contract with a provider: for which care, by which models, at which part of the maximum rates.

    Without `parties` the provider is the only one. Models that the law rules out have to be acknowledged.
    """

    BY = PAYER_SIDE
    EXAMPLE = {
        "contract": "k1",
        "provider": "p1",
        "payer": "zorgkantoor-rotterdam",
        "act": "Wlz",
        "region": "Rotterdam",
        "leveringsvormen": ["mpt", "mpt_pgb"],
        "from": "2026-01-01",
        "to": "2026-12-31",
        "option_until": None,
        "parties": [
            {"provider": "p1", "role": "hoofdaannemer"},
            {"provider": "p2", "role": "onderaannemer", "share": "20.00"},
        ],
        "components": [{"model": "A", "covers": [], "parameters": {}}],
        "rate": "94.50",
        "basis": "delivered",
        "ceiling": "client",
        "rhythm": "month",
        "settlement": "none",
        "acknowledged": False,
    }
    contract: ContractId
    provider: Identifier
    payer: Name
    act: Act
    region: Name
    leveringsvormen: tuple[Leveringsvorm, ...] = ()
    first: date = from_day()
    last: date = msgspec.field(name="to")
    option_until: date | None = None
    option_indicator: Identifier | None = None
    option_clients: Count | None = None
    parties: tuple[AgreedParty, ...] = ()
    components: tuple[AgreedComponent, ...]
    rate: Percent
    basis: Basis = "delivered"
    ceiling: Ceiling = "client"
    rhythm: Rhythm = "month"
    settlement: Settlement = "none"
    acknowledged: bool = False

    def facts(self) -> Contracts.Concluded:
        """Return what is agreed, whole, before the models have said what they think of it."""
        return Contracts.Concluded(
            contract=self.contract,
            provider=self.provider,
            payer=self.payer,
            act=self.act,
            region=self.region,
            leveringsvormen=self.leveringsvormen,
            first=self.first,
            last=self.last,
            option_until=self.option_until,
            option_indicator=self.option_indicator,
            option_clients=self.option_clients,
            parties=tuple(one.recorded() for one in self.parties) or (Party(self.provider, "hoofdaannemer"),),
            components=_components(self.components),
            rate_basispoint=parse_percentage(self.rate),
            basis=self.basis,
            ceiling=self.ceiling,
            rhythm=self.rhythm,
            settlement=self.settlement,
            acknowledged=self.acknowledged,
        )

    def decide(self, desk: Desk) -> None:
        """Check it with the models, then tell the contracts of the provider."""
        desk.check_region(self.region)
        contracts = desk.find(Contracts, self.provider)
        facts = self.facts()
        contracts.check_new(facts)
        warnings = _warnings(desk, facts, Period(self.first, self.last))
        check_acknowledged(warnings, facts.acknowledged)
        contracts.conclude(_told(facts, warnings))


class OnContract(Command, frozen=True, kw_only=True):
    """A command about a contract that was concluded with a provider."""

    contract: ContractId
    provider: Identifier
    ground: Text

    def known(self, desk: Desk) -> Contracts:
        """Return the contracts of the provider, of which this one is in the mandate's region."""
        contracts = desk.find(Contracts, self.provider)
        desk.check_region(contracts.contract(self.contract).latest.region)
        return contracts


class AmendContract(OnContract, frozen=True, kw_only=True, tag="amend_contract"):
    """Change the terms of a contract from a day on. What is left out stays as it was; null takes an option away.

    The rhythm stays, and so does a lumpsum: for another one the contract is ended and a new one concluded.
    What was acknowledged before, and is warned of again, need not be acknowledged once more.
    """

    BY = PAYER_SIDE
    EXAMPLE = {
        "contract": "k1",
        "provider": "p1",
        "from": "2026-07-01",
        "rate": "95.00",
        "ground": "afspraak van juni 2026",
    }
    first: date = from_day()
    leveringsvormen: tuple[Leveringsvorm, ...] | None = None
    option_until: date | msgspec.UnsetType | None = msgspec.UNSET
    option_indicator: Identifier | msgspec.UnsetType | None = msgspec.UNSET
    option_clients: Count | msgspec.UnsetType | None = msgspec.UNSET
    parties: tuple[AgreedParty, ...] | None = None
    components: tuple[AgreedComponent, ...] | None = None
    rate: Percent | None = None
    basis: Basis | None = None
    ceiling: Ceiling | None = None
    rhythm: Rhythm | None = None
    settlement: Settlement | None = None
    acknowledged: bool = False

    def facts(self, before: Agreed) -> Contracts.Amended:
        """Return the whole outcome: the terms that held, with what changes."""
        return Contracts.Amended(
            contract=self.contract,
            provider=self.provider,
            payer=before.payer,
            act=before.act,
            region=before.region,
            leveringsvormen=before.leveringsvormen if self.leveringsvormen is None else self.leveringsvormen,
            first=self.first,
            option_until=_or(self.option_until, before.option_until),
            option_indicator=_or(self.option_indicator, before.option_indicator),
            option_clients=_or(self.option_clients, before.option_clients),
            parties=before.parties if self.parties is None else tuple(one.recorded() for one in self.parties),
            components=before.components if self.components is None else _components(self.components),
            rate_basispoint=before.rate_basispoint if self.rate is None else parse_percentage(self.rate),
            basis=self.basis or before.basis,
            ceiling=self.ceiling or before.ceiling,
            rhythm=self.rhythm or before.rhythm,
            settlement=self.settlement or before.settlement,
            acknowledged=self.acknowledged,
            ground=self.ground,
        )

    def decide(self, desk: Desk) -> None:
        """Check the outcome with the models, then tell the contracts of the provider."""
        contracts = self.known(desk)
        before = contracts.terms_before(self.contract, self.first)
        facts = self.facts(before)
        contracts.check_amendment(facts)
        check_amended(components_of(before), components_of(facts))
        warnings = _warnings(desk, facts, contracts.contract(self.contract).period)
        if warnings and before.acknowledged and {one.code for one in warnings} <= set(before.warnings):
            facts = msgspec.structs.replace(facts, acknowledged=True)
        check_acknowledged(warnings, facts.acknowledged)
        contracts.amend(_told(facts, warnings))


def _components(written: tuple[AgreedComponent, ...]) -> tuple[Component, ...]:
    """Return the components as they are recorded. Raises `Malformed` with all that is wrong with their parameters."""
    components: list[Component] = []
    problems: list[Problem] = []
    for index, one in enumerate(written):
        kind = model_of(one.model)
        read = read_parameters(kind, one.parameters, f"components[{index}].parameters")
        problems += read.problems
        if read.model is not None:
            components.append(
                Component(
                    model=one.model,
                    version=kind.VERSION,
                    covers=one.covers,
                    claims=read.model.claims(),
                    parameters=read.model.stored(),
                )
            )
    if problems:
        raise Malformed(at_most_listed(problems, lambda told: Problem("problems-more", told)))
    return tuple(components)


def _warnings(desk: Desk, facts: Agreed, whole: Period) -> tuple[Warning, ...]:
    """Let the models check the terms over their days; return what they warn of."""
    contract = contract_of(facts, Period(facts.first, whole.last), whole)
    warnings = check_composition(contract.components, contract.leveringsvormen, contract.act)
    for component in contract.components:
        component.model.check(contract, RegisterRates(desk.find))
    check_settlement(contract.components, contract.settlement)
    return warnings


def _told(facts: T, warnings: Sequence[Warning]) -> T:
    """Return the terms with the codes of what was told and acknowledged."""
    return msgspec.structs.replace(facts, warnings=tuple(one.code for one in warnings))


def _or(given: Any, before: Any) -> Any:
    """Return what was given, also when that is nothing at all; else what held before."""
    return before if given is msgspec.UNSET else given
