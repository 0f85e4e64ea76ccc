"""Rules on a declaration that comes in: each of its lines, held against what is known at that very moment.

It is decided with the aggregates of the transaction, so that what is said then was true when it was recorded.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from ledger.aggregates.agb import Agb
from ledger.aggregates.allocation import Allocation
from ledger.aggregates.base import Aggregate
from ledger.aggregates.client import Client
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.declaration import Declaration
from ledger.aggregates.levering import Levering
from ledger.aggregates.provider import Provider
from ledger.aggregates.tarieven import Tarieven
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.aggregates.zorgplan import Zorgplan
from ledger.auditing.declared import Declared, line_of
from ledger.auditing.entries import entry_of
from ledger.auditing.history import Identify
from ledger.auditing.judging import EVERYTHING, Bench, Rules
from ledger.auditing.registering import agreements_of
from ledger.auditing.rights import NOBODY, assigned_of, bsn_of, placed_of, planned_of, rights_of
from ledger.log_reader import LogReader
from ledger.rechtmatigheid.case import Case, Rights, YearMonth
from ledger.rechtmatigheid.facts import Given, Line
from ledger.rechtmatigheid.finding import Found, Item
from ledger.rechtmatigheid.register import Allowed, History, Maximum, Register, Registers
from ledger.rechtmatigheid.rule import Rule

A = TypeVar("A", bound=Aggregate)
Find = Callable[[type[Any], str], Any]
"""Returns an aggregate as it stands in the transaction, empty when nothing was recorded of it."""


LOOKED_AT: tuple[type[Aggregate], ...] = (Client, Zorgplan, Toewijzingen, Allocation, Levering)
"""Of whom a line is for, all of it is looked at; who reads them beforehand for all clients at once has them sooner."""

_NOW = 0
"""What is on file at the moment of arrival is kept as known from here on; no earlier position is asked for."""


_AHEAD = 1 << 62
"""Rules ask which of two lines came first. What comes in is later than all that is recorded, and in its own order."""


class Against(NamedTuple):
    """What a rule has against a line that came in."""

    rule: Rule
    item: Item
    found: Found


class Arrival:
    """The moment at which a declaration comes in: who is asked, what is on file, which day it is."""

    def __init__(self, find: Find, log: LogReader, identify: Identify, today: date) -> None:
        self._find = find
        self._log = log
        self._identify = identify
        self._today = today

    def judge(self, declaration: Declaration, entered_by: str | None, by_file: bool, rules: Rules) -> list[Against]:
        """Return what rules about lines have against the lines of a declaration that were just submitted."""
        received = declaration.submitted.on
        lines = [
            line_of(one.line, _ahead(declaration.position_of(one.version)), received, self._today, entered_by, by_file)
            for one in declaration.lines.values()
            if one.status == "submitted"
        ]
        register = Register(self._registers(lines), _NOW)
        clients = list(dict.fromkeys(one.client for one in lines if one.client is not None))
        declared = self._declared(clients, lines)
        bench = Bench(rules.then, EVERYTHING)
        cases: dict[str | None, Case] = {}
        for line in lines:
            if line.client not in cases:
                cases[line.client] = self._case(line.client, register, declared)
            bench.judge("line", line, cases[line.client], line.client or "")
        by_id = {one.id: one for one in rules.all}
        return [Against(by_id[rule], item, _in_place(found)) for (rule, _, _), (item, found) in bench.found.items()]

    def _case(self, id: str | None, register: Register, declared: dict[str | None, Declared]) -> Case:
        lines = declared[id].months
        if id is None:
            return Case(client="", upto=_NOW, today=self._today, register=register, rights=NOBODY, lines=lines)
        client, zorgplan = self._find(Client, id), self._find(Zorgplan, id)
        return Case(
            client=id,
            upto=_NOW,
            today=self._today,
            register=register,
            rights=self._rights(client, zorgplan),
            assigned=assigned_of(self._find(Toewijzingen, id), {}, register.agb),
            placed=placed_of(self._find(Allocation, id)),
            planned=tuple(planned_of(zorgplan)),
            given=_given(self._find(Levering, id)),
            lines=lines,
        )

    def _rights(self, client: Client, zorgplan: Zorgplan) -> Rights:
        """Return the rights of a client; since when it is known here is not asked now."""
        if not client.version:
            return NOBODY
        known = self._identify(client)
        return rights_of(client, zorgplan, date.min, known.born, bsn_of(known.bsn), ())

    def _declared(self, clients: Sequence[str], lines: Iterable[Line]) -> dict[str | None, Declared]:
        """Return the lines of every client until now, with those that came in."""
        found: dict[str | None, Declared] = {one: Declared({}) for one in (None, *clients)}
        for row in self._log.lines_for(clients):
            entry = entry_of(row.position, row.stream, row.topic, row.state)
            found[entry.event.client].take(entry)  # type: ignore[attr-defined]
        for line in lines:
            found[line.client].keep(line)
        return found

    def _registers(self, lines: Iterable[Line]) -> Registers:
        """Return what is on file about the providers, the years and the prestaties of lines."""
        registers = Registers()
        for provider in dict.fromkeys(one.provider for one in lines):
            agb = self._find(Provider, provider).agb
            number = self._find(Agb, provider).provider or provider
            registers.agb |= {provider: number} if number != provider else {}
            registers.agb |= {agb: number} if agb else {}
            if self._find(Provider, number).version:
                registers.providers[number] = _NOW
            registers.contracts[number] = _known(tuple(agreements_of(self._find(Contracts, number))))
        for year in dict.fromkeys(one.first.year for one in lines):
            _register_year(registers, year, self._find(Tarieven, Tarieven.id_of(year)))
        return registers


def _register_year(registers: Registers, year: int, register: Tarieven) -> None:
    for code, one in register.tarieven.items():
        registers.maxima[year, code] = _known(Maximum(one.name, one.eurocent, one.unit, one.version, 0))
    for combinatie in register.combinaties:
        told = Allowed(combinatie.leveringsvorm, combinatie.zorgprofiel, _NOW)
        registers.combinaties.setdefault((year, combinatie.code), []).append(told)
    registers.how_many[year] = _known(len(register.combinaties))


V = TypeVar("V")


def _known(value: V) -> History[V]:
    """Return a history in which something was always so."""
    history: History[V] = History()
    history.add(_NOW, value)
    return history


def _ahead(position: int) -> int:
    """Return where an event of the transaction (-1 is its first) stands among those that are recorded: after them."""
    return _AHEAD - position if position < 0 else position


def _in_place(found: Found) -> Found:
    """Name the events of the transaction by their place in it again."""
    return replace(found, events=tuple(_AHEAD - at if at > _AHEAD else at for at in found.events))


def _given(levering: Levering) -> dict[YearMonth, dict[str, Given]]:
    months: dict[YearMonth, dict[str, Given]] = {}
    for number, one in levering.given.items():
        months.setdefault((one.on.year, one.on.month), {})[number] = Given(
            levering=number,
            client=levering.id,
            provider=one.provider,
            on=one.on,
            starts_at=None,
            prestatie=one.prestatie,
            activity=one.activity,
            minutes=one.minutes,
            group_size=None,
            given_by="",
            recorded=one.on,
            events=(levering.position_of(one.version),),
        )
    return months
