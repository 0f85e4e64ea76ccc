"""What commands would change, told before they are recorded: the difference of what is believed now and then."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from ledger.application import Ledger, Record
from ledger.commands.declare import Declare
from ledger.commands.door import Request
from ledger.commands.inzage import EndInzage, GrantInzage, RecordView, RefuseInzage, RequestInzage
from ledger.commands.preview import MOST_FOR_EVERYBODY, Asked, Followed, Preview, preview
from ledger.commands.samples import DrawSample, EvaluateSample, JudgeItem
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.source import Source
from projections.as_of import AsOf, at_position, now
from projections.belief.figures import Difference, Figure, added_up, compare
from projections.belief.fold import TOPICS, Believing
from projections.belief.streams import declared_before, records_of, streams_beside
from web.composition import House
from web.recording import LineAnswer, answer_of, read_lines

MOST_COMMANDS = 1_000
CONTROL = (
    *(DrawSample, JudgeItem, EvaluateSample),
    *(RequestInzage, GrantInzage, RefuseInzage, EndInzage, RecordView),
)
"""Commands whose answer tells of persons, or lets somebody see them: given for real, within an inzage."""
_SEES_DECLARING = Declare.BY | {"zorgkantoor", "systeem"}


class Previewed(NamedTuple):
    """Per line what would become of it, as known at a position; what would be written, declared anew, and differ.

    `followed` is None for who may not see what would be declared. Of the `periods` declared before, `checked` were
    worked out.
    """

    lines: list[LineAnswer]
    known: AsOf
    records: tuple[Record, ...] = ()
    followed: tuple[Followed, ...] | None = ()
    differences: tuple[Difference, ...] = ()
    checked: int = 0
    periods: int = 0

    @property
    def ok(self) -> bool:
        """Tell whether every line would be recorded."""
        return all(line.ok for line in self.lines)

    @property
    def totals(self) -> list[Difference]:
        """Return the differences added up: per provider, region and year."""
        return added_up(self.differences, _total)


def _total(figure: Figure) -> Figure:
    year = figure.period and figure.period[:4]
    return Figure(figure.kind, figure.unit, provider=figure.provider, region=figure.region, period=year)


def previewed(
    house: House,
    mandate: Mandate,
    lines: Iterable[bytes],
    source: Source,
    keep_going: bool = False,
    most: int = MOST_FOR_EVERYBODY,
) -> Previewed:
    """Return what the commands of a journal would do and change. Nothing is recorded.

    Where everybody counts, at `most` so many periods are worked out anew.
    """
    read = [_unless_control(one) for one in read_lines(lines)]
    if len(read) > MOST_COMMANDS:
        raise Refused("preview-too-large", f"Bekijk vooraf hoogstens {MOST_COMMANDS} opdrachten tegelijk.")
    requests = [one for one in read if isinstance(one, Request)]
    if not requests or (len(requests) < len(read) and not keep_going):
        answers = [one if isinstance(one, LineAnswer) else answer_of(one, None) for one in read]
        return Previewed(answers, now(house.ledger))
    with house.reading() as connection:
        found = preview(
            house.door,
            Asked(requests, mandate, source, keep_going, most),
            lambda records: declared_before(connection, house.ledger, records),
        )
        told = iter(answer_of(request, done) for request, done in zip(requests, found.answers, strict=True))
        answers = [next(told) if isinstance(one, Request) else one for one in read]
        if not found.records:
            return Previewed(answers, now(house.ledger))
        known = at_position(house.ledger, found.records[0].position - 1)
        return _bounded(Previewed(answers, known), found, _differences(connection, house.ledger, found, known), mandate)


def _unless_control(one: Request | LineAnswer) -> Request | LineAnswer:
    if isinstance(one, LineAnswer) or not isinstance(one.command, CONTROL):
        return one
    told = "Een opdracht van controle kunt u niet vooraf bekijken: het antwoord vertelt al van personen. Geef die echt."
    return answer_of(one, None)._replace(error=Refused("preview-of-control", told, "do"))


def _bounded(start: Previewed, found: Preview, differences: Sequence[Difference], mandate: Mandate) -> Previewed:
    """Leave out what the mandate does not reach."""
    declaring = mandate.actor.role in _SEES_DECLARING
    return start._replace(
        records=found.records,
        followed=found.followed if declaring else None,
        differences=tuple(one for one in differences if _sees(mandate, one.figure, declaring)),
        checked=found.checked if declaring else 0,
        periods=found.periods if declaring else 0,
    )


def _sees(mandate: Mandate, figure: Figure, declaring: bool) -> bool:
    if figure.budget is None and not declaring:
        return False
    return (
        mandate.provider in (None, figure.provider)
        and mandate.client in (None, figure.client)
        and (figure.region is None or mandate.region in (None, figure.region))
    )


def _differences(connection: Connection, ledger: Ledger, found: Preview, known: AsOf) -> list[Difference]:
    new = [record for record in found.all_records if record.topic in TOPICS]
    believing = Believing()
    for record in records_of(ledger, streams_beside(connection, new), known.position):
        believing.take(record)
    before = believing.belief()
    for record in new:
        believing.take(record)
    return compare(before, believing.belief())
