"""How a comparison of beliefs, and what commands would change, are printed and sent."""

from collections.abc import Iterable, Sequence

from ledger.application import Ledger, Record
from ledger.commands.impact import Followed
from ledger.vocabulary.amounts import Amount, Unit
from projections.audit_trail.queries import line_of
from projections.belief.figures import Difference, standing_change
from web.answers import Answer, as_of_answer, error_answer, moment
from web.comparing import Compared
from web.foretelling import Foretold

MOST_EVENTS = 200
"""Events that are told in one answer; of each figure so many are named. How many there are is always told."""


def compared_answer(ledger: Ledger, found: Compared) -> Answer:
    """Return what differs between two moments, with the events that made it so."""
    positions = sorted({position for one in found.differences for position in one.events})
    return {
        found.about.kind: found.about.id,
        "on": found.on and found.on.isoformat(),
        "before": as_of_answer(found.before),
        "after": as_of_answer(found.after),
        "differences": [difference_answer(one) for one in found.differences],
        "events": [_event(one) for one in ledger.at_positions(positions[:MOST_EVENTS])],
        "event_count": len(positions),
    }


def foretold_answer(found: Foretold) -> Answer:
    """Return what commands would do and change; `declarations` is None for who may not see what would be declared."""
    told = [record for one in found.followed or () for record in one.records]
    written = [*found.records, *(told if found.followed is not None else ())]
    return {
        "as_of": as_of_answer(found.known),
        "ok": found.ok,
        "recorded": False,
        "lines": [line.written() for line in found.lines],
        "declarations": None if found.followed is None else [_followed(one) for one in found.followed],
        "periods": {"checked": found.checked, "touched": found.periods},
        "differences": [difference_answer(one) for one in found.differences],
        "totals": [_total(one) for one in found.totals],
        "sums": sums_answer(found.differences),
        "events": [_event(one) for one in written[:MOST_EVENTS]],
        "event_count": len(written),
    }


def difference_answer(one: Difference) -> Answer:
    """Return one figure with what it was and becomes."""
    return _figure(one) | {
        "was": _amount(one, one.was),
        "becomes": _amount(one, one.becomes),
        "change": _amount(one, one.change),
        "events": list(one.events[:MOST_EVENTS]),
        "event_count": len(one.events),
    }


def sums_answer(differences: Sequence[Difference]) -> Answer:
    """Return by how much all of it changes: what is declared and stands, and per unit what is free in budgets."""
    units = {one.figure.unit for one in differences if one.figure.kind == "available"}
    return {
        "declared": str(Amount(Unit.EUR, standing_change(differences))),
        "available": {
            unit.name: str(Amount(unit, _sum(differences, "available", unit))) for unit in Unit if unit in units
        },
        "worth": str(Amount(Unit.EUR, _sum(differences, "worth", Unit.EUR))),
    }


def _sum(differences: Iterable[Difference], kind: str, unit: Unit) -> int:
    return sum(one.change for one in differences if (one.figure.kind, one.figure.unit) == (kind, unit))


def _figure(one: Difference) -> Answer:
    return one.figure._asdict() | {"unit": one.figure.unit.name}


def _total(one: Difference) -> Answer:
    figure = one.figure
    of = {"kind": figure.kind, "unit": figure.unit.name, "provider": figure.provider, "region": figure.region}
    return of | {"year": figure.period and int(figure.period), "change": _amount(one, one.change)}


def _amount(one: Difference, quantity: int) -> str:
    return str(Amount(one.figure.unit, quantity))


def _followed(one: Followed) -> Answer:
    command = one.declare
    problem = None if one.refusal is None else error_answer(one.refusal)["error"]
    return {
        "provider": command.provider,
        "contract": command.contract,
        "period": command.period,
        "already": str(Amount(Unit.EUR, one.already)),
        "events": [record.position for record in one.records],
        "refusal": problem,
    }


def _event(record: Record) -> Answer:
    line = line_of(record)
    return {
        "position": line.position,
        "recorded_at": moment(line.recorded_at),
        "topic": line.topic,
        "sentence": line.sentence,
    }
