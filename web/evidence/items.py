"""Per item (a declared line, or a spend) the chain: agreement, indicatie, spend, declaration, correction, question."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from ledger.application import Ledger
from ledger.events import (
    Allocation,
    Client,
    Declaration,
    Event,
    Levering,
    Toewijzingen,
    VirtualBudget,
    decode,
)
from ledger.events import Contracts as Agreements
from ledger.vocabulary.amounts import Amount, Unit
from web.evidence.gathering import INSIDE, Gathered, days_of

_TOGETHER = 100
"""Streams that are read in one question."""

Positions = tuple[int, ...]


class Item(NamedTuple):
    """One line or spend; of each step the positions of its events."""

    item: str
    kind: str
    client: str
    provider: str
    prestatie: str
    first: date
    last: date
    amount: str
    status: str
    agreement: Positions
    indicatie: Positions
    spend: Positions
    declaration: Positions
    correction: Positions
    question: Positions

    @property
    def positions(self) -> Positions:
        """Return every event of the chain."""
        steps = (self.agreement, self.indicatie, self.spend, self.declaration, self.correction, self.question)
        return tuple(position for step in steps for position in step)


class _Told(NamedTuple):
    position: int
    event: Any


def items_of(ledger: Ledger, gathered: Gathered, upto: int) -> list[Item]:
    """Return every declared line of the period with its chain, in the order of the log; then every spend."""
    told = [_Told(one.position, one.event) for one in gathered.proofs]
    inside = {one.position for one in gathered.proofs if one.part == INSIDE}
    lines = [one for one in told if isinstance(one.event, Declaration.LineSubmitted) and one.position in inside]
    spends = [one for one in told if isinstance(one.event, VirtualBudget.Spent) and one.position in inside]
    around = _Around(told, ledger, upto, [*lines, *spends])
    return [*(around.line(one) for one in lines), *(around.spend(one) for one in spends)]


class _Around:
    """What is known around items: the events of each declaration and budget, and the rights and care of clients."""

    def __init__(self, told: Sequence[_Told], ledger: Ledger, upto: int, items: Sequence[_Told]) -> None:
        self.of_line: dict[tuple[str, str], list[_Told]] = defaultdict(list)
        self.of_entry: dict[tuple[str, str], list[_Told]] = defaultdict(list)
        self.opened: dict[str, int] = {}
        for one in told:
            event = one.event
            if hasattr(event, "declaration") and getattr(event, "line", None):
                self.of_line[event.declaration, event.line].append(one)
            if hasattr(event, "budget") and getattr(event, "entry", None):
                self.of_entry[event.budget, event.entry].append(one)
            if isinstance(event, VirtualBudget.Opened):
                self.opened[event.budget] = one.position
        clients = sorted({one.event.client for one in items if one.event.client})
        kinds: tuple[Any, ...] = (Client, Toewijzingen, Allocation, Levering)
        names = [kind.stream_of(client) for client in clients for kind in kinds]
        names += [Agreements.stream_of(provider) for provider in sorted({one.event.provider for one in items})]
        self.by_client: dict[str, list[_Told]] = defaultdict(list)
        self.contracts: dict[str, list[_Told]] = defaultdict(list)
        for one in _read(ledger, names, upto):
            client = getattr(one.event, "client", None)
            (self.contracts[one.event.provider] if client is None else self.by_client[client]).append(one)

    def line(self, submitted: _Told) -> Item:
        event: Declaration.LineSubmitted = submitted.event
        after = [one for one in self.of_line[event.declaration, event.line] if one.position != submitted.position]
        credits = [one for one in after if isinstance(one.event, Declaration.LineCredited)]
        judged = [one for one in after if isinstance(one.event, Declaration.LineApproved | Declaration.LineRefused)]
        credited = {one.position for one in (*credits, *judged)}
        care = self._care(event)
        corrected = [one.position for one in credits]
        corrected += [one.position for one in care if isinstance(one.event, Levering.Corrected)]
        written = [self._written(one.event) for one in care if isinstance(one.event, Levering.Recorded)]
        spent = [one.position for one in care if not isinstance(one.event, Levering.Corrected)]
        return Item(
            item=f"{event.declaration}/{event.line}",
            kind="declaratieregel",
            client=event.client or "",
            provider=event.provider,
            prestatie=event.prestatie,
            first=event.first,
            last=event.last,
            amount=str(Amount(Unit.EUR, event.eurocent)),
            status=_status(judged, credits, event.eurocent),
            agreement=self._agreement(event),
            indicatie=self._rights(event.client, event.first),
            spend=_sorted([*spent, *(position for some in written for position in some)]),
            declaration=_sorted([submitted.position, *(one.position for one in judged)]),
            correction=_sorted(corrected),
            question=_sorted([one.position for one in after if one.position not in credited]),
        )

    def spend(self, spent: _Told) -> Item:
        event: VirtualBudget.Spent = spent.event
        after = [one for one in self.of_entry[event.budget, event.entry] if one.position != spent.position]
        corrected = [one.position for one in after if isinstance(one.event, VirtualBudget.SpendCorrected)]
        asked = (VirtualBudget.EntryQuestioned, VirtualBudget.QuestionAnswered)
        return Item(
            item=f"{event.budget}/{event.entry}",
            kind="uitgave",
            client=event.client or "",
            provider=event.provider,
            prestatie="",
            first=event.on,
            last=event.on,
            amount=f"{Amount(event.unit, event.quantity)} {event.unit.name}",
            status="verbeterd" if corrected else "besteed",
            agreement=(self.opened[event.budget],) if event.budget in self.opened else (),
            indicatie=self._rights(event.client, event.on),
            spend=(spent.position,),
            declaration=(),
            correction=_sorted(corrected),
            question=_sorted([one.position for one in after if isinstance(one.event, asked)]),
        )

    def _written(self, given: Levering.Recorded) -> Iterator[int]:
        """Yield the spend that was written down in the same act as a delivery."""
        if given.budget is not None and given.entry is not None:
            for one in self.of_entry[given.budget, given.entry]:
                if isinstance(one.event, VirtualBudget.Spent):
                    yield one.position

    def _care(self, event: Declaration.LineSubmitted) -> list[_Told]:
        """Return the care that a line was worked out from; where it was not, what was given of it on its days."""
        rests_on = set(event.derivation.rests_on) if event.derivation else set()
        return [
            one
            for one in self.by_client.get(event.client or "", ())
            if isinstance(one.event, Levering.Recorded | Levering.Corrected)
            and (one.position in rests_on if rests_on else _is_of(one.event, event))
        ]

    def _agreement(self, event: Declaration.LineSubmitted) -> Positions:
        """Return the terms that were applied; and what assigned the client to the provider on the first day."""
        found = [] if event.derivation is None else [event.derivation.terms_position]
        if event.derivation is None and event.contract is not None:
            terms = self.contracts.get(event.provider, ())
            found += [one.position for one in terms if getattr(one.event, "contract", None) == event.contract]
        found += [
            one.position
            for one in self.by_client.get(event.client or "", ())
            if isinstance(one.event, Toewijzingen.Assigned | Toewijzingen.Changed)
            and one.event.key.provider == event.provider
            and _covers(one.event, event.first)
        ]
        placed = [one for one in self.by_client.get(event.client or "", ()) if _places(one.event, event)]
        return _sorted([*found, *(one.position for one in placed[-1:])])

    def _rights(self, client: str | None, on: date) -> Positions:
        """Return what was said, by the end, of the indicatie under which a day lies."""
        told = [one for one in self.by_client.get(client or "", ()) if one.event.TOPIC.startswith("indicatie.")]
        granted = {
            one.event.besluitnummer for one in told if one.event.TOPIC == "indicatie.granted" and _covers(one.event, on)
        }
        return _sorted([one.position for one in told if one.event.besluitnummer in granted])


def _read(ledger: Ledger, names: Sequence[str], upto: int) -> Iterator[_Told]:
    for start in range(0, len(names), _TOGETHER):
        found = ledger.streams(names[start : start + _TOGETHER], upto)
        for name in names[start : start + _TOGETHER]:
            for record in found.get(name, ()):
                yield _Told(record.position, decode(record.topic, record.state))


def _is_of(given: Any, line: Declaration.LineSubmitted) -> bool:
    same = (given.provider, given.prestatie) == (line.provider, line.prestatie)
    return same and line.first <= given.on <= line.last


def _covers(event: Event, on: date) -> bool:
    first, last = days_of(event)
    return first is not None and first <= on and (last is None or on <= last)


def _places(event: Any, line: Declaration.LineSubmitted) -> bool:
    parts = getattr(event, "parts", ())
    return any(one.holder.provider == line.provider for one in parts) and event.first <= line.first


def _status(judged: Sequence[_Told], credits: Sequence[_Told], eurocent: int) -> str:
    if not judged:
        return "ingediend"
    if isinstance(judged[-1].event, Declaration.LineRefused):
        return "afgekeurd"
    taken = sum(one.event.eurocent for one in credits)
    if not taken:
        return "goedgekeurd"
    return "teruggenomen" if taken == eurocent else "deels teruggenomen"


def _sorted(positions: Iterable[int]) -> Positions:
    return tuple(sorted(set(positions)))
