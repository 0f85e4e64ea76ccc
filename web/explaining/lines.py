"""A declared line: what stands of it, what was computed, by which terms and tariff, and the care that it rests on."""

from collections.abc import Iterator

from ledger.aggregates.declaration import Derivation
from ledger.dossier.declared import Declared, Taken, lines_of
from ledger.events import Client, Declaration, Tarieven
from ledger.funding.catalogue import MODELS
from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import NotFound
from ledger.vocabulary.figures import WORDS
from ledger.vocabulary.percentages import WHOLE, percentage
from projections.rows import recorded
from web import dutch
from web.explaining.node import Node, Sprout, branch, leaf
from web.explaining.witness import Witness

_SETTLED = "Deze regel verrekent eerdere regels."
STANDS = {"submitted": "wacht op een oordeel", "approved": WORDS["approved"], "refused": WORDS["refused"]}
"""What the payer said of a line."""


def address_of_line(line: Declaration.LineSubmitted) -> str:
    """Return by which address a line is asked for."""
    return f"declaration:{line.declaration}/{line.line}"


def declared_line(witness: Witness, declaration: str, number: str) -> Declared:
    """Return a line within the mandate; raises `NotFound`."""
    found = witness.once(("declaration", declaration), lambda: _read(witness, declaration))
    if not any(_is_within(witness, one.line) for one in found.values()):
        raise Declaration.not_found(declaration, "figure")
    line = found.get(number)
    if line is None or not _is_within(witness, line.line):
        raise NotFound("line-unknown", f"Regel {number} staat niet in declaratie {declaration}.", "figure")
    return line


def line_at(witness: Witness, position: int) -> Declared | None:
    """Return the line that an event is about; None where it may not be told."""
    event = witness.fact(position)
    return None if event is None else declared_line(witness, event.declaration, event.line)  # type: ignore[attr-defined]


def _read(witness: Witness, id: str) -> dict[str, Declared]:
    """Return the lines of a declaration by their numbers."""
    declaration = Declaration(id)
    for record in witness.house.ledger.stream(Declaration.stream_of(id), witness.upto):
        declaration.replay(recorded(record).event, record.position)
    return {one.line.line: one for one in lines_of(declaration)}


def _is_within(witness: Witness, line: Declaration.LineSubmitted) -> bool:
    mandate = witness.mandate
    return (
        mandate.client in (None, line.client)
        and mandate.provider in (None, line.provider)
        and mandate.region in (None, line.region)
    )


def line_node(witness: Witness, line: Declared, depth: int, skip: int = 0) -> Node:
    """Return what stands of a line: declared, less what was refused or taken back."""
    told = line.line
    node = Node(
        f"Regel {told.line} van declaratie {told.declaration}: wat ervan staat",
        cents(line.left),
        basis=f"{STANDS[line.status].capitalize()}.",
        on=told.first,
        figure=address_of_line(told),
        adds=True,
    )
    return branch(node, list(_standing(witness, line)), witness, depth, skip)


def _standing(witness: Witness, line: Declared) -> Iterator[Sprout]:
    whole = line.line.eurocent
    yield Sprout(cents(whole), line.position, lambda depth: declared_node(witness, line, depth))
    if line.judged:
        refused = cents(-whole) if line.status == "refused" else None
        yield _event(witness, line.judged, refused)
    for taken in line.taken:
        yield credited(witness, taken, -1)


def _event(witness: Witness, position: int, amount: Amount | None) -> Sprout:
    def grow(depth: int) -> Node:
        told = witness.event(position)
        return Node(told.label, amount, told.positions, told.basis, told.by, told.on)

    return Sprout(amount, position, grow)


def credited(witness: Witness, taken: Taken, sign: int) -> Sprout:
    """Return what was taken back of a line, with the reason for who may read it."""
    credit, position = taken
    amount = cents(sign * credit.eurocent)

    def grow(depth: int) -> Node:
        subject = Client.stream_of(credit.client) if credit.client else Declaration.stream_of(credit.declaration)
        reason = witness.opened(subject, credit.reason)
        told = witness.event(position)
        basis = f"Reden: {reason.rstrip('.')}." if reason else ""
        return Node(told.label, amount, told.positions, basis, told.by, told.on)

    return Sprout(amount, position, grow)


def declared_node(witness: Witness, line: Declared, depth: int) -> Node:
    """Return what was declared: what was computed, less what is not paid."""
    told, derived = line.line, line.line.derivation
    witness.fetch([line.position])
    node = Node(
        _declared_as(told),
        cents(told.eurocent),
        (line.position,),
        _price(told) if derived is None else _by_contract(derived),
        witness.by(line.position),
        told.first,
        adds=derived is not None,
    )
    evidence = list(_beside(witness, told))
    if derived is None:
        return branch(node, evidence, witness, depth)
    computed = Sprout(cents(derived.computed_eurocent), 0, lambda below: _computed(witness, told, derived, below))
    unpaid = [leaf(_unpaid(derived))] if derived.unpaid_eurocent else []
    return branch(node, [computed, *unpaid, *evidence], witness, depth)


def _declared_as(told: Declaration.LineSubmitted) -> str:
    counted = f", {_counted(told)}" if told.quantity else ""
    return f"Gedeclareerd: {told.prestatie}{counted}, {dutch.period(told.first, told.last)}"


def _counted(told: Declaration.LineSubmitted) -> str:
    if told.unit == "minuut":
        return dutch.hours_short(told.quantity)
    return f"{dutch.count(told.quantity, told.unit, told.unit)}"


def _price(told: Declaration.LineSubmitted) -> str:
    if told.price_eurocent is None:
        return f"Zoals {told.provider} het indiende; er is geen afleiding bij."
    per = f" per {told.price_per}" if told.price_per else ""
    under = f", contract {told.contract}" if told.contract else ""
    return f"Zoals {told.provider} het indiende: {euro(told.price_eurocent)}{per}{under}."


def _by_contract(derived: Derivation) -> str:
    model = MODELS.get(derived.model)
    named = f" ({model.NAME})" if model else ""
    return f"Contract {derived.contract}, model {derived.model}{named}."


def _unpaid(derived: Derivation) -> Node:
    ceiling = f"Plafond: {euro(derived.ceiling_eurocent)}." if derived.ceiling_eurocent is not None else ""
    return Node(
        "Niet betaald: dit is voor rekening van de zorgaanbieder", cents(-derived.unpaid_eurocent), basis=ceiling
    )


def _beside(witness: Witness, told: Declaration.LineSubmitted) -> Iterator[Sprout]:
    """Yield what belongs to a line and does not make its amount."""
    derived = told.derivation
    if derived is not None and derived.ceiling_eurocent is not None:
        above = derived.above_eurocent
        beyond = f" Deze regel gaat er {euro(above)} boven." if above > 0 else ""
        yield leaf(Node(f"Het plafond van de cliënt in deze periode is {euro(derived.ceiling_eurocent)}.{beyond}"))
    for one in told.owed:
        yield leaf(Node(f"Hiervan is {euro(one.eurocent)} voor {one.provider}."))
    if told.replaces is not None:
        at = told.replaces
        named = f"Kwam in de plaats van regel {at.line} van declaratie {at.declaration}."
        yield leaf(Node(named, figure=f"declaration:{at.declaration}/{at.line}"))
    if told.settles:
        yield leaf(Node(_SETTLED))


def _computed(witness: Witness, told: Declaration.LineSubmitted, derived: Derivation, depth: int) -> Node:
    node = Node("Berekend", cents(derived.computed_eurocent), basis=_by_contract(derived))
    terms = derived.terms_position
    sprouts = [
        *(leaf(Node(step)) for step in derived.steps),
        *_rate(witness, derived),
        *([Sprout(None, terms, lambda depth: witness.event(terms, "De afspraken die golden."))] if terms else []),
        *witness.resting_on(derived.rests_on),
    ]
    return branch(node, sprouts, witness, depth)


def _rate(witness: Witness, derived: Derivation) -> Iterator[Sprout]:
    used = derived.tarief
    if used is None:
        return
    position = _tarief_set(witness, used.year, used.code, used.version)
    told = f"Maximumtarief {used.code} van {used.year}: {euro(used.eurocent)} per {used.unit}"

    def grow(depth: int) -> Node:
        basis = f"Versie {used.version}. Bron: {used.reference}."
        positions = (position,) if position else ()
        return Node(told, cents(used.eurocent), positions, basis, witness.by(position) if position else None)

    yield Sprout(cents(used.eurocent), position, grow)
    if derived.rate_basispoint != WHOLE:
        yield leaf(Node(f"Afgesproken: {percentage(derived.rate_basispoint)} van dat maximum."))


def _tarief_set(witness: Witness, year: int, code: str, version: int) -> int:
    for record in witness.house.ledger.stream(Tarieven.stream_of(Tarieven.id_of(year)), witness.upto):
        event = recorded(record).event
        if isinstance(event, Tarieven.TariefSet) and (event.code, event.version) == (code, version):
            return record.position
    return 0


def cents(quantity: int) -> Amount:
    """Return an amount of euro."""
    return Amount(Unit.EUR, quantity)
