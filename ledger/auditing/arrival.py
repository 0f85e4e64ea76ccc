"""Rules on a declaration that comes in: each of its lines, held against what is known at that very moment.

It is decided with the aggregates of the transaction, so that what is said then was true when it was recorded.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from ledger.aggregates.agb import Agb
from ledger.aggregates.allocation import Allocation
from ledger.aggregates.base import Aggregate, Event
from ledger.aggregates.client import Client
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.declaration import Declaration
from ledger.aggregates.levering import Levering
from ledger.aggregates.provider import Provider
from ledger.aggregates.tarieven import Tarieven
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.aggregates.zorgplan import Zorgplan
from ledger.auditing.declared import Declared, line_of
from ledger.auditing.entries import Entry, entry_of
from ledger.auditing.history import Identify
from ledger.auditing.judging import EVERYTHING, Bench, Broken, Rules
from ledger.auditing.registering import agreements_of
from ledger.auditing.rights import NOBODY, assigned_of, bsn_of, placed_of, planned_of, rights_of
from ledger.log_reader import LogReader
from ledger.rechtmatigheid.case import Case, Rights, YearMonth, months_of
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


class Arrived(NamedTuple):
    """What rules have against lines that came in, with the rules that raised on them."""

    against: list[Against]
    broken: list[Broken]


class LineRules:
    """Rules about lines: those that stop one as it comes in, and the others."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        of_lines = [one for one in rules if one.looks_at == "line"]
        self.by_id = {one.id: one for one in of_lines}
        self.stopping = Rules(one for one in of_lines if one.retourcode is not None)
        self.others = Rules(one for one in of_lines if one.retourcode is None)


class Arrival:
    """The moment at which a declaration comes in: who is asked, what is on file, which day it is."""

    def __init__(
        self, find: Find, log: LogReader, identify: Identify, today: date, decided: Sequence[Event] = ()
    ) -> None:
        self._find = find
        self._log = log
        self._identify = identify
        self._today = today
        self._decided = decided

    def judge(self, declaration: Declaration, entered_by: str | None, by_file: bool, rules: LineRules) -> Arrived:
        """Return what rules about lines have against the lines of a declaration that were just submitted.

        Lines that must not be paid are found first: what is refused does not count for any other line.
        """
        received = declaration.submitted.on
        lines = [
            line_of(one.line, _ahead(declaration.position_of(one.version)), received, self._today, entered_by, by_file)
            for one in declaration.lines.values()
            if one.status == "submitted"
        ]
        clients = list(dict.fromkeys(one.client for one in lines if one.client is not None))
        declared = self._declared(clients, lines)
        register = Register(self._registers(_beside(declared.values(), lines)), _NOW)
        cases = {one: self._case(one, register, declared) for one in dict.fromkeys(line.client for line in lines)}
        stopping, others = Bench(rules.stopping.then, EVERYTHING), Bench(rules.others.then, EVERYTHING)
        standing = []
        for line in lines:
            before = len(stopping.found)
            stopping.judge("line", line, cases[line.client], line.client or "")
            if len(stopping.found) > before:
                declared[line.client].drop(line.key)
            else:
                standing.append(line)
        for line in standing:
            others.judge("line", line, cases[line.client], line.client or "")
        against = [
            Against(rules.by_id[rule], item, _in_place(found))
            for bench in (stopping, others)
            for (rule, _, _), (item, found) in bench.found.items()
        ]
        return Arrived(against, [*stopping.broken, *others.broken])

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
            assigned=assigned_of(self._find(Toewijzingen, id), {}, register),
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
        for place, event in enumerate(self._decided, start=1):
            client = getattr(event, "client", None)
            if isinstance(event, _ABOUT_LINES) and client in found:
                found[client].take(_pending(event, _ahead(-place), self._today))
        for line in lines:
            found[line.client].keep(line)
        return found

    def _registers(self, asked: Iterable[tuple[str, int]]) -> Registers:
        """Return what is on file about providers, and in years."""
        registers = Registers()
        known = list(asked)
        for provider in dict.fromkeys(provider for provider, _ in known):
            agb = self._find(Provider, provider).agb
            number = self._find(Agb, provider).provider or provider
            registers.agb |= {code: (number, _NOW) for code in (provider, agb) if code and code != number}
            if self._find(Provider, number).version:
                registers.providers[number] = _NOW
            registers.contracts[number] = _known(tuple(agreements_of(self._find(Contracts, number))))
        for year in dict.fromkeys(year for _, year in known):
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


_ABOUT_LINES = (
    Declaration.LineSubmitted,
    Declaration.LineApproved,
    Declaration.LineRefused,
    Declaration.LineCredited,
)


def _pending(event: Event, position: int, today: date) -> Entry:
    """Return an event of this transaction as if it had been recorded today; by whom is not asked of it."""
    header = (
        f'{{"recorded_at":"{today}T12:00:00.000000Z","actor":{{"id":"systeem","role":"systeem"}},"command_id":"-"}}'
    )
    return Entry(position, "declaration-", event, header.encode())


def _beside(declared: Iterable[Declared], lines: Sequence[Line]) -> Iterable[tuple[str, int]]:
    """Return the providers and years of the lines that came in, and of those that stand in their months."""
    months = {month for line in lines for month in months_of(line.period)}
    standing = (one for own in declared for month in months for one in own.months.get(month, {}).values())
    return dict.fromkeys((line.provider, line.first.year) for line in (*lines, *standing))


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
