"""What there is to draw a sample from: the approved lines of the log, in a scope, as known at a position.

A line is in when its care began on a day of the period. Its amount is what was approved: what was taken back later is a
fact of its own, and not subtracted, so that a population stays what was paid.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from ledger.aggregates.declaration import Declaration
from ledger.aggregates.finding import Finding
from ledger.events import decode, stored_topics
from ledger.log_reader import LogReader
from ledger.sampling.drawing import Population, population_of

_STREAMS = 1_000
_APPROVED = stored_topics(Declaration.LineApproved)
_FOUND = stored_topics(Finding.Opened)


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines: of a region, a provider, a client; with `rules` only those that such a rule found fault with."""

    first: date
    last: date
    region: str | None = None
    provider: str | None = None
    client: str | None = None
    rules: tuple[str, ...] = ()

    def holds(self, line: Declaration.LineApproved) -> bool:
        """Tell whether a line is in, whatever the rules say."""
        return (
            self.first <= line.first <= self.last
            and self.region in (None, line.region)
            and self.provider in (None, line.provider)
            and self.client in (None, line.client)
        )


def key_of(declaration: str, line: str) -> str:
    """Return by what a line is named in a sample."""
    return f"{declaration}/{line}"


def parts_of(key: str) -> tuple[str, str]:
    """Return the declaration and the line that a key names: neither has a slash in it.

    >>> parts_of("p1-k1-2026-03/7")
    ('p1-k1-2026-03', '7')
    """
    declaration, _, line = key.rpartition("/")
    return declaration, line


def population_at(log: LogReader, scope: Scope, as_of: int) -> Population:
    """Return the approved lines in a scope, as known up to and including a position."""
    found = _found_by(log, scope.rules, as_of) if scope.rules else None
    lines = ((key_of(one.declaration, one.line), one.eurocent) for one in _approved(log, as_of) if scope.holds(one))
    return population_of(line for line in lines if found is None or line[0] in found)


def _approved(log: LogReader, as_of: int) -> Iterator[Declaration.LineApproved]:
    for topic, state in _rows(log, Declaration.stream_of(""), _APPROVED, as_of):
        line = decode(topic, state)
        assert isinstance(line, Declaration.LineApproved)
        yield line


def _found_by(log: LogReader, rules: tuple[str, ...], as_of: int) -> set[str]:
    """Return the keys of the lines that one of these rules found fault with."""
    keys: set[str] = set()
    for topic, state in _rows(log, Finding.stream_of(""), _FOUND, as_of):
        finding = decode(topic, state)
        assert isinstance(finding, Finding.Opened)
        if finding.rule in rules and finding.declaration and finding.line:
            keys.add(key_of(finding.declaration, finding.line))
    return keys


def _rows(log: LogReader, prefix: str, topics: tuple[str, ...], as_of: int) -> Iterator[tuple[str, bytes]]:
    """Yield topic and facts of the events of some kinds, a page of streams at a time."""
    after = ""
    while names := log.stream_names(prefix, after, _STREAMS):
        yield from ((one.topic, one.state) for one in log.of_topics(names, topics, as_of))
        after = names[-1]
