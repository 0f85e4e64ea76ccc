"""Explains a figure by its address, for who may see it: the question that API, CLI and pages ask."""

from datetime import date

from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.clock import today
from ledger.vocabulary.errors import Forbidden, LedgerError, Malformed, NotFound, Problem, Refused
from projections.as_of import AsOf, resolve
from projections.client_budget.balance import BudgetRows
from projections.client_budget.queries import budget_as_of
from projections.contracteerruimte.queries import envelopes_in
from projections.rows import not_taken
from web.answers import Answer, as_of_answer
from web.composition import House
from web.explaining.addresses import (
    BudgetFigure,
    Figure,
    LineFigure,
    ProviderFigure,
    RegionFigure,
    read_figure,
)
from web.explaining.budgets import budget_node
from web.explaining.entries import Telling, entry_node
from web.explaining.lines import declared_line, line_node
from web.explaining.node import Node
from web.explaining.regions import agreed_node, region_node
from web.explaining.totals import provider_node
from web.explaining.witness import Witness
from web.known_totals import KnownTotals, known_totals
from web.missing import first_missed
from web.scope import check_budget, check_client, check_totals, provider_within, region_within

DEPTH = 3
MOST_DEEP = 8
_LINES_MISSING = ("entry-unknown", "line-unknown")
"""What it is when the budget or the declaration is there, and the line is not."""


class Asked:
    """How a figure is to be explained: up to a day, as known at a position, so many levels, after so many parts."""

    def __init__(self, on: date | None, known: AsOf, depth: int, skip: int) -> None:
        self.on, self.known, self.depth, self.skip = on, known, depth, skip


def explanation_of(
    house: House,
    mandate: Mandate,
    figure: str,
    on: date | None = None,
    as_of: str | None = None,
    depth: int = DEPTH,
    skip: int = 0,
) -> Answer:
    """Return the tree of a figure as JSON, with both times."""
    known = resolve(house.ledger, as_of)
    node = explanation(house, mandate, figure, on, known, depth, skip)
    return {
        "figure": figure,
        "on": None if on is None else on.isoformat(),
        "as_of": as_of_answer(known),
        "depth": depth,
        "skip": skip,
        "explanation": node_answer(node),
    }


def explanation(
    house: House,
    mandate: Mandate,
    figure: str,
    on: date | None = None,
    known: AsOf | None = None,
    depth: int = DEPTH,
    skip: int = 0,
) -> Node:
    """Return the tree of a figure; what is outside the mandate is not found."""
    asked = Asked(on, known or resolve(house.ledger, None), depth, skip)
    found = read_figure(figure)
    if on is not None and isinstance(found, ProviderFigure | RegionFigure):
        told = "Totalen zijn er per jaar en maand van de zorg, niet per dag. Schrijf @2026 of @2026-03 erachter."
        raise Malformed([Problem("on-not-of-totals", told, "on")])
    return _explained(Witness(house, mandate, asked.known.position), found, asked)


def _explained(witness: Witness, figure: Figure, asked: Asked) -> Node:
    match figure:
        case BudgetFigure():
            rows = _rows(witness, figure.budget)
            return budget_node(witness, rows, figure.figure, asked.on, asked.depth, asked.skip, figure.month)
        case LineFigure():
            return _line(witness, figure, asked)
        case ProviderFigure():
            return _provider(witness, figure, asked)
        case RegionFigure():
            return _region(witness, figure, asked)


def _rows(witness: Witness, budget: str) -> BudgetRows:
    with witness.house.reading() as connection:
        check_budget(connection, witness.mandate, budget)
    return budget_as_of(witness.house.ledger, budget, witness.upto)


def _line(witness: Witness, figure: LineFigure, asked: Asked) -> Node:
    """Return a line of a budget or of a declaration, whichever there is; of both, the address must say which."""
    found: list[Node] = []
    missing: list[LedgerError] = []
    for kind, read in (("budget", _entry), ("declaration", _declared)):
        if figure.kind in (None, kind):
            try:
                found.append(read(witness, figure, asked))
            except NotFound as error:
                missing.append(error)
    if len(found) > 1:
        told = f"Budget en declaratie {figure.of} hebben allebei een regel {figure.line}."
        raise Refused(
            "figure-ambiguous", f"{told} Schrijf budget:{figure.of}/{figure.line} of declaration: ervoor.", "figure"
        )
    if found:
        return found[0]
    if len(missing) > 1 and not any(one.code in _LINES_MISSING for one in missing):
        told = f"Er is geen budget en geen declaratie {figure.of} met een regel {figure.line}. Controleer het nummer."
        raise NotFound("line-unknown", told, "figure")
    raise next((one for one in missing if one.code in _LINES_MISSING), missing[0])


def _entry(witness: Witness, figure: LineFigure, asked: Asked) -> Node:
    rows = _rows(witness, figure.of)
    day = asked.on or rows.budget["last"]
    for entry in rows.entries:
        if entry["entry"] == figure.line and entry["on"] <= day:
            return entry_node(Telling(rows, day, witness), entry, asked.depth, skip=asked.skip)
    raise NotFound("entry-unknown", f"Regel {figure.line} staat niet in budget {figure.of}.", "figure")


def _declared(witness: Witness, figure: LineFigure, asked: Asked) -> Node:
    line = declared_line(witness, figure.of, figure.line)
    return line_node(witness, line, asked.depth, asked.skip)


def _provider(witness: Witness, figure: ProviderFigure, asked: Asked) -> Node:
    if figure.client is None:
        check_totals(witness.mandate)
    else:
        with witness.house.reading() as connection:
            check_client(connection, witness.mandate, figure.client)
    provider_within(witness.mandate, figure.provider)
    within = figure._replace(region=region_within(witness.mandate, figure.region))
    rows = _known(witness, asked, within.provider, within.region).totals
    if figure.provider not in rows.names and not any(one["provider"] == figure.provider for one in rows.totals):
        raise NotFound("provider-unknown", f"Zorgaanbieder {figure.provider} is niet bekend.", "figure")
    if within.figure == "agreed":
        return agreed_node(witness, within, asked.depth, asked.skip)
    return provider_node(witness, rows, within, asked.depth, asked.skip)


def _region(witness: Witness, figure: RegionFigure, asked: Asked) -> Node:
    check_totals(witness.mandate)
    if witness.mandate.provider is not None:
        role = witness.mandate.actor.role
        raise Forbidden("role-may-not", f"Met de rol {role} mag u de contracteerruimte van een regio niet zien.")
    region = region_within(witness.mandate, figure.region)
    assert region is not None
    year = figure.year or today(witness.house.clock).year
    known = _known(witness, asked, None, region)
    envelope = next((one for one in envelopes_in(known.envelopes, region) if one.year == year), None)
    if envelope is None and not any((one["region"], one["year"]) == (region, year) for one in known.totals.totals):
        told = f"Van {region} is over {year} niets bekend: geen contracteerruimte en geen declaraties."
        raise NotFound("region-year-unknown", f"{told} Kies een ander jaar.", "figure")
    return region_node(witness, envelope, known.totals, (region, year), figure.figure, asked.depth, asked.skip)


def _known(witness: Witness, asked: Asked, provider: str | None, region: str | None) -> KnownTotals:
    """Return what totals rest on. Raises `Refused` when it misses an event: parts must add up to the figure."""
    found = known_totals(witness.house, asked.known)
    missed = found.missed_by(envelopes=provider is None, spending=False)
    since = first_missed(witness.house, witness.mandate._replace(provider=provider, region=region), missed)
    for one in missed:
        if one.position == since:
            raise not_taken(one.position, one.topic)
    return found


def node_answer(node: Node) -> Answer:
    """Return a node as it is printed and sent."""
    return {
        "label": node.label,
        "amount": None if node.amount is None else node.amount.written(),
        "positions": list(node.positions),
        "basis": node.basis,
        "by": None if node.by is None else {"id": node.by.id, "role": node.by.role},
        "on": None if node.on is None else node.on.isoformat(),
        "figure": node.figure or None,
        "adds": node.adds,
        "parts": node.parts,
        "children": [node_answer(one) for one in node.children],
    }
