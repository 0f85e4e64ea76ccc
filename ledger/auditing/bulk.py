"""An audit of many clients at once, by several processes: the log is dealt out by client, and each bucket judged.

Memory is bounded by the buckets; what is looked at across clients is counted, and read again where it is suspect.
"""

import gc
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from ledger.aggregates.client import Client
from ledger.aggregates.levering import Levering
from ledger.application import Ledger
from ledger.auditing.across import Colleague, Counts, judge_colleagues, judge_stays, judge_years
from ledger.auditing.audit import Audit, identifying, judged_history
from ledger.auditing.care import Care
from ledger.auditing.dealing import PILE, deal, dealt, is_client, whose
from ledger.auditing.entries import Entry, entry_of
from ledger.auditing.judging import Bench, Broken, Rules, Scope, findings_of
from ledger.auditing.registering import Registering
from ledger.pieces import Stretch, stretches
from ledger.rechtmatigheid.catalogue import RULES
from ledger.rechtmatigheid.facts import Given
from ledger.rechtmatigheid.finding import Finding, Item
from ledger.rechtmatigheid.register import Registers
from ledger.rechtmatigheid.rule import Rule
from ledger.scanning import Row
from ledger.tasks import Opening, Tasks, tasks_on
from ledger.vocabulary.errors import Refused

PER_BUCKET = 60_000
"""Events of the log per bucket, about."""
_RECORDED = Levering.Recorded.stored_topic()
_CORRECTED = Levering.Corrected.stored_topic()

Choose = Callable[[], Iterable[Rule]]
"""Returns the rules; a function that can be sent to another process."""
Progress = Callable[[int, int], None]
"""Told how many buckets are done, and how many there are."""


class Asked(msgspec.Struct, frozen=True):
    """An audit: which things, as known up to a position, on which day."""

    scope: Scope
    upto: int
    today: date


class Judged(msgspec.Struct):
    """What was found in one bucket, and what was counted in it."""

    findings: list[Finding]
    broken: list[Broken]
    counts: Counts


def every_rule() -> Iterable[Rule]:
    """Return the rules of the catalogue."""
    return RULES


def audit_all(
    ledger: Ledger,
    database_url: str,
    asked: Asked,
    choose: Choose = every_rule,
    opening: Opening | None = None,
    processes: int = 1,
    progress: Progress = lambda done, of: None,
) -> Audit:
    """Judge every client and provider in a scope, as known up to a position."""
    buckets = max(1, -(-asked.upto // PER_BUCKET))
    with TemporaryDirectory(prefix="pvb-audit-") as name, tasks_on(ledger, opening, processes) as tasks:
        folder = Path(name)
        cuts = stretches(asked.upto, processes) if asked.upto else []
        for _ in tasks.do([partial(_deal, database_url, folder, buckets, one) for one in cuts]):
            pass
        counts = Counts()
        findings: list[Finding] = []
        broken: list[Broken] = []
        work = [partial(_bucket, folder, str(number), asked, choose) for number in range(buckets)]
        for done, one in enumerate(tasks.do(work), start=1):
            findings += one.findings
            broken += one.broken
            counts.add(one.counts)
            progress(done, buckets)
        more = _across(tasks, folder, buckets, asked, choose, counts)
    findings += more.findings
    findings.sort(key=lambda one: (one.item.first, one.rule, one.item.key))
    uses = counts.uses_in(asked.scope.region)
    return Audit(asked.upto, asked.today, tuple(findings), (*broken, *more.broken), uses)


def _deal(database_url: str, folder: Path, buckets: int, stretch: Stretch, _: Ledger) -> int:
    return deal(database_url, folder, buckets, stretch)


def _bucket(folder: Path, bucket: str, asked: Asked, choose: Choose, ledger: Ledger) -> Judged:
    """Judge the clients of one bucket."""
    registers, rules, identify = _registers(folder), Rules(choose()), identifying(ledger)
    told = Judged([], [], Counts())
    gc.disable()  # facts make no cycles, and looking for them takes a tenth of the time
    try:
        rows = sorted(((whose(row) or "", row) for row in dealt(folder, bucket)), key=itemgetter(0))
        people = {name for name, _ in rows if is_client(name)}
        ledger.keyring.read_ahead(Client.stream_of(one) for one in people)
        for name, own in groupby(rows, key=itemgetter(0)):
            entries = _read([row for _, row in own], name, told)
            judged = judged_history(
                name if is_client(name) else "",
                entries,
                registers,
                identify,
                rules,
                asked.scope,
                asked.upto,
                asked.today,
            )
            told.findings += judged.findings
            told.broken += judged.broken
            if asked.scope.client is None:
                told.counts.count(judged.history, judged.history.region, registers)
    finally:
        gc.enable()
    return told


def _read(rows: list[Row], name: str, told: Judged) -> list[Entry]:
    """Read the events of one history; when one cannot be read, that is told, and nothing of this history is judged."""
    try:
        return [entry_of(*row) for row in rows]
    except Refused as error:
        client = name if is_client(name) else None
        item = Item(about="client", key=name, first=date.min, last=date.max, client=client)
        told.broken.append(Broken("*", item, rows[-1][0], error.message))
        return []


@lru_cache(maxsize=1)
def _registers(folder: Path) -> Registers:
    """Return what the payer's side had on file; each process reads it once per audit."""
    registering = Registering()
    for row in dealt(folder, PILE):
        registering.take(entry_of(*row))
    return registering.registers


def _across(tasks: Tasks, folder: Path, buckets: int, asked: Asked, choose: Choose, counts: Counts) -> Judged:
    """Judge what is across clients; the care of suspect days is read again."""
    registers, rules = _registers(folder), Rules(choose())
    then, now = Bench(rules.then, asked.scope), Bench(rules.now, asked.scope)
    judge_stays(then, now, counts, registers, asked.upto)
    judge_years(now, counts, registers, asked.upto)
    suspects = counts.suspects() if now.has("colleague") else set()
    if suspects:
        work = [partial(_suspect, folder, str(number), suspects) for number in range(buckets)]
        given = sorted((one for some in tasks.do(work) for one in some), key=lambda one: one.events[-1])
        judge_colleagues(then, now, given, registers, asked.upto)
    return Judged(list(findings_of(then, now, rules)), [*now.broken, *then.broken], Counts())


def _suspect(folder: Path, bucket: str, suspects: set[Colleague], _: Ledger) -> list[Given]:
    """Return the deliveries of suspect days in a bucket, each as it was known after every event about it."""
    care: dict[str, Care] = {}
    found: list[Given] = []
    for row in dealt(folder, bucket):
        if row[2] in (_RECORDED, _CORRECTED):
            given = care.setdefault(row[1], Care()).delivery(entry_of(*row))
            if given and (given.provider, given.given_by, given.on) in suspects:
                found.append(given)
    return found
