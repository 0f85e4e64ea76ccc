"""A declaration: the lines a provider asks payment for, always per prestatie (Wlz 9.1.2 lid 6).

`on` is the day on which it was received, judged or credited; the days of care are those of the line.
"""

from datetime import date
from typing import Literal

import msgspec

from ledger.aggregates.base import FROM_TO, Aggregate, Event
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import NotFound, Refused


class Line(msgspec.Struct, frozen=True, rename=FROM_TO):
    """One prestatie for one client over one or more days, in cents. `quantity` counts `unit`: minuut, dag, stuk …"""

    line: str
    client: str
    region: str
    prestatie: str
    first: date
    last: date
    quantity: int
    unit: str
    eurocent: int


class Judged(msgspec.Struct, frozen=True, rename=FROM_TO):
    """A line that was judged, with the facts that totals need."""

    line: str
    client: str
    region: str
    prestatie: str
    first: date
    last: date
    eurocent: int


class LineState(msgspec.Struct):
    """A line as it is known now, and what is left of it after credits."""

    line: Line
    status: Literal["submitted", "approved", "refused"]
    left: int


class Declaration(Aggregate):
    """Submitted once; each line approved or refused once; an approved line may be credited down to nothing."""

    STREAM = "declaration"
    MISSING = ("declaration-unknown", "Declaratie {id} is niet bekend. Controleer het nummer.")

    class Submitted(Event, frozen=True, kw_only=True):
        """A provider declared its lines over a period."""

        TOPIC = "declaration.submitted"
        declaration: str
        provider: str
        on: date
        first: date
        last: date
        lines: tuple[Line, ...]

        def apply(self, aggregate: "Declaration") -> None:
            """Every line waits for a judgement."""
            aggregate.provider = self.provider
            aggregate.lines = {line.line: LineState(line, "submitted", line.eurocent) for line in self.lines}

    class LinesApproved(Event, frozen=True, kw_only=True):
        """The payer approved lines."""

        TOPIC = "declaration.lines-approved"
        declaration: str
        provider: str
        on: date
        lines: tuple[Judged, ...]

        def apply(self, aggregate: "Declaration") -> None:
            """These lines are paid."""
            aggregate.judge(self.lines, "approved")

    class LinesRefused(Event, frozen=True, kw_only=True):
        """The payer refused lines, with a retourcode."""

        TOPIC = "declaration.lines-refused"
        declaration: str
        provider: str
        on: date
        retourcode: str
        lines: tuple[Judged, ...]

        def apply(self, aggregate: "Declaration") -> None:
            """These lines are not paid."""
            aggregate.judge(self.lines, "refused")

    class LineCredited(Event, frozen=True, kw_only=True):
        """An approved line was taken back, wholly or in part; `reason` is sealed."""

        TOPIC = "declaration.line-credited"
        declaration: str
        provider: str
        on: date
        credit: str
        line: str
        client: str
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

    def start(self) -> None:
        """No lines yet."""
        self.lines: dict[str, LineState] = {}
        self.credits: set[str] = set()

    def judge(self, judged: tuple[Judged, ...], status: Literal["approved", "refused"]) -> None:
        """Give lines their status."""
        for one in judged:
            self.lines[one.line].status = status

    def submit(self, submitted: Submitted) -> None:
        """Take in the lines: each number once, each day in the period, each amount above zero."""
        seen: set[str] = set()
        for line in submitted.lines:
            if line.line in seen:
                raise Refused("line-exists", f"Regel {line.line} komt twee keer voor.", "lines")
            seen.add(line.line)
            if not submitted.first <= line.first <= line.last <= submitted.last:
                raise Refused("outside-period", f"De dag van regel {line.line} valt buiten de periode.", "lines")
            if line.eurocent <= 0:
                raise Refused(
                    "amount-not-positive",
                    f"Het bedrag van regel {line.line} moet groter zijn dan nul. Terugnemen gaat met een creditregel.",
                    "lines",
                )
        self.happened(submitted)

    def approve(self, lines: tuple[str, ...], on: date) -> None:
        """Approve lines that wait."""
        self.happened(
            self.LinesApproved(declaration=self.id, provider=self.provider, on=on, lines=self._waiting(lines))
        )

    def refuse(self, lines: tuple[str, ...], retourcode: str, on: date) -> None:
        """Refuse lines that wait."""
        self.happened(
            self.LinesRefused(
                declaration=self.id, provider=self.provider, on=on, retourcode=retourcode, lines=self._waiting(lines)
            )
        )

    def credit(self, number: str, credit: str, eurocent: int | None, reason: str, on: date) -> None:
        """Take back an approved line, or a part of what is left of it."""
        state = self.line(number)
        if state.status != "approved":
            raise Refused("line-not-approved", f"Regel {number} is niet goedgekeurd en dus niet betaald.", "line")
        if credit in self.credits or credit in self.lines:
            raise Refused("line-exists", f"Regel {credit} bestaat al.", "credit")
        amount = state.left if eurocent is None else eurocent
        if not 0 < amount <= state.left:
            raise Refused(
                "credit-too-large",
                f"Van regel {number} is nog {euro(state.left)} over om terug te nemen.",
                "amount",
            )
        line = state.line
        self.happened(
            self.LineCredited(
                declaration=self.id,
                provider=self.provider,
                on=on,
                credit=credit,
                line=number,
                client=line.client,
                region=line.region,
                prestatie=line.prestatie,
                first=line.first,
                last=line.last,
                eurocent=amount,
                reason=reason,
            )
        )

    def line(self, number: str) -> LineState:
        """Return a line; an unknown number is an error."""
        if number not in self.lines:
            raise NotFound("line-unknown", f"Regel {number} staat niet in declaratie {self.id}.", "lines")
        return self.lines[number]

    def _waiting(self, numbers: tuple[str, ...]) -> tuple[Judged, ...]:
        if len(set(numbers)) != len(numbers):
            raise Refused("line-exists", "Noem elke regel één keer.", "lines")
        states = [self.line(number) for number in numbers]
        for state in states:
            if state.status != "submitted":
                known = {"approved": "goedgekeurd", "refused": "afgekeurd"}[state.status]
                raise Refused("line-judged", f"Regel {state.line.line} is al {known}.", "lines")
        return tuple(_judged(state.line) for state in states)


def _judged(line: Line) -> Judged:
    return Judged(line.line, line.client, line.region, line.prestatie, line.first, line.last, line.eurocent)
