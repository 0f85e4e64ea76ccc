"""An audit: rules over the history of one client, judged as known when it was paid and as known now."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

import msgspec

from ledger.aggregates.afwezigheid import Afwezigheid
from ledger.aggregates.allocation import Allocation
from ledger.aggregates.base import Aggregate
from ledger.aggregates.client import Client
from ledger.aggregates.levering import Levering
from ledger.aggregates.pgb import Pgb
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.aggregates.zorgplan import Zorgplan
from ledger.application import Ledger
from ledger.auditing.entries import Entry, entry_of
from ledger.auditing.history import ClientHistory, Identify, Touched
from ledger.auditing.judging import EVERYTHING, Bench, Broken, Rules, Scope, findings_of, judge_now, judge_transaction
from ledger.auditing.registering import KINDS, Registering
from ledger.auditing.variation import UseOf
from ledger.dossier.identities import Known, known_of
from ledger.log_reader import LogReader
from ledger.rechtmatigheid.catalogue import RULES
from ledger.rechtmatigheid.finding import Finding
from ledger.rechtmatigheid.register import Registers
from ledger.rechtmatigheid.rule import Rule
from ledger.recorder import Record

OF_CLIENT: tuple[type[Aggregate], ...] = (Client, Toewijzingen, Allocation, Zorgplan, Levering, Afwezigheid, Pgb)
"""Whose streams bear the number of the client; declared lines and budgets are found otherwise."""


class Audit(msgspec.Struct, frozen=True):
    """What was found, and which rules broke, up to a position; `today` is the Dutch day of that stand.

    `uses` is the practice variation, of an audit that looks at more than one client.
    """

    upto: int
    today: date
    findings: tuple[Finding, ...]
    broken: tuple[Broken, ...] = ()
    uses: tuple[UseOf, ...] = ()


def audit_client(
    ledger: Ledger,
    client: str,
    budgets: Sequence[str],
    upto: int,
    today: date,
    rules: Iterable[Rule] = RULES,
    scope: Scope = EVERYTHING,
) -> Audit:
    """Judge one client, as known up to a position. `budgets` are the numbers of the budgets of this client.

    Rules about colleagues, plafonds and years of providers look at many clients, and have nothing to say here.
    """
    found = judged_client(ledger, client, budgets, upto, today, rules, scope)
    return Audit(upto, today, found.findings, found.broken)


def judged_client(
    ledger: Ledger, client: str, budgets: Sequence[str], upto: int, today: date, rules: Iterable[Rule], scope: Scope
) -> "Judged":
    """Judge one client; return the history too, for who looks at more than what was found."""
    registers = registers_of(ledger, upto)
    records = entries_about(ledger, client, budgets, upto)
    for row in ledger.openings([f"declaration-{one}" for one in declarations_in(records)]):
        registers.take(entry_of(row.position, row.stream, row.topic, row.state))
    return judged_history(client, records, registers.registers, identifying(ledger), Rules(rules), scope, upto, today)


class Judged(msgspec.Struct, frozen=True):
    """What rules found in one history."""

    history: ClientHistory
    findings: tuple[Finding, ...]
    broken: tuple[Broken, ...]


def judged_history(
    client: str,
    entries: Iterable[Entry],
    registers: Registers,
    identify: Identify,
    rules: Rules,
    scope: Scope,
    upto: int,
    today: date,
) -> Judged:
    """Follow a client through the log, judging every transaction right after it, and everything at the end."""
    history = ClientHistory(client, registers, identify)
    scope = scope.naming(registers)
    then = Bench(rules.then, scope)
    now = Bench(rules.now, scope, then)
    for moment, together in groupby(entries, key=lambda entry: entry.moment):
        last = None
        for entry in together:
            history.take(entry)
            last = entry
        assert last is not None
        if history.touched:
            judge_transaction(then, history, max(last.position, registers.ends.get(moment, 0)), last.day)
            history.touched = Touched()
    judge_now(now, history, history.case(upto, today))
    return Judged(history, tuple(findings_of(then, now, rules)), (*now.broken, *then.broken))


def identifying(ledger: Ledger) -> Identify:
    """Return what opens the identity of clients of a ledger."""

    def identify(client: Client) -> Known:
        return known_of(ledger.keyring, client)

    return identify


def registers_of(log: LogReader, upto: int) -> Registering:
    """Return what the payer's side had on file, at every position up to one; without when declarations came in."""
    registering = Registering()
    for entry in in_order(row for kind in KINDS for row in _streams_of(log, kind, upto)):
        registering.take(entry)
    return registering


def entries_about(log: LogReader, client: str, budgets: Sequence[str], upto: int) -> list[Entry]:
    """Return every event about one client that rules look at, in order."""
    names = [*(kind.stream_of(client) for kind in OF_CLIENT), *(f"budget-{number}" for number in budgets)]
    own = [row for rows in log.streams(names, upto).values() for row in rows]
    return in_order([*own, *log.lines_for([client], upto)])


def declarations_in(entries: Iterable[Entry]) -> list[str]:
    """Return the declarations that events are about, each once."""
    return list(
        dict.fromkeys(one.stream.removeprefix("declaration-") for one in entries if one.stream.startswith("declar"))
    )


def in_order(rows: Iterable[Record]) -> list[Entry]:
    """Read rows, in the order of the log."""
    return [
        entry_of(row.position, row.stream, row.topic, row.state) for row in sorted(rows, key=lambda row: row.position)
    ]


def _streams_of(log: LogReader, kind: type[Aggregate], upto: int) -> Iterable[Record]:
    prefix, after = kind.stream_of(""), ""
    while names := log.stream_names(prefix, after):
        for rows in log.streams(names, upto).values():
            yield from rows
        after = names[-1]
