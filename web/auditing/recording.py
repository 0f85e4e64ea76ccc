"""Findings that become facts: each opened once, by whoever asked for the audit."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ledger.aggregates.finding import Judgement
from ledger.auditing.audit import Audit
from ledger.commands.door import NotRecorded, Request
from ledger.commands.journal import read_command
from ledger.rechtmatigheid.finding import Finding
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import LedgerError
from ledger.vocabulary.source import Source
from web.answers import in_euro
from web.composition import House

_KNOWN = "finding-exists"
AT_ONCE = 500


class LeftOut(NamedTuple):
    """A finding that could not be put on record, and why."""

    finding: str
    rule: str
    code: str
    message: str


class OnRecord(NamedTuple):
    """How many findings were new, and which could not be put on record."""

    new: int
    left_out: tuple[LeftOut, ...]


def record(
    house: House, mandate: Mandate, audit: Audit, source: Source, found: Sequence[Finding] | None = None
) -> OnRecord:
    """Open every finding that is not open or ended yet, or of those only some.

    One that cannot be opened keeps no other out.
    """
    new, left_out = 0, []
    findings = audit.findings if found is None else found
    for start in range(0, len(findings), AT_ONCE):
        for one, error in _opened(house, mandate, audit.upto, source, findings[start : start + AT_ONCE]):
            if error is None:
                new += 1
            elif error.code != _KNOWN:
                left_out.append(LeftOut(one.number, one.rule, error.code, str(error)))
    return OnRecord(new, tuple(left_out))


def _opened(
    house: House, mandate: Mandate, upto: int, source: Source, findings: Iterable[Finding]
) -> Iterator[tuple[Finding, LedgerError | None]]:
    """Open findings together; yield each with why it could not be, None when it was."""
    asked: list[tuple[Finding, Request]] = []
    for one in findings:
        try:
            asked.append((one, opening(one, upto)))
        except LedgerError as error:
            yield one, error
    answers = house.door.accept_each([request for _, request in asked], mandate, source)
    for (one, _), answer in zip(asked, answers, strict=True):
        yield one, answer.error if isinstance(answer, NotRecorded) else None


def judgement_of(one: Finding) -> Judgement:
    """Tell at which of the two judgements a finding was seen."""
    if one.now is None:
        return "then"
    if one.then is not None:
        return "both"
    return "now" if one.was_judged else "later"


def opening(one: Finding, upto: int) -> Request:
    """Return the command that opens a finding, as known up to a position."""
    item, found = one.item, one.found
    return read_command(
        {
            "do": "open_finding",
            "finding": one.number,
            "rule": one.rule,
            "judgement": judgement_of(one),
            "about": item.about,
            "item": item.key,
            "client": item.client,
            "provider": item.provider,
            "region": item.region,
            "declaration": item.declaration,
            "line": item.line,
            "from": item.first.isoformat(),
            "to": item.last.isoformat(),
            "amount": {"EUR": in_euro(found.eurocent)},
            "rests_on": sorted({at for at in found.events if at > 0}),
            "told": found.told,
            "as_of": upto,
        }
    )
