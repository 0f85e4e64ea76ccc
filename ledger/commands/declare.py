"""The command that declares what follows from a contract: derived, compared with what stands, and written down."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, NamedTuple

from msgspec import Meta

from ledger.aggregates.allocation import Allocation
from ledger.aggregates.base import Aggregate
from ledger.aggregates.bestanden import Bestanden
from ledger.aggregates.bevolking import Bevolking
from ledger.aggregates.client import Client
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.declaration import Declaration, Derivation, LineReference, Owed
from ledger.aggregates.inschrijving import Inschrijving
from ledger.aggregates.levering import Levering
from ledger.aggregates.scores import Scores
from ledger.aggregates.zorgplan import Zorgplan
from ledger.auditing.arrival import LOOKED_AT
from ledger.commands.arriving import arrived
from ledger.commands.base import PROVIDER_SIDE, Command, Desk
from ledger.commands.counted import counted
from ledger.dossier.by_file import standing_by_file
from ledger.dossier.contracts import contracts_of
from ledger.dossier.persons import person_of
from ledger.dossier.rates import RegisterRates, used
from ledger.dossier.residents import residents_of
from ledger.dossier.scores import scores_of
from ledger.dossier.standing import declarations_of, standing_of
from ledger.funding.contract import Contract
from ledger.funding.deriving import Line, derive
from ledger.funding.facts import Person
from ledger.funding.redeclaring import Changes, Credit, New, Standing, differences
from ledger.vocabulary.dutch import day, euro
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier
from ledger.vocabulary.labels import Labelled, labelled

_COUNTED: tuple[type[Aggregate], ...] = (*LOOKED_AT, Inschrijving)
"""What is read of everybody who is named: for the amounts, and for the rules on what comes in."""
Label = Annotated[str, Meta(max_length=20, description="schrijf een maand als 2026-03, of een week als 2026-W10")]


class Prepared(NamedTuple):
    """What a contract comes to over a period, and what changes by it: derived lines, what stands, the difference.

    `before` are the declarations of the period until now; `declaration` is the one that new lines would be in.
    """

    contracts: tuple[Contract, ...]
    label: Labelled
    derived: tuple[Line, ...]
    standing: tuple[Standing, ...]
    changes: Changes
    before: tuple[Declaration, ...]
    declaration: Declaration

    @property
    def unpaid(self) -> int:
        """Return what was computed and is not paid, in cents: the provider's risk."""
        return sum(line.unpaid_eurocent for line in self.derived)


class Declare(Command, frozen=True, kw_only=True, tag="declare"):
    """Declare what a contract comes to over a month or a week, for these clients and for those declared before.

    What was declared before and is no longer right is credited and declared anew. A subscription and a ceiling per
    provider always count all clients of the provider, whoever is named.
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
            arrived(desk, prepared.declaration)


def prepare(asked: Declare, desk: Desk) -> Prepared:
    """Return what a contract comes to over a period beside what stands; nothing is decided."""
    desk.check_provider(asked.provider)
    label = labelled(asked.period)
    contracts = contracts_of(desk.get(Contracts, asked.provider, "provider"), asked.contract)
    *before, declaration = declarations_of(desk.find, asked.provider, asked.contract, label.label)
    declared = [one for known in before for one in standing_of(known)]
    desk.prefetch(_COUNTED, asked.clients)
    desk.prefetch([Scores], [Scores.id_of(client=one) for one in asked.clients])
    desk.read_identities(asked.clients)
    clients = counted(desk, asked.clients, contracts, label.period, declared)
    _check_holds(contracts, label, declared)
    derived = derived_for(desk, asked.provider, contracts, label, clients)
    files = desk.find(Bestanden, asked.provider)
    standing = (*declared, *standing_by_file(desk.find, files, asked.contract, label, derived))
    changes = differences(standing, derived)
    return Prepared(contracts, label, tuple(derived), standing, changes, tuple(before), declaration)


def derived_for(
    desk: Desk, provider: str, contracts: Sequence[Contract], label: Labelled, clients: Sequence[Client]
) -> list[Line]:
    """Return what a contract comes to over a period for these clients."""
    regions = dict.fromkeys(one.region for one in contracts if one.period.overlaps(label.period))
    return derive(
        contracts,
        label.period,
        [_person(desk, client) for client in clients],
        RegisterRates(desk.find),
        scores_of(desk.find(Scores, Scores.id_of(provider=provider))),
        [group for region in regions for group in residents_of(desk.find(Bevolking, region))],
    )


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
    number = next(one for one in _credit_numbers(standing.line) if not declaration.uses(one))
    declaration.credit(standing.line, number, credit.eurocent, on, credit.why)


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
        replaces=None if new.replaces is None else LineReference(new.replaces.declaration, new.replaces.line),
        settles=computed.settles,
        derivation=Derivation(
            contract=contract.contract,
            model=line.model,
            terms_position=min(desk.positions([contract.position])),
            computed_eurocent=computed.eurocent,
            unpaid_eurocent=line.unpaid_eurocent,
            above_eurocent=line.above_eurocent,
            ceiling_eurocent=line.ceiling_eurocent,
            rate_basispoint=contract.basispoint,
            tarief=used(computed.rate) if computed.rate else None,
            rests_on=desk.positions(computed.rests_on),
            steps=computed.steps,
        ),
        owed=tuple(Owed(one.provider, one.eurocent) for one in computed.owed),
    )
