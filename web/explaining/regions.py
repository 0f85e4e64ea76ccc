"""The envelope of a region and year with its changes, what was produced in it, and what is left."""

from functools import partial

from ledger.events import Contracteerruimte
from ledger.vocabulary.periods import period_of
from projections.audit_trail.queries import streams_about
from projections.contracteerruimte.queries import Change, Envelope
from projections.provider_totals.queries import Total, TotalRows, totals_in
from projections.rows import recorded
from web.explaining.addresses import ProviderFigure, provider_address
from web.explaining.lines import cents
from web.explaining.node import Node, Sprout, branch
from web.explaining.totals import provider_node
from web.explaining.witness import Witness


def region_node(
    witness: Witness,
    envelope: Envelope | None,
    rows: TotalRows,
    place: tuple[str, int],
    figure: str,
    depth: int,
    skip: int,
) -> Node:
    """Return a figure of a region and year; without an envelope it is nothing."""
    told = _Region(witness, envelope, rows, *place)
    grow = {"contracteerruimte": told.contracteerruimte, "production": told.production, "left": told.left}
    return grow[figure](depth, skip)


class _Region:
    def __init__(self, witness: Witness, envelope: Envelope | None, rows: TotalRows, region: str, year: int) -> None:
        self.witness, self.rows = witness, rows
        self.region, self.year = region, year
        self.changes = envelope.changes if envelope else ()
        self.ruimte = envelope.eurocent if envelope else 0
        self.totals = totals_in(rows, region=region, period=period_of(str(year)))
        self.produced = sum(one.paid for one in self.totals)

    def address(self, figure: str) -> str:
        """Return by which address a figure is asked for."""
        return f"region:{self.region}.{figure}@{self.year}"

    def left(self, depth: int, skip: int = 0) -> Node:
        """Return what is left of the envelope."""
        node = Node(
            f"Over van de contracteerruimte {self.year} van {self.region}",
            cents(self.ruimte - self.produced),
            basis="De contracteerruimte, min wat is goedgekeurd en niet is teruggenomen.",
            figure=self.address("left"),
            adds=True,
        )
        sprouts = [
            Sprout(cents(self.ruimte), 0, self.contracteerruimte),
            Sprout(cents(-self.produced), 0, partial(self.production, sign=-1)),
        ]
        return branch(node, sprouts, self.witness, depth, skip)

    def contracteerruimte(self, depth: int, skip: int = 0) -> Node:
        """Return the envelope: what was set, and every correction with its ground."""
        label, figure = f"Contracteerruimte {self.year} van {self.region}", self.address("contracteerruimte")
        node = Node(label, cents(self.ruimte), figure=figure, adds=True)
        sprouts = [Sprout(cents(one.eurocent), one.position, partial(self._change, one)) for one in self.changes]
        return branch(node, sprouts, self.witness, depth, skip)

    def _change(self, change: Change, depth: int) -> Node:
        told = self.witness.event(change.position)
        source = f" Bron: {change.reference}." if change.reference else ""
        why = f" {change.motivation}." if change.motivation else ""
        label = "Vastgesteld" if change.kind == "set" else "Correctie"
        basis = f"Grond: {change.ground}.{why}{source}"
        return Node(label, cents(change.eurocent), told.positions, basis, told.by, told.on)

    def production(self, depth: int, skip: int = 0, sign: int = 1) -> Node:
        """Return what was approved and not taken back, per provider."""
        node = Node(
            f"Productie {self.year} in {self.region}",
            cents(sign * self.produced),
            basis="Wat is goedgekeurd, min wat daarvan is teruggenomen.",
            figure=self.address("production"),
            adds=True,
        )
        sprouts = [
            Sprout(cents(sign * one.paid), 0, partial(self._provider, one, sign)) for one in self.totals if one.paid
        ]
        return branch(node, sprouts, self.witness, depth, skip)

    def _provider(self, total: Total, sign: int, depth: int) -> Node:
        asked = ProviderFigure(total.provider, "paid", str(self.year), self.region)
        return provider_node(self.witness, self.rows, asked, depth, name=total.name, sign=sign)


def agreed_node(witness: Witness, asked: ProviderFigure, depth: int, skip: int) -> Node:
    """Return what was agreed with a provider, per region and year; the latest agreement of each counts."""
    made = _agreements(witness, asked)
    where, when = f" in {asked.region}" if asked.region else "", f" voor {asked.period}" if asked.period else ""
    node = Node(
        f"Productieafspraak met {asked.provider}{where}{when}",
        cents(sum(one.eurocent for one in made.values())),
        basis="De laatste afspraak per regio en jaar telt.",
        figure=provider_address(*asked),
        adds=True,
    )
    sprouts = [
        Sprout(cents(one.eurocent), position, partial(_agreement, witness, one, position))
        for position, one in made.items()
    ]
    return branch(node, sprouts, witness, depth, skip)


def _agreement(witness: Witness, made: Contracteerruimte.AgreementMade, position: int, depth: int) -> Node:
    told = witness.event(position, f"Grond: {made.ground}.")
    return Node(told.label, cents(made.eurocent), told.positions, told.basis, told.by, told.on)


def _agreements(witness: Witness, asked: ProviderFigure) -> dict[int, Contracteerruimte.AgreementMade]:
    """Return the agreement that counts of each region and year, by its position."""
    with witness.house.reading() as connection:
        start = Contracteerruimte.stream_of("")
        streams = streams_about(connection, "provider", asked.provider, witness.upto, start)
    found: dict[int, Contracteerruimte.AgreementMade] = {}
    for stream in streams:
        last = {}
        for record in witness.house.ledger.stream(stream, witness.upto):
            event = recorded(record).event
            if isinstance(event, Contracteerruimte.AgreementMade) and event.provider == asked.provider:
                last[event.region, event.year] = record.position, event
        for (region, year), (position, event) in sorted(last.items()):
            if asked.region in (None, region) and asked.period in (None, str(year)):
                found[position] = event
    return found
