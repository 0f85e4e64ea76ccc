"""The lines of a sample as somebody judges them: what was declared, and the judgement that counts."""

from collections.abc import Iterator
from typing import NamedTuple

from ledger.aggregates.inzage import Bounds
from ledger.application import Ledger
from ledger.auditing.population import key_of, parts_of
from ledger.events import Declaration, Sample, decode, stored_topics
from ledger.sampling.drawing import Item

_LINES = stored_topics(Declaration.LineSubmitted)


class DrawnLine(NamedTuple):
    """A drawn line: what of it was approved, how it was declared, where that stands, and how it was judged."""

    item: Item
    line: Declaration.LineSubmitted
    position: int
    judged: Sample.ItemJudged | None


def drawn_lines(ledger: Ledger, sample: Sample, bounds: Bounds) -> list[DrawnLine]:
    """Return the drawn lines within some bounds, in the order of the draw."""
    found = {key: one for key, one in _declared(ledger, sample) if _holds(bounds, one[0])}
    return [DrawnLine(item, *found[key], sample.judged.get(key)) for key, item in sample.items.items() if key in found]


def _declared(ledger: Ledger, sample: Sample) -> Iterator[tuple[str, tuple[Declaration.LineSubmitted, int]]]:
    names = sorted({Declaration.stream_of(parts_of(key)[0]) for key in sample.items})
    for record in ledger.of_topics(names, _LINES):
        line = decode(record.topic, record.state)
        assert isinstance(line, Declaration.LineSubmitted)
        key = key_of(line.declaration, line.line)
        if key in sample.items:
            yield key, (line, record.position)


def _holds(bounds: Bounds, line: Declaration.LineSubmitted) -> bool:
    return (
        bounds.region in (None, line.region)
        and bounds.provider in (None, line.provider)
        and (not bounds.clients or line.client in bounds.clients)
    )
