"""What the rules find in a scope, run over the log up to the position of a pack: as known then, and as known there.

The day of the audit is that of the position, never today's: the same position gives the same table.
"""

from collections.abc import Iterator

from ledger.auditing.audit import Audit, audit_client
from ledger.auditing.bulk import Asked, audit_all
from ledger.auditing.judging import Scope
from ledger.events import VirtualBudget
from ledger.rechtmatigheid.finding import Found
from ledger.vocabulary.clock import AMSTERDAM
from web.composition import House
from web.evidence.gathering import Gathered
from web.evidence.question import Question
from web.evidence.tables import Table, euro, positions, table

_COLUMNS = (
    *("finding", "rule", "change", "about", "item", "client", "provider", "region", "first", "last"),
    *("then_amount", "then_rests_on", "then_told", "now_amount", "now_rests_on", "now_told"),
)


def judged(house: House, question: Question, gathered: Gathered) -> Iterator[Table]:
    """Yield both judgements of everything about one client or one provider; of another scope nothing."""
    audit = _audit(house, question, gathered)
    if audit is not None:
        yield table(
            "audit.csv",
            "Wat de regels vinden: zoals bekend bij het betalen (then) en bij de laatste gebeurtenis (now).",
            _COLUMNS,
            [*_found(audit), *_broken(audit)],
        )


def _audit(house: House, question: Question, gathered: Gathered) -> Audit | None:
    kind, id = question.scope
    upto, recorded_at = question.known.position, question.known.recorded_at
    assert recorded_at is not None
    day = recorded_at.astimezone(AMSTERDAM).date()
    if kind == "client":
        opened = {one.event.budget for one in gathered.proofs if isinstance(one.event, VirtualBudget.Opened)}
        scope = Scope(question.period, client=id)
        return audit_client(house.ledger, id, sorted(opened), upto, day, scope=scope)
    if kind == "provider":
        scope = Scope(question.period, provider=id)
        return audit_all(house.ledger, house.settings.database_url, Asked(scope, upto, day))
    return None


def _found(audit: Audit) -> Iterator[tuple[object, ...]]:
    for one in audit.findings:
        item = one.item
        about = (item.about, item.key, item.client, item.provider, item.region, item.first, item.last)
        yield (one.number, one.rule, one.change, *about, *_three(one.then), *_three(one.now))


def _broken(audit: Audit) -> Iterator[tuple[object, ...]]:
    """Yield what no rule could judge: it is told beside what was found, as nothing was found there."""
    for one in sorted(audit.broken, key=lambda one: (one.event, one.rule, one.item.key)):
        item = one.item
        about = (item.about, item.key, item.client, item.provider, item.region, item.first, item.last)
        told = (None, positions([one.event]), f"De regel is gestopt: {one.error}")
        yield (None, one.rule, "broken", *about, *_three(None), *told)


def _three(found: Found | None) -> tuple[object, ...]:
    if found is None:
        return (None, None, None)
    return (euro(found.eurocent), positions(sorted(at for at in found.events if at > 0)), found.told)
