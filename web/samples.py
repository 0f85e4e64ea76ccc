"""Samples as JSON: one with its items and what was said of them, all there are, and one drawn again."""

from typing import Any

from ledger.aggregates.samples import Sample
from ledger.auditing.redrawing import Redrawn, redraw
from ledger.commands.door import Request
from ledger.commands.samples import DrawSample, Planned
from ledger.events import decode
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Forbidden
from projections.as_of import resolve
from web.answers import Answer
from web.composition import House

_PAGE = 1_000


def sample_at(house: House, mandate: Mandate, number: str, as_of: str | None = None) -> Sample:
    """Return a sample within the mandate, as known at a position. Raises `NotFound` for any other."""
    _check_role(mandate)
    upto = None if as_of is None else resolve(house.ledger, as_of).position
    sample = Sample(number)
    for record in house.ledger.stream(Sample.stream_of(number), upto):
        sample.replay(decode(record.topic, record.state), record.position)
    if not sample.version or mandate.region not in (None, sample.drawn.region):
        raise Sample.not_found(number)
    return sample


def samples_of(house: House, mandate: Mandate) -> list[Sample]:
    """Return every sample within the mandate, by number."""
    _check_role(mandate)
    prefix, after = Sample.stream_of(""), ""
    found: list[Sample] = []
    while names := house.ledger.stream_names(prefix, after, _PAGE):
        for name, records in house.ledger.streams(names).items():
            sample = Sample(name.removeprefix(prefix))
            for record in records:
                sample.replay(decode(record.topic, record.state), record.position)
            if mandate.region in (None, sample.drawn.region):
                found.append(sample)
        after = names[-1]
    return sorted(found, key=lambda sample: sample.id)


def planned(house: House, mandate: Mandate, asked: Request) -> Planned:
    """Return what a draw would be made from, and how many it would draw; nothing is recorded."""
    command = asked.command
    assert isinstance(command, DrawSample)
    _check_role(mandate)
    return house.door.ask(command.planned, mandate)


def sample_answer(sample: Sample) -> Answer:
    """Return a sample: what it was drawn by, how far its judging is, and what it says of the whole."""
    drawn = sample.drawn
    return {
        "sample": sample.id,
        "position": sample.position_of(1),
        "method": drawn.method,
        "drawing": drawn.drawing,
        "seed": drawn.seed,
        "plan": {
            "confidence_basispoint": drawn.confidence_basispoint,
            "tolerable_basispoint": drawn.tolerable_basispoint,
            "expected_basispoint": drawn.expected_basispoint,
            "error_limit_basispoint": drawn.error_limit_basispoint,
            "uncertainty_limit_basispoint": drawn.uncertainty_limit_basispoint,
            "size": drawn.size,
            "interval_eurocent": drawn.interval_eurocent,
        },
        "scope": {
            "from": drawn.first.isoformat(),
            "to": drawn.last.isoformat(),
            "region": drawn.region,
            "provider": drawn.provider,
            "client": drawn.client,
            "rules": list(drawn.rules),
            "as_of": drawn.as_of,
        },
        "population": {
            "count": drawn.population_count,
            "eurocent": drawn.population_eurocent,
            "digest": drawn.digest,
        },
        "purpose": drawn.purpose,
        "item_count": len(sample.items),
        "judged_count": len(sample.judged),
        "evaluation": evaluation_answer(sample),
    }


def evaluation_answer(sample: Sample) -> Answer | None:
    """Return what a sample says of the whole; `current` is false once an item was judged again since."""
    found = sample.evaluated
    if found is None:
        return None
    figures = {name: getattr(found, name) for name in found.__struct_fields__ if name not in ("sample", "method")}
    return figures | {"current": not sample.moved}


def item_answers(sample: Sample) -> list[Answer]:
    """Return the items, each with the judgement that counts; without what is sealed."""
    return [
        {"item": item.key, "eurocent": item.eurocent, "hits": item.hits, "judgement": _judgement(sample, item.key)}
        for item in sample.items.values()
    ]


def redrawn_answer(house: House, sample: Sample) -> Answer:
    """Draw a sample again from the log; tell whether everything is what was written down, and what is not."""
    again: Redrawn = redraw(house.ledger, sample.drawn)
    different = again.differences(sample.drawn)
    return {
        "sample": sample.id,
        "same": not different,
        "different": different,
        "as_of": sample.drawn.as_of,
        "drawing": again.drawing,
        "population": {
            "count": again.population_count,
            "eurocent": again.population_eurocent,
            "digest": again.digest,
        },
        "items": [{"item": item.key, "eurocent": item.eurocent, "hits": item.hits} for item in again.items],
    }


def _judgement(sample: Sample, key: str) -> dict[str, Any] | None:
    judged = sample.judged.get(key)
    if judged is None:
        return None
    return {
        "audited_eurocent": judged.audited_eurocent,
        "uncertain_eurocent": judged.uncertain_eurocent,
        "ground": judged.ground,
    }


def _check_role(mandate: Mandate) -> None:
    role = mandate.actor.role
    if role not in ("systeem", "accountant") and role not in DrawSample.BY:
        raise Forbidden("role-may-not", f"Met de rol {role} mag u geen steekproeven zien.")
