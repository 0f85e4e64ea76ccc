"""What providers declare over a month, and what became of it: approved, refused, some of it taken back."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import Any

from ledger.aggregates.base import Event
from ledger.aggregates.client import Client
from ledger.aggregates.declaration import Declaration
from ledger.vocabulary.actor import Actor
from ledger.vocabulary.source import Source
from tests.bench.lives import MINUTE, DeclaredLine
from tests.bench.shape import DAY, FIRST, YEAR, Shape
from tests.bench.stored import Item, Sealing, Telling

_API = Source("api", "declaraties")
_FORM = Source("form")
_RETOURCODES = ("0553",)
_LAST_DAY = (date(YEAR + 1, 1, 14) - FIRST).days


def declarations(shape: Shape, month: int, lines: Iterable[DeclaredLine], group: int = 0) -> list[Item]:
    """Return the declarations over a month, from 1: one per provider, submitted in the first days of the next.

    Lines of one provider are all in one `group`.
    """
    telling, sealing = Telling((1 << 40) + (group << 4) + month), Sealing(shape.seed)
    for provider, own in groupby(sorted(lines), key=lambda line: line.provider):
        _Declared(shape, month, provider, list(own)).tell(telling, sealing)
    return telling.items


class _Declared:
    """One declaration; it is one stream, from the lines to the last credit."""

    def __init__(self, shape: Shape, month: int, provider: str, lines: list[DeclaredLine]) -> None:
        self._chance = Random(f"{shape.seed}-{month}-{provider}")
        self._id, self._provider = f"{provider}-{YEAR}-{month:02}", provider
        self._first = date(YEAR, month, 1)
        self._next = date(YEAR + month // 12, month % 12 + 1, 1)
        self._lines = [self._line(number, line) for number, line in enumerate(lines, start=1)]
        self._stream = Declaration.stream_of(self._id)

    def tell(self, telling: Telling, sealing: Sealing) -> None:
        """Write down the declaration, the judgement some days after, and the credits after that."""
        chance, begin = self._chance, (self._next - FIRST).days
        submitted_on = begin + chance.randrange(3, 7)
        judged_on = min(submitted_on + chance.randrange(4, 12), _LAST_DAY - 2)
        at = chance.randrange(8 * 60, 17 * 60) * MINUTE
        office = Actor(f"kantoor-{self._provider}", "zorgaanbieder")
        payer = Actor("inkoop-1", "zorgkantoor")
        telling.tell_all(submitted_on * DAY + at, self._stream, self._submitted(submitted_on), office, _API)
        wrong = {line.line for line in self._lines if chance.random() < 0.08}
        refused = [line for line in self._lines if line.line in wrong]
        approved = [line for line in self._lines if line.line not in wrong]
        about = self._judged(judged_on)
        yes: list[Event] = [Declaration.LineApproved(**about(line)) for line in approved]
        no: list[Event] = [Declaration.LineRefused(**about(line), retourcodes=_RETOURCODES) for line in refused]
        for place, judged in enumerate((yes, no)):
            if judged:
                telling.tell_all(judged_on * DAY + at + place * MINUTE, self._stream, judged, payer, _FORM)
        for line in approved:
            if chance.random() < 0.05:
                credited_on = min(judged_on + chance.randrange(1, 25), _LAST_DAY)
                credit = self._credited(line, credited_on, sealing)
                telling.tell(credited_on * DAY + 19 * 60 * MINUTE, self._stream, credit, office, _FORM)

    def _submitted(self, on: int) -> list[Event]:
        submitted = Declaration.Submitted(
            declaration=self._id,
            provider=self._provider,
            on=FIRST + timedelta(days=on),
            first=self._first,
            last=self._next - timedelta(days=1),
            line_count=len(self._lines),
            eurocent=sum(line.eurocent for line in self._lines),
        )
        return [submitted, *self._lines]

    def _line(self, number: int, line: DeclaredLine) -> Declaration.LineSubmitted:
        return Declaration.LineSubmitted(
            declaration=self._id,
            provider=self._provider,
            line=str(number),
            client=line.client,
            region=line.region,
            prestatie=line.prestatie,
            first=self._first,
            last=self._next - timedelta(days=1),
            quantity=line.minutes,
            unit="minuut",
            eurocent=line.eurocent,
        )

    def _judged(self, on: int) -> Any:
        names = ("declaration", "provider", "line", "client", "region", "prestatie", "first", "last", "eurocent")
        return lambda line: {"on": FIRST + timedelta(days=on)} | {name: getattr(line, name) for name in names}

    def _credited(self, line: Declaration.LineSubmitted, on: int, sealing: Sealing) -> Declaration.LineCredited:
        (reason,) = sealing.sealed(Client.stream_of(line.client or ""), "te veel uren")
        eurocent = line.eurocent if self._chance.random() < 0.5 else (line.eurocent + 1) // 2
        about = self._judged(on)(line) | {"eurocent": eurocent}
        return Declaration.LineCredited(**about, credit=f"{line.line}c", why="asked", reason=reason)
