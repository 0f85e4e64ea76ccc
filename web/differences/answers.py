"""How a comparison of beliefs, and what commands would change, are printed and sent."""

from ledger.application import Ledger, Record
from ledger.commands.preview import Followed
from ledger.vocabulary.amounts import Amount, Unit
from projections.audit_trail.queries import line_of
from projections.belief.figures import Difference, Sums, sums_of
from web.answers import Answer, as_of_answer, error_answer, moment
from web.differences.comparing import Compared
from web.differences.previewing import Previewed
from web.explaining.addresses import address_of

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


def previewed_answer(found: Previewed) -> Answer:
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
        "sums": sums_answer(sums_of(found.differences)),
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


def sums_answer(found: Sums) -> Answer:
    """Return by how much all of it changes: what is declared and stands, what is free, and its worth."""
    return {
        "declared": str(Amount(Unit.EUR, found.declared)),
        "available": {unit.name: str(Amount(unit, free)) for unit, free in found.available.items()},
        "worth": str(Amount(Unit.EUR, found.worth)),
    }


def _figure(one: Difference) -> Answer:
    return one.figure._asdict() | {"unit": one.figure.unit.name, "figure": address_of(one.figure)}


def _total(one: Difference) -> Answer:
    figure = one.figure
    of: Answer = {"kind": figure.kind, "unit": figure.unit.name, "provider": figure.provider, "region": figure.region}
    of |= {"year": figure.period and int(figure.period), "figure": address_of(figure)}
    return of | {"change": _amount(one, one.change)}


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
