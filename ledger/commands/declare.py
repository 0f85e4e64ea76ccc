"""The command that declares what follows from a contract: derived, compared with what stands, and written down."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, NamedTuple

from msgspec import Meta

from ledger.aggregates.allocation import Allocation
from ledger.aggregates.bevolking import Bevolking
from ledger.aggregates.client import Client
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.declaration import AppliedTariff, Declaration, Derivation, Owed
from ledger.aggregates.inschrijving import Inschrijving
from ledger.aggregates.levering import Levering
from ledger.aggregates.scores import Scores
from ledger.aggregates.zorgplan import Zorgplan
from ledger.commands.base import PROVIDER_SIDE, Command, Desk
from ledger.dossier.contracts import contracts_of
from ledger.dossier.persons import person_of
from ledger.dossier.rates import RegisterRates
from ledger.dossier.residents import residents_of
from ledger.dossier.scores import scores_of
from ledger.dossier.standing import declarations_of, standing_of
from ledger.funding.contract import Contract
from ledger.funding.deriving import Line, derive
from ledger.funding.facts import Person
from ledger.funding.model import Rate
from ledger.funding.redeclaring import Changes, Credit, New, Standing, Why, differences
from ledger.vocabulary.dutch import day, euro
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier
from ledger.vocabulary.labels import Labelled, labelled

Label = Annotated[str, Meta(max_length=20, description="schrijf een maand als 2026-03, of een week als 2026-W10")]

REASONS: dict[Why, str] = {
    "replaced": "Opnieuw berekend na een wijziging. Voor deze regel is een nieuwe in de plaats gekomen.",
    "gone": "Opnieuw berekend na een wijziging. Voor deze regel is niets meer te declareren.",
    "settled": "Verrekend. De score over deze periode is bekend, en daarmee het bedrag.",
}
"""What is written with a credit of a declaration that was worked out anew; any other reason is of a person."""


class Prepared(NamedTuple):
    """What a contract comes to over a period, and what changes by it: derived lines, what stands, the difference.

    `declaration` is the one that new lines would be submitted in.
    """

    contracts: tuple[Contract, ...]
    label: Labelled
    derived: tuple[Line, ...]
    standing: tuple[Standing, ...]
    changes: Changes
    declaration: Declaration

    @property
    def unpaid(self) -> int:
        """Return what was computed and is not paid, in cents: the provider's risk."""
        return sum(line.unpaid_eurocent for line in self.derived)


class Declare(Command, frozen=True, kw_only=True, tag="declare"):
    """Declare what a contract comes to over a month or a week, for these clients and for those declared before.

    What was declared before and is no longer right is credited and declared anew. A subscription and a ceiling per
    provider count all clients of the provider: name them all.
    """

    BY = PROVIDER_SIDE
    EXAMPLE = {"contract": "k1", "provider": "p1", "period": "2026-03", "clients": ["c1", "c2"], "on": None}
    contract: Identifier
    provider: Identifier
    period: Label
    clients: tuple[Identifier, ...] = ()
    on: date | None = None

    def decide(self, desk: Desk) -> None:
        """Derive and compare; then credit, and submit what is new."""
        prepared = prepare(self, desk)
        on = self.on or desk.today
        desk.check_not_future(on)
        check_declarable(prepared, on)
        for credit in prepared.changes.credits:
            _take_back(desk, credit, on)
        if prepared.changes.lines:
            label = prepared.label
            lines = [
                _submitted(desk, prepared, number, new) for number, new in enumerate(prepared.changes.lines, start=1)
            ]
            prepared.declaration.submit(self.provider, on, (label.first, label.last), lines, self.contract, label.label)


def prepare(asked: Declare, desk: Desk) -> Prepared:
    """Return what a contract comes to over a period beside what stands; nothing is decided."""
    desk.check_provider(asked.provider)
    label = labelled(asked.period)
    contracts = contracts_of(desk.get(Contracts, asked.provider, "provider"), asked.contract)
    *before, declaration = declarations_of(desk.find, asked.provider, asked.contract, label.label)
    standing = tuple(one for known in before for one in standing_of(known))
    _check_holds(contracts, label, standing)
    known = {client: desk.client(client) for client in dict.fromkeys(asked.clients)}
    known |= {c: desk.get(Client, c) for one in standing if (c := one.place.client) and c not in known}
    regions = dict.fromkeys(one.region for one in contracts if one.period.overlaps(label.period))
    derived = derive(
        contracts,
        label.period,
        [_person(desk, client) for client in known.values()],
        RegisterRates(desk.find),
        scores_of(desk.find(Scores, Scores.id_of(provider=asked.provider))),
        [group for region in regions for group in residents_of(desk.find(Bevolking, region))],
    )
    return Prepared(contracts, label, tuple(derived), standing, differences(standing, derived), declaration)


def check_declarable(prepared: Prepared, on: date) -> None:
    """Refuse to declare on a day: what is not over yet, what waits for a judgement, and what changes nothing."""
    _check_over(prepared, on)
    _check_changes(prepared)


def _person(desk: Desk, client: Client) -> Person:
    born, sex = desk.born_and_sex(client)
    return person_of(
        client,
        desk.find(Zorgplan, client.id),
        desk.find(Allocation, client.id),
        desk.find(Levering, client.id),
        desk.find(Inschrijving, client.id),
        desk.find(Scores, Scores.id_of(client=client.id)),
        born,
        sex,
    )


def _check_holds(contracts: Sequence[Contract], label: Labelled, standing: Sequence[Standing]) -> None:
    """Refuse a period in the other rhythm, and one in which the contract never held and nothing was declared."""
    holding = [one for one in contracts if one.period.overlaps(label.period)]
    if any(one.rhythm != label.rhythm for one in holding or contracts):
        told = {"month": "maand, zoals 2026-03", "week": "week, zoals 2026-W10"}[(holding or contracts)[0].rhythm]
        raise Refused("period-not-rhythm", f"Dit contract wordt gedeclareerd per {told}. Kies zo'n periode.", "period")
    if not holding and not standing:
        raise Refused(
            "outside-contract",
            f"Het contract geldt niet van {day(label.first)} tot en met {day(label.last)}. Kies een andere periode.",
            "period",
        )


def _check_over(prepared: Prepared, on: date) -> None:
    """Refuse what is declared before it is delivered, unless the plan is what is declared."""
    label = prepared.label
    holding = [one for one in prepared.contracts if one.period.overlaps(label.period)]
    if on <= label.last and any(one.basis != "plan" for one in holding):
        raise Refused(
            "period-not-over",
            f"{label.label} loopt nog tot en met {day(label.last)}. Declareer na die dag.",
            "period",
        )


def _check_changes(prepared: Prepared) -> None:
    changes, label = prepared.changes, prepared.label.label
    if changes.waiting:
        one = changes.waiting[0]
        raise Refused(
            "line-waiting",
            f"Regel {one.line} van declaratie {one.declaration} zou wijzigen, maar wacht nog op een oordeel. "
            "Laat die regel eerst beoordelen en declareer dan opnieuw.",
            "period",
        )
    if not changes:
        risk = f" Van wat is berekend wordt {euro(prepared.unpaid)} niet betaald." if prepared.unpaid else ""
        raise Refused("nothing-to-declare", f"Over {label} is niets nieuws te declareren.{risk}", "period")


def _take_back(desk: Desk, credit: Credit, on: date) -> None:
    standing = credit.standing
    declaration = desk.get(Declaration, standing.declaration)
    reason = desk.seal_for_declaration(declaration, standing.place.client, REASONS[credit.why])
    number = next(one for one in _credit_numbers(standing.line) if not declaration.uses(one))
    declaration.credit(standing.line, number, credit.eurocent, reason, on)


def _credit_numbers(line: str) -> Iterator[str]:
    """Yield `1c`, `1c2`, `1c3` … for line 1."""
    yield f"{line}c"
    number = 2
    while True:
        yield f"{line}c{number}"
        number += 1


def _submitted(desk: Desk, prepared: Prepared, number: int, new: New) -> Declaration.LineSubmitted:
    line, computed = new.line, new.line.computed
    contract = next((one for one in prepared.contracts if one.period.covers(computed.first)), prepared.contracts[0])
    return Declaration.LineSubmitted(
        declaration=prepared.declaration.id,
        provider=contract.provider,
        line=str(number),
        client=computed.client,
        region=computed.region,
        prestatie=computed.prestatie,
        first=computed.first,
        last=computed.last,
        quantity=computed.quantity,
        unit=computed.unit,
        eurocent=line.paid_eurocent,
        replaces=new.replaces,
        settles=computed.settles,
        derivation=Derivation(
            contract=contract.contract,
            model=line.model,
            computed_eurocent=computed.eurocent,
            unpaid_eurocent=line.unpaid_eurocent,
            above_eurocent=line.above_eurocent,
            rate_basispoint=contract.basispoint,
            tariff=_applied(computed.rate),
            rests_on=desk.positions(computed.rests_on),
            steps=computed.steps,
        ),
        owed=tuple(Owed(one.provider, one.eurocent) for one in computed.owed),
    )


def _applied(rate: Rate | None) -> AppliedTariff | None:
    if rate is None:
        return None
    return AppliedTariff(rate.year, rate.code, rate.unit, rate.eurocent, rate.version, rate.source)
