"""Commands of control through the API: an auditor gives them within an inzage that reaches what their answer tells.

A draw tells how many lines there are and of how much, a judgement tells the amount of a line. What they tell of stands
in the log before they are given, also when they are refused.
"""

from collections.abc import Iterable, Mapping

from ledger.aggregates.inzage import Bounds
from ledger.commands.door import Request
from ledger.commands.samples import DrawSample, EvaluateSample, JudgeItem
from ledger.vocabulary.errors import Forbidden, LedgerError
from web.composition import House
from web.drawn import DrawnLine, drawn_lines
from web.inspecting import Inspecting, Permit
from web.recording import LineAnswer, answer_of, read_lines
from web.samples import sample_at

_Lines = tuple[Permit | None, Mapping[str, DrawnLine]]


class _Controlling:
    """One request: which samples were read, and which views stand in the log."""

    def __init__(self, house: House, inspecting: Inspecting, page: str) -> None:
        self._house = house
        self._inspecting = inspecting
        self._page = page
        self._read: dict[str, _Lines] = {}
        self._told: set[tuple[str, str, str | None, str | None]] = set()

    def check(self, request: Request) -> None:
        """Refuse a command without an inzage that reaches it; write down what its answer tells of."""
        match request.command:
            case DrawSample(region=region, provider=provider, client=client):
                clients = frozenset[str]() if client is None else frozenset([client])
                wanted = Bounds(region or self._inspecting.mandate.region, provider, clients)
                self._inspecting.see_within("lines", wanted)
            case JudgeItem(sample=sample, item=key):
                self._see_item(sample, key)
            case EvaluateSample(sample=sample):
                self._inspecting.permit, _ = self._lines(sample)
            case _:
                return
        self._write_down()

    def _see_item(self, sample: str, key: str) -> None:
        permit, lines = self._lines(sample)
        if key not in lines:
            raise Forbidden("inzage-outside", f"Regel {key} valt buiten uw inzage. Vraag inzage die dit wel omvat.")
        self._inspecting.permit = permit
        self._inspecting.looks_at(lines[key].line.client, lines[key].line.provider)

    def _lines(self, sample: str) -> _Lines:
        """Return the lines of a sample that may be seen, by key, with the inzage that lets them be."""
        if sample not in self._read:
            bounds = self._inspecting.see_sample(sample)
            drawn = sample_at(self._house, self._inspecting.mandate, sample)
            lines = {one.item.key: one for one in drawn_lines(self._house.ledger, drawn, bounds)}
            self._read[sample] = self._inspecting.permit, lines
        return self._read[sample]

    def _write_down(self) -> None:
        permit = self._inspecting.permit
        if permit is None:
            return
        told = (permit.inzage.id, permit.step, permit.client, permit.provider)
        if told not in self._told:
            self._inspecting.write_down(self._page)
            self._told.add(told)
        self._inspecting.permit = None


def outside_inzage(house: House, inspecting: Inspecting, lines: Iterable[bytes], page: str) -> list[LineAnswer] | None:
    """Return the answers when a command of control is not within an inzage of the giver; None when all may go on.

    Only of who is gated anything is asked; what cannot be read is told by who records it.
    """
    if not inspecting.is_gated:
        return None
    requests = [one for one in read_lines(lines) if isinstance(one, Request)]
    controlling = _Controlling(house, inspecting, page)
    for place, request in enumerate(requests):
        try:
            controlling.check(request)
        except LedgerError as error:
            answers = [answer_of(one, None) for one in requests]
            answers[place] = answers[place]._replace(error=error)
            return answers
    return None
