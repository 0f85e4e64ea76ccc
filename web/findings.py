"""Findings as the API answers them: a page of a list, and one with its life. Sealed texts stay sealed."""

from ledger.aggregates.finding import Finding
from ledger.rechtmatigheid.catalogue import BY_ID
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Forbidden
from projections.as_of import AsOf, resolve
from projections.audit_trail.queries import line_of
from projections.findings.queries import Found, Part, Wanted, finding_of, findings_in, total_in
from web.answers import Answer, as_of_answer, in_euro, moment
from web.composition import House

PER_ANSWER = 500
"""How many findings are told at a time."""
READERS = frozenset({"systeem", "auditor", "accountant", "zorgkantoor", "zorgaanbieder"})


def check_reader(mandate: Mandate) -> None:
    """Raise `Forbidden` for a role that has nothing to do with findings."""
    if mandate.actor.role not in READERS:
        raise Forbidden("role-may-not", f"Met de rol {mandate.actor.role} mag u geen bevindingen zien.")


def findings_answer(house: House, wanted: Wanted, as_of: str | None, before: int | None) -> Answer:
    """Return findings, the last opened first; `next` is the position to ask on from, None at the end."""
    known = resolve(house.ledger, as_of)
    with house.reading() as connection:
        total = total_in(connection, house.ledger, wanted, known.position)
        left = findings_in(connection, house.ledger, wanted, known.position, Part(before, PER_ANSWER + 1))
    shown = left[:PER_ANSWER]
    return {
        "as_of": as_of_answer(known),
        "count": total.findings,
        "at_stake": in_euro(total.eurocent),
        "findings": [_told(one) for one in shown],
        "next": shown[-1].opened_position if len(left) > len(shown) else None,
    }


def finding_within(house: House, mandate: Mandate, number: str, known: AsOf) -> Found:
    """Return a finding as it stood. Raises `NotFound` for one that is not there, or outside the mandate."""
    with house.reading() as connection:
        found = finding_of(connection, house.ledger, number, known.position)
    if found is None:
        raise Finding.not_found(number)
    if mandate.region not in (None, found.region) or mandate.provider not in (None, found.provider):
        raise Finding.not_found(number)
    return found


def finding_answer(house: House, found: Found, known: AsOf) -> Answer:
    """Return a finding with its law, the events it rests on, and its life until then."""
    records = house.ledger.stream(Finding.stream_of(found.number), known.position)
    life = [line_of(one) for one in records]
    opened = life[0].event
    assert isinstance(opened, Finding.Opened)
    return _told(found) | {
        "basis": list(opened.basis),
        "rests_on": list(opened.rests_on),
        "judged_with": opened.as_of,
        "life": [
            {
                "position": one.position,
                "recorded_at": moment(one.recorded_at),
                "topic": one.topic,
                "sentence": one.sentence,
                "actor": one.actor,
                "role": one.role,
            }
            for one in life
        ],
        "as_of": as_of_answer(known),
    }


def _told(one: Found) -> Answer:
    rule = BY_ID.get(one.rule)
    return {
        "finding": one.number,
        "rule": one.rule,
        "label": rule.label if rule else one.rule,
        "family": rule.family if rule else None,
        "about": one.about,
        "item": one.item,
        "client": one.client,
        "provider": one.provider,
        "region": one.region,
        "declaration": one.declaration,
        "line": one.line,
        "from": one.first.isoformat(),
        "to": one.last.isoformat(),
        "at_stake": in_euro(one.eurocent),
        "recovered": in_euro(one.recovered),
        "judgement": one.judgement,
        "state": one.state,
        "told": one.told,
        "opened": one.opened_position,
        "changed": one.last_position,
    }
