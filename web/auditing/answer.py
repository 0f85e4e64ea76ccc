"""What an audit found, as it is sent: every finding with both judgements, and totals by rule."""

from collections.abc import Iterable

from ledger.auditing.audit import Audit
from ledger.rechtmatigheid.catalogue import RULES
from ledger.rechtmatigheid.finding import Finding, Found
from ledger.rechtmatigheid.rule import Rule
from web.answers import Answer, as_of_answer, in_euro, period_answer
from web.auditing.asking import Question


def audit_answer(asked: Question, audit: Audit, rules: Iterable[Rule] = RULES) -> Answer:
    """Return everything that was found, with what broke."""
    known = {one.id: one for one in rules}
    scope = asked.scope
    return {
        "region": scope.region,
        "provider": scope.provider,
        "client": scope.client,
        "period": period_answer(scope.period),
        "on": audit.today.isoformat(),
        "rules": [_rule(known[one], audit.findings) for one in known if one in asked.rules or one not in _CATALOGUE],
        "findings": [_finding(one) for one in audit.findings],
        "broken": [
            {"rule": one.rule, "about": one.item.about, "key": one.item.key, "event": one.event, "error": one.error}
            for one in audit.broken
        ],
        "as_of": as_of_answer(asked.known),
    }


_CATALOGUE = frozenset(one.id for one in RULES)


def rule_answer(rule: Rule) -> Answer:
    """Return a rule as it is told."""
    return {
        "rule": rule.id,
        "label": rule.label,
        "family": rule.family,
        "severity": rule.severity,
        "basis": [str(one) for one in rule.basis],
        "looks_at": rule.looks_at,
        "from": rule.first.isoformat(),
        "to": rule.last and rule.last.isoformat(),
        "retourcode": rule.retourcode,
    }


def _rule(rule: Rule, findings: Iterable[Finding]) -> Answer:
    own = [one for one in findings if one.rule == rule.id]
    return rule_answer(rule) | {
        "then": sum(one.then is not None for one in own),
        "now": sum(one.now is not None for one in own),
        "became_unlawful": sum(one.change == "became-unlawful" for one in own),
        "became_lawful": sum(one.change == "became-lawful" for one in own),
        "at_stake": in_euro(sum(one.now.eurocent for one in own if one.now is not None)),
    }


def _finding(one: Finding) -> Answer:
    item = one.item
    return {
        "finding": one.number,
        "rule": one.rule,
        "about": item.about,
        "key": item.key,
        "client": item.client,
        "provider": item.provider,
        "region": item.region,
        "from": item.first.isoformat(),
        "to": item.last.isoformat(),
        "change": one.change,
        "then": _found(one.then),
        "now": _found(one.now),
    }


def _found(found: Found | None) -> Answer | None:
    if found is None:
        return None
    return {"at_stake": in_euro(found.eurocent), "events": list(found.events), "told": found.told}
