"""A declaration: the lines a provider asks payment for, always per prestatie (Wlz 9.1.2 lid 6).

`on` is the day on which it was received, judged or credited; the days of care are those of the line. Every line is an
event of its own, so that a figure is followed to its own position.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import msgspec

from ledger.aggregates.base import Aggregate, Event
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import NotFound, Refused


class AppliedTariff(msgspec.Struct, frozen=True, omit_defaults=True):
    """The maximum rate a line was computed with, in cents per unit, as the register had it then."""

    year: int
    code: str
    unit: str
    eurocent: int
    version: int
    source: str


class Derivation(msgspec.Struct, frozen=True, omit_defaults=True):
    """How an amount came about: contract, model and rate, and in `steps` the sum in Dutch.

    What was computed is what is paid (the amount of the line) and what is not (`unpaid_eurocent`, the provider's
    risk). `above_eurocent` is how far it goes beyond the ceiling. `rests_on` are positions of events.
    """

    contract: str
    model: str
    computed_eurocent: int
    unpaid_eurocent: int
    above_eurocent: int
    rate_basispoint: int
    tariff: AppliedTariff | None = None
    rests_on: tuple[int, ...] = ()
    steps: tuple[str, ...] = ()


class Owed(msgspec.Struct, frozen=True):
    """What the one that declares owes an onderaannemer of a line, in cents."""

    provider: str
    eurocent: int


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


class LineState(msgspec.Struct):
    """A line as it is known now, and what is left of it after credits."""

    line: "Declaration.LineSubmitted"
    status: Literal["submitted", "approved", "refused"]
    left: int


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
        lines: int
        eurocent: int
        contract: str | None = None
        label: str | None = None

        def apply(self, aggregate: "Declaration") -> None:
            """The lines follow."""
            aggregate.provider = self.provider
            aggregate.contract, aggregate.label = self.contract, self.label

    class LineSubmitted(Event, frozen=True, kw_only=True):
        """A provider declared one prestatie over one or more days, for one client or for nobody in particular.

        `quantity` counts `unit`: minuut, dag, stuk … `replaces` is the line it comes in the place of, as
        "declaration/line"; `settles`: it settles lines of before, so its days may lie before the period.
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
        unit: str
        eurocent: int
        replaces: str | None = None
        settles: bool = False
        derivation: Derivation | None = None
        owed: tuple[Owed, ...] = ()

        def apply(self, aggregate: "Declaration") -> None:
            """The line waits for a judgement."""
            aggregate.lines[self.line] = LineState(self, "submitted", self.eurocent)

    class LineApproved(Judged, frozen=True, kw_only=True):
        """The payer approved a line."""

        TOPIC = "declaration.line-approved"

        def apply(self, aggregate: "Declaration") -> None:
            """The line is paid."""
            aggregate.lines[self.line].status = "approved"

    class LineRefused(Judged, frozen=True, kw_only=True):
        """The payer refused a line, with a retourcode."""

        TOPIC = "declaration.line-refused"
        retourcode: str

        def apply(self, aggregate: "Declaration") -> None:
            """The line is not paid."""
            aggregate.lines[self.line].status = "refused"

    class LineCredited(Event, frozen=True, kw_only=True):
        """An approved line was taken back, wholly or in part; `reason` is sealed."""

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
        reason: str

        def apply(self, aggregate: "Declaration") -> None:
            """Less is left of the line."""
            aggregate.lines[self.line].left -= self.eurocent
            aggregate.credits.add(self.credit)

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
                lines=len(lines),
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

    def refuse(self, lines: Sequence[str], retourcode: str, on: date) -> None:
        """Refuse lines that wait."""
        for line in self._waiting(lines):
            self.happened(self.LineRefused(**self._about(line, on), retourcode=retourcode))

    def credit(self, number: str, credit: str, eurocent: int | None, reason: str, on: date) -> None:
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
        self.happened(self.LineCredited(**facts, credit=credit, reason=reason))

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
