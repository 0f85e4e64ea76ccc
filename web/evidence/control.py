"""What control did: its findings, its samples, and who looked at what."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from ledger.aggregates.finding import State
from ledger.application import Header, Ledger, Record
from ledger.events import Finding, Inzage, Sample, decode
from web.composition import House
from web.evidence.gathering import Gathered
from web.evidence.question import Question, Scope
from web.evidence.tables import Table, euro, positions, table
from web.filters import SEEN, STATES


class FindingRow(NamedTuple):
    """What a rule has against something, and what became of it.

    `judgement` is when it was seen, in words; `basis` the law as it stood when the finding was written down.
    """

    finding: str
    rule: str
    judgement: str
    about: str
    item: str
    client: str | None
    provider: str | None
    region: str | None
    first: date
    last: date
    eurocent: int
    state: str
    rests_on: tuple[int, ...]
    told: str
    basis: tuple[str, ...]


Findings = Callable[[House, Question], Iterable[FindingRow]]
"""Gives the findings of a question; an audit engine may give those that nobody opened yet."""

_STATES: dict[type[object], State] = {
    Finding.Explained: "explained",
    Finding.Accepted: "accepted",
    Finding.Recovered: "recovered",
    Finding.Dismissed: "dismissed",
}
"""How a finding stands after each event of its life; told in the words of the pages."""


def findings_on_record(gathered: Gathered) -> list[FindingRow]:
    """Return the findings in the log about a scope, as far as they had come."""
    found: dict[str, FindingRow] = {}
    for one in gathered.proofs:
        event = one.event
        if isinstance(event, Finding.Opened):
            facts = {name: getattr(event, name) for name in FindingRow._fields if name not in ("state", "judgement")}
            seen = SEEN[event.judgement]
            found[event.finding] = FindingRow(**facts, judgement=seen, state=STATES["open"])
        elif type(event) in _STATES and (known := found.get(getattr(event, "finding", ""))):
            found[known.finding] = known._replace(state=STATES[_STATES[type(event)]])
    return [found[number] for number in sorted(found)]


def findings_table(rows: Iterable[FindingRow]) -> Table:
    """Return findings as a table."""
    return table(
        "findings.csv",
        "Bevindingen: per regel wat er op het spel staat, waarop het rust en wat ervan werd.",
        FindingRow._fields,
        [
            (*row[:10], euro(row.eurocent), row.state, positions(row.rests_on), row.told, "; ".join(row.basis))
            for row in rows
        ],
    )


def samples_table(ledger: Ledger, question: Question) -> Table:
    """Return every item of the samples that were drawn of the scope, with its latest judgement."""
    return table(
        "sample.csv",
        "Steekproeven: hoe is getrokken (methode, beginwaarde, populatie) en per getrokken regel het oordeel.",
        (
            *("sample", "method", "seed", "from", "to", "as_of", "population_count", "population_amount", "digest"),
            *("interval", "item", "amount", "hits", "audited", "uncertain", "judged_at", "verdict"),
        ),
        [
            row
            for records in _streams(ledger, Sample.stream_of(""), question.known.position)
            for row in _sampled(records, question.scope)
        ],
    )


def _sampled(records: list[Record], scope: Scope) -> Iterator[tuple[object, ...]]:
    events = [(one.position, decode(one.topic, one.state)) for one in records]
    drawn = events[0][1] if events else None
    if not isinstance(drawn, Sample.Drawn) or getattr(drawn, scope.kind, None) != scope.id:
        return
    judged = {event.item: (at, event) for at, event in events if isinstance(event, Sample.ItemJudged)}
    verdicts = [event.verdict for _, event in events if isinstance(event, Sample.Evaluated)]
    interval = None if drawn.interval_eurocent is None else euro(drawn.interval_eurocent)
    population = (drawn.population_count, euro(drawn.population_eurocent), drawn.digest, interval)
    for item in drawn.items:
        at, said = judged.get(item.key, (None, None))
        amounts = (None, None) if said is None else (euro(said.audited_eurocent), euro(said.uncertain_eurocent))
        about = (drawn.sample, drawn.method, drawn.seed, drawn.first, drawn.last, drawn.as_of)
        verdict = verdicts[-1] if verdicts else None
        yield (*about, *population, item.key, euro(item.eurocent), item.hits, *amounts, at, verdict)


def access_table(ledger: Ledger, question: Question) -> Table:
    """Return every access that reached the scope: who asked why, who granted it, and each time something was shown."""
    return table(
        "access-log.csv",
        "Inzagelogboek: wie vroeg inzage, waarvoor, op welke grond, wie gaf die, en wat is bekeken.",
        (
            "position",
            "recorded_at",
            "inzage",
            "what",
            "step",
            "by",
            "role",
            "purpose",
            "ground",
            "until",
            "page",
            "client",
        ),
        sorted(
            row
            for records in _streams(ledger, Inzage.stream_of(""), question.known.position)
            for row in _accessed(records, question.scope)
        ),
    )


def _accessed(records: list[Record], scope: Scope) -> Iterator[tuple[object, ...]]:
    events = [(one, decode(one.topic, one.state)) for one in records]
    asked = events[0][1] if events else None
    if not isinstance(asked, Inzage.Requested):
        return
    reached = [(one, event) for one, event in events if _reaches(asked, event, scope)]
    if not any(isinstance(event, Inzage.Viewed) for _, event in reached) and not _is_about(asked, scope):
        return
    for record, event in reached:
        actor = msgspec.json.decode(record.state, type=Header).actor
        told = (getattr(event, name, None) or "" for name in ("step", "purpose", "ground", "until", "page", "client"))
        step, *rest = map(str, told)
        what = event.TOPIC.partition(".")[2]
        at = record.recorded_at.isoformat()
        yield (record.position, at, asked.inzage, what, step or asked.step, actor.id, actor.role, *rest)


def _reaches(asked: Inzage.Requested, event: object, scope: Scope) -> bool:
    """Tell whether a view was of the scope; who asked for the access and who granted it always belongs to it."""
    if not isinstance(event, Inzage.Viewed):
        return True
    return getattr(event, scope.kind, None) == scope.id or _is_about(asked, scope)


def _is_about(asked: Inzage.Requested, scope: Scope) -> bool:
    if scope.kind == "client":
        return scope.id in asked.only_clients
    return getattr(asked, scope.kind, None) == scope.id


def _streams(ledger: Ledger, prefix: str, upto: int) -> Iterator[list[Record]]:
    after = ""
    while names := ledger.stream_names(prefix, after):
        after = names[-1]
        yield from ledger.streams(names, upto).values()
