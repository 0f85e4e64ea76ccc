"""Findings that become facts: each opened once, by whoever asked for the audit."""

from collections.abc import Sequence

from ledger.auditing.audit import Audit
from ledger.commands.door import NotRecorded, Request
from ledger.commands.journal import read_command
from ledger.rechtmatigheid.finding import Change, Finding
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.source import Source
from web.answers import in_euro
from web.composition import House

_JUDGEMENT: dict[Change, str] = {"same": "both", "became-unlawful": "now", "became-lawful": "then"}
_KNOWN = "finding-exists"
AT_ONCE = 500


def record(house: House, mandate: Mandate, audit: Audit, source: Source, found: Sequence[Finding] | None = None) -> int:
    """Open every finding that is not open or ended yet, or of those only some; return how many were new."""
    new = 0
    findings = audit.findings if found is None else found
    for start in range(0, len(findings), AT_ONCE):
        some = [opening(one, audit.upto) for one in findings[start : start + AT_ONCE]]
        for answer in house.door.accept_each(some, mandate, source):
            if not isinstance(answer, NotRecorded):
                new += 1
            elif answer.error.code != _KNOWN:
                raise answer.error
    return new


def opening(one: Finding, upto: int) -> Request:
    """Return the command that opens a finding, as known up to a position."""
    item, found = one.item, one.found
    return read_command(
        {
            "do": "open_finding",
            "finding": one.number,
            "rule": one.rule,
            "judgement": _JUDGEMENT[one.change],
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
