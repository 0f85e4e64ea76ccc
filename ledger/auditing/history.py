"""One client, followed through the log: events go in, in order; at any moment there is a case to judge.

What is nobody's in particular (a line of a population, a group pot) is followed the same way, under a name of its own.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from ledger.aggregates.allocation import Allocation
from ledger.aggregates.client import Client
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.aggregates.toewijzing_guards import Key
from ledger.auditing.care import Care
from ledger.auditing.declared import Declared
from ledger.auditing.entries import Entry
from ledger.auditing.plans import Plans
from ledger.auditing.purses import Purses
from ledger.auditing.rights import NOBODY, assigned_of, bsn_of, placed_of, planned_of, rights_of
from ledger.dossier.identities import Known
from ledger.rechtmatigheid.case import Case, Rights
from ledger.rechtmatigheid.facts import Assigned, Given, Line, PgbPaid, Spend
from ledger.rechtmatigheid.register import Register, Registers

T = TypeVar("T")

Identify = Callable[[Client], Known]
"""Tells what the sealed identity of a client says."""


class Touched:
    """What one transaction wrote that rules look at: lines that were paid, care, spends, pgb payments, credits."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.given: dict[str, Given] = {}
        self.spends: dict[tuple[str, str], Spend] = {}
        self.pgb: dict[str, PgbPaid] = {}
        self.credits: list[int] = []

    def __bool__(self) -> bool:
        """Tell whether anything was written that rules look at."""
        return bool(self.lines or self.given or self.spends or self.pgb or self.credits)


class ClientHistory:
    """Everything about one client, as known after the last event that went in."""

    def __init__(self, client: str, registers: Registers, identify: Identify) -> None:
        self.id = client
        self.touched = Touched()
        self.declared = Declared(registers.received)
        self.care = Care()
        self.purses = Purses()
        self._registers = registers
        self._identify = identify
        self._client = Client(client)
        self._toewijzingen = Toewijzingen(client)
        self._allocation = Allocation(client)
        self._plans = Plans(client)
        self._registered = date.min
        self._life: tuple[int, ...] = ()
        self._reports: dict[Key, tuple[int, ...]] = {}
        self._known = Known()
        self._made: dict[str, tuple[object, Any]] = {}

    def take(self, entry: Entry) -> None:
        """Take in the next event."""
        take = _BY_KIND.get(entry.stream.partition("-")[0])
        if take is not None:
            take(self, entry)

    def case(self, upto: int, today: date) -> Case:
        """Return what is known at a position, on a day; to be judged before the next event goes in."""
        plans, register = self._plans.zorgplan.version, Register(self._registers, upto)
        return Case(
            client=self.id,
            upto=upto,
            today=today,
            rights=self.rights,
            register=register,
            assigned=self._once(
                "assigned", (self._toewijzingen.version, register.known_codes), lambda: self._assigned(register)
            ),
            placed=self._once("placed", self._allocation.version, lambda: placed_of(self._allocation)),
            planned=self._once("planned", plans, lambda: tuple(planned_of(self._plans.zorgplan))),
            plans=self._once("plans", plans, self._plans.plans),
            given=self.care.given,
            lines=self.declared.months,
            pgb=tuple(self.care.pgb.values()),
            absences=self.care.absences(today),
            credits=tuple(self.declared.credits),
        )

    @property
    def rights(self) -> Rights:
        """Return who the client is and what may be spent, as known now."""
        return self._once("rights", (self._client.version, self._plans.zorgplan.version), self._rights)

    @property
    def region(self) -> str:
        """Return the region of the client; empty for nobody in particular."""
        return self._client.region if self._client.version else ""

    def line(self, key: str) -> Line | None:
        """Return a declared line that was not refused."""
        return self.declared.lines.get(key)

    def _once(self, part: str, version: object, make: Callable[[], T]) -> T:
        """Make a part anew only when its events changed."""
        known = self._made.get(part)
        if known is None or known[0] != version:
            known = self._made[part] = version, make()
        made: T = known[1]
        return made

    def _rights(self) -> Rights:
        if not self._client.version:
            return NOBODY
        known = self._known
        return rights_of(
            self._client, self._plans.zorgplan, self._registered, known.born, bsn_of(known.bsn), self._life
        )

    def _assigned(self, register: Register) -> tuple[Assigned, ...]:
        return assigned_of(self._toewijzingen, self._reports, register)

    def _of_client(self, entry: Entry) -> None:
        event = entry.event
        self._client.replay(event, entry.position)
        if isinstance(event, Client.Registered):
            self._registered = entry.day
            self._known = self._identify(self._client)
            self._life = (entry.position,)
        elif isinstance(event, Client.DeathReported | Client.DeathWithdrawn):
            self._life = (*self._life, entry.position)

    def _of_toewijzing(self, entry: Entry) -> None:
        self._toewijzingen.replay(entry.event, entry.position)
        key: Key | None = getattr(entry.event, "key", None)
        if key is not None:
            self._reports[key] = (*self._reports.get(key, ()), entry.position)

    def _of_allocation(self, entry: Entry) -> None:
        self._allocation.replay(entry.event, entry.position)

    def _of_plan(self, entry: Entry) -> None:
        self._plans.take(entry)

    def _of_levering(self, entry: Entry) -> None:
        if given := self.care.delivery(entry):
            self.touched.given[given.levering] = given

    def _of_absence(self, entry: Entry) -> None:
        self.care.absence(entry)

    def _of_pgb(self, entry: Entry) -> None:
        if paid := self.care.payment(entry):
            self.touched.pgb[paid.payment] = paid

    def _of_budget(self, entry: Entry) -> None:
        if spend := self.purses.take(entry):
            self.touched.spends[spend.budget, spend.entry] = spend

    def _of_declaration(self, entry: Entry) -> None:
        before = len(self.declared.credits)
        if paid := self.declared.take(entry):
            self.touched.lines.append(paid)
        self.touched.credits.extend(range(before, len(self.declared.credits)))


_BY_KIND: dict[str, Callable[[ClientHistory, Entry], None]] = {
    "client": ClientHistory._of_client,
    "toewijzing": ClientHistory._of_toewijzing,
    "allocation": ClientHistory._of_allocation,
    "zorgplan": ClientHistory._of_plan,
    "levering": ClientHistory._of_levering,
    "afwezigheid": ClientHistory._of_absence,
    "pgb": ClientHistory._of_pgb,
    "budget": ClientHistory._of_budget,
    "declaration": ClientHistory._of_declaration,
}
"""What is done with an event, by the kind of its stream; what is not here is nothing that rules look at."""
