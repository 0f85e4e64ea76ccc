"""A declaration: the lines a provider asks payment for, always per prestatie (Wlz 9.1.2 lid 6).

`on` is the day on which it was received, judged or credited; the days of care are those of the line. Every line is an
event of its own, so that a figure is followed to its own position.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

import msgspec

from ledger.aggregates.base import Aggregate, Event
from ledger.aggregates.derivation import Derivation, LineReference, Owed
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.units import LineUnit

__all__ = ["Declaration", "Derivation", "LineReference", "LineState", "Owed", "Taken", "Why"]

Why = Literal["replaced", "gone", "settled", "asked", "message", "recovered"]
"""Why a line was taken back: worked out anew, with a new line in its place or with none, or settled in part; asked by
a person; told by a message; or recovered, because of a finding."""


PriceUnit = Literal["uur", "5 minuten", "minuut", "dag", "dagdeel", "stuk"]
"""What the price of a line from a declaratiebestand is for: its minutes have a price per hour, five minutes or one."""


class Judged(Event, frozen=True, kw_only=True):
    """A line that was judged, with the facts that totals need."""

    declaration: str
    provider: str
    on: date
    line: str
    client: str | None = None
    region: str
    prestatie: str
    first: date
    last: date
    eurocent: int


class Taken(NamedTuple):
    """A credit of a line, and the version of the declaration that it made."""

    credit: "Declaration.LineCredited"
    version: int


class LineState(msgspec.Struct):
    """A line as it is known now, from the version that submitted it, with why it was refused and what was taken.

    `judged` is the version that approved or refused it; 0: it waits.
    """

    line: "Declaration.LineSubmitted"
    version: int
    status: Literal["submitted", "approved", "refused"] = "submitted"
    retourcodes: tuple[str, ...] = ()
    taken: tuple[Taken, ...] = ()
    judged: int = 0

    @property
    def left(self) -> int:
        """Return what is left after credits, in cents."""
        return self.line.eurocent - sum(one.credit.eurocent for one in self.taken)


class Declaration(Aggregate):
    """Submitted once; each line approved or refused once; an approved line may be credited down to nothing."""

    STREAM = "declaration"
    MISSING = ("declaration-unknown", "Declaratie {id} is niet bekend. Controleer het nummer.")

    class Submitted(Event, frozen=True, kw_only=True):
        """A provider declared over a period: how many lines follow, and what they add up to."""

        TOPIC = "declaration.submitted"
        declaration: str
        provider: str
        on: date
        first: date
        last: date
        line_count: int
        eurocent: int
        contract: str | None = None
        label: str | None = None

        def apply(self, aggregate: "Declaration") -> None:
            """The lines follow."""
            aggregate.submitted = self
            aggregate.provider = self.provider
            aggregate.contract, aggregate.label = self.contract, self.label

    class LineSubmitted(Event, frozen=True, kw_only=True):
        """A provider declared one prestatie over one or more days, for one client or for nobody in particular.

        `replaces` is the line it comes in the place of; `settles`: it settles lines of before, so its days may lie
        before the period. What a declaratiebestand says besides: price, besluit, zorgprofiel, and the contract that the
        price was agreed in.
        """

        TOPIC = "declaration.line-submitted"
        declaration: str
        provider: str
        line: str
        client: str | None = None
        region: str
        prestatie: str
        first: date
        last: date
        quantity: int
        unit: LineUnit
        eurocent: int
        replaces: LineReference | None = None
        settles: bool = False
        derivation: Derivation | None = None
        owed: tuple[Owed, ...] = ()
        price_eurocent: int | None = None
        price_per: PriceUnit | None = None
        besluitnummer: int | None = None
        zorgprofiel: str | None = None
        contract: str | None = None

        def apply(self, aggregate: "Declaration") -> None:
            """The line waits for a judgement."""
            aggregate.lines[self.line] = LineState(self, aggregate.version + 1)

    class LineApproved(Judged, frozen=True, kw_only=True):
        """The payer approved a line."""

        TOPIC = "declaration.line-approved"

        def apply(self, aggregate: "Declaration") -> None:
            """The line is paid."""
            state = aggregate.lines[self.line]
            state.status, state.judged = "approved", aggregate.version + 1

    class LineRefused(Judged, frozen=True, kw_only=True):
        """A line was refused, with the retourcodes that say why.

        `rules` are those of control that stopped it as it came in; nothing when the payer refused it.
        """

        TOPIC = "declaration.line-refused"
        retourcodes: tuple[str, ...]
        rules: tuple[str, ...] = ()

        def apply(self, aggregate: "Declaration") -> None:
            """The line is not paid."""
            state = aggregate.lines[self.line]
            state.status, state.retourcodes, state.judged = "refused", self.retourcodes, aggregate.version + 1

    class LineCredited(Event, frozen=True, kw_only=True):
        """An approved line was taken back, wholly or in part. `reason` is what a person wrote, sealed."""

        TOPIC = "declaration.line-credited"
        declaration: str
        provider: str
        on: date
        credit: str
        line: str
        client: str | None = None
        region: str
        prestatie: str
        first: date
        last: date
        eurocent: int
        why: Why
        reason: str | None = None

        def apply(self, aggregate: "Declaration") -> None:
            """Less is left of the line."""
            state = aggregate.lines[self.line]
            state.taken = (*state.taken, Taken(self, aggregate.version + 1))
            aggregate.credits.add(self.credit)

    submitted: Submitted
    provider: str
    contract: str | None
    label: str | None

    def start(self) -> None:
        """No lines yet."""
        self.lines: dict[str, LineState] = {}
        self.credits: set[str] = set()

    def submit(
        self,
        provider: str,
        on: date,
        period: tuple[date, date],
        lines: Sequence[LineSubmitted],
        contract: str | None = None,
        label: str | None = None,
    ) -> None:
        """Take in the lines: each number once, each day in the period, each amount above zero."""
        first, last = period
        _check_lines(first, last, lines)
        self.happened(
            self.Submitted(
                declaration=self.id,
                provider=provider,
                on=on,
                first=first,
                last=last,
                line_count=len(lines),
                eurocent=sum(line.eurocent for line in lines),
                contract=contract,
                label=label,
            )
        )
        for line in lines:
            self.happened(line)

    def approve(self, lines: Sequence[str], on: date) -> None:
        """Approve lines that wait."""
        for line in self._waiting(lines):
            self.happened(self.LineApproved(**self._about(line, on)))

    def refuse(self, lines: Sequence[str], retourcodes: tuple[str, ...], on: date, rules: tuple[str, ...] = ()) -> None:
        """Refuse lines that wait, for the reasons that at least one retourcode gives, and perhaps because of rules."""
        for line in self._waiting(lines):
            self.happened(self.LineRefused(**self._about(line, on), retourcodes=retourcodes, rules=rules))

    def credit(
        self, number: str, credit: str, eurocent: int | None, on: date, why: Why, reason: str | None = None
    ) -> None:
        """Take back an approved line, or a part of what is left of it."""
        state = self.line(number)
        if state.status != "approved":
            raise Refused("line-not-approved", f"Regel {number} is niet goedgekeurd en dus niet betaald.", "line")
        if self.uses(credit):
            raise Refused("line-exists", f"Regel {credit} bestaat al.", "credit")
        amount = state.left if eurocent is None else eurocent
        if not 0 < amount <= state.left:
            raise Refused(
                "credit-too-large",
                f"Van regel {number} is nog {euro(state.left)} over om terug te nemen.",
                "amount",
            )
        facts = self._about(state.line, on) | {"eurocent": amount}
        self.happened(self.LineCredited(**facts, credit=credit, why=why, reason=reason))

    def uses(self, number: str) -> bool:
        """Tell whether a line or a credit has this number."""
        return number in self.lines or number in self.credits

    def line(self, number: str) -> LineState:
        """Return a line; an unknown number is an error."""
        if number not in self.lines:
            raise NotFound("line-unknown", f"Regel {number} staat niet in declaratie {self.id}.", "lines")
        return self.lines[number]

    def _waiting(self, numbers: Sequence[str]) -> tuple[LineSubmitted, ...]:
        if len(set(numbers)) != len(numbers):
            raise Refused("line-exists", "Noem elke regel één keer.", "lines")
        states = [self.line(number) for number in numbers]
        for state in states:
            if state.status != "submitted":
                known = {"approved": "goedgekeurd", "refused": "afgekeurd"}[state.status]
                raise Refused("line-judged", f"Regel {state.line.line} is al {known}.", "lines")
        return tuple(state.line for state in states)

    def _about(self, line: LineSubmitted, on: date) -> dict[str, Any]:
        """Return the facts that tell which line something happened to, with its amount."""
        return {"on": on} | {name: getattr(line, name) for name in Judged.__struct_fields__ if name != "on"}


def _check_lines(first: date, last: date, lines: Sequence[Declaration.LineSubmitted]) -> None:
    seen: set[str] = set()
    for line in lines:
        if line.line in seen:
            raise Refused("line-exists", f"Regel {line.line} komt twee keer voor.", "lines")
        seen.add(line.line)
        earliest = line.first if line.settles else first
        if not earliest <= line.first <= line.last <= last:
            raise Refused("outside-period", f"De dag van regel {line.line} valt buiten de periode.", "lines")
        if line.eurocent <= 0:
            raise Refused(
                "amount-not-positive",
                f"Het bedrag van regel {line.line} moet groter zijn dan nul. Terugnemen gaat met een creditregel.",
                "lines",
            )
