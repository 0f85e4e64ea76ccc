"""What became of what a provider declared: per year and month as its totals tell it, then per declaration and event."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from ledger.events import Declaration
from ledger.vocabulary.figures import WORDS
from projections.audit_trail.queries import streams_about
from projections.provider_totals.parts import Part, parts_of_totals
from projections.provider_totals.queries import TotalRows, totals_in
from projections.rows import Row
from web import dutch
from web.explaining.addresses import ProviderFigure, provider_address
from web.explaining.lines import address_of_line, cents, declared_node, line_at
from web.explaining.node import Node, Sprout, branch
from web.explaining.witness import Witness

BASIS = {
    "declared": "Alle regels die zijn ingediend, in het jaar en de maand van de zorg.",
    "approved": "De regels die zijn goedgekeurd.",
    "refused": "De regels die zijn afgekeurd.",
    "credited": "Wat van goedgekeurde regels is teruggenomen.",
    "paid": "Wat is goedgekeurd, min wat daarvan is teruggenomen.",
}
_START = Declaration.stream_of("")
_MONTH = len("2026-03")


def provider_node(
    witness: Witness,
    rows: TotalRows,
    asked: ProviderFigure,
    depth: int,
    skip: int = 0,
    name: str = "",
    sign: int = 1,
) -> Node:
    """Return a figure of a provider out of all totals, or with sign -1 what it takes from something.

    `name` is told in place of the figure's own words.
    """
    if asked.prestatie is None and asked.client is None:
        mine = [one for one in rows.totals if _is_asked(asked, one)]
    else:
        mine = [one._asdict() for one in parts_of(witness, asked)]
    period, where = asked.period or "", f", {asked.region}" if asked.region else ""
    where += f", prestatie {asked.prestatie}" if asked.prestatie else ""
    where += f", cliënt {asked.client}" if asked.client else ""
    when = f", {dutch.month_or_year(period)}" if period else ""
    node = Node(
        name or f"{WORDS[asked.figure].capitalize()} door {asked.provider}{when}{where}",
        cents(sign * _sum(mine, asked.figure)),
        basis="" if name else BASIS[asked.figure],
        figure=provider_address(*asked),
        adds=True,
    )
    if len(period) == _MONTH:
        return branch(node, _declarations(witness, asked, sign), witness, depth, skip)
    return branch(node, _periods(witness, rows, asked, mine, sign), witness, depth, skip)


def _is_asked(asked: ProviderFigure, row: Row) -> bool:
    in_region = asked.region in (None, row["region"])
    if asked.prestatie not in (None, row.get("prestatie")) or asked.client not in (None, row.get("client")):
        return False
    return row["provider"] == asked.provider and in_region and _month_of(row).startswith(asked.period or "")


def _month_of(row: Row) -> str:
    return f"{row['year']}-{row['month']:02}"


def _sum(rows: Sequence[Row], figure: str) -> int:
    found = totals_in(TotalRows(list(rows), [], {}))
    return sum(getattr(one, figure) for one in found)


def _periods(witness: Witness, rows: TotalRows, asked: ProviderFigure, mine: Sequence[Row], sign: int) -> list[Sprout]:
    """Return the years that figures are of, or the months of the year that is asked for."""
    length = _MONTH if asked.period else len("2026")
    ordered = sorted(mine, key=_month_of)
    found = [(period, list(some)) for period, some in groupby(ordered, lambda one: _month_of(one)[:length])]

    def grow(period: str, depth: int) -> Node:
        name = f"Zorg in {dutch.month_or_year(period)}"
        return provider_node(witness, rows, asked._replace(period=period), depth, name=name, sign=sign)

    return [
        Sprout(cents(sign * _sum(some, asked.figure)), 0, partial(grow, period))
        for period, some in found
        if any(_sum([one], asked.figure) for one in some)
    ]


def _declarations(witness: Witness, asked: ProviderFigure, sign: int) -> list[Sprout]:
    counted = [one for one in parts_of(witness, asked) if getattr(one, asked.figure)]
    found = groupby(counted, lambda one: one.stream)
    return [_declaration(witness, asked, name, list(some), sign) for name, some in found]


def parts_of(witness: Witness, asked: ProviderFigure) -> list[Part]:
    """Return what events did to the totals of a provider, of those in the period and region asked for."""

    def read() -> list[Part]:
        about = ("provider", asked.provider) if asked.client is None else ("client", asked.client)
        with witness.house.reading() as connection:
            streams = streams_about(connection, *about, witness.upto, _START)
        return list(parts_of_totals(witness.house.ledger, streams, witness.upto))

    parts = witness.once(("parts", asked.provider, asked.client), read)
    return [one for one in parts if _is_asked(asked, one._asdict())]


def _declaration(witness: Witness, asked: ProviderFigure, stream: str, parts: Sequence[Part], sign: int) -> Sprout:
    amount = cents(sign * sum(getattr(one, asked.figure) for one in parts))

    def grow(depth: int) -> Node:
        node = Node(f"Declaratie {stream.removeprefix(_START)}", amount, adds=True)
        return branch(node, [_event(witness, asked.figure, one, sign) for one in parts], witness, depth)

    return Sprout(amount, 0, grow)


def _event(witness: Witness, figure: str, part: Part, sign: int) -> Sprout:
    amount = cents(sign * getattr(part, figure))

    def grow(depth: int) -> Node:
        told, line = witness.event(part.position), line_at(witness, part.position)
        address = "" if line is None else address_of_line(line.line)
        node = Node(
            told.label,
            amount,
            told.positions,
            told.basis,
            told.by,
            told.on,
            address,
            adds=not part.credited and sign > 0,
        )
        if part.credited or line is None:
            return node
        declared = Sprout(cents(line.line.eurocent), 0, lambda below: declared_node(witness, line, below))
        return branch(node, [declared], witness, depth)

    return Sprout(amount, part.position, grow)
