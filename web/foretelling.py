"""What commands would change, told before they are recorded: the difference of what is believed now and then."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Connection

from ledger.application import Ledger, Record
from ledger.commands.declare import Declare
from ledger.commands.door import Request
from ledger.commands.impact import MOST_FOR_EVERYBODY, Asked, Followed, Impact, impact
from ledger.events import Allocation, Contracts, Event, Inschrijving, Levering, Provider, Zorgplan, decode
from ledger.subjects import subjects
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.source import Source
from projections.as_of import AsOf, at_position, now
from projections.audit_trail.queries import streams_about
from projections.belief.figures import Difference, Figure, added_up, compare
from projections.belief.fold import believed
from projections.belief.queries import records_of
from web.composition import House
from web.recording import LineAnswer, answer_of, read_lines

MOST_COMMANDS = 1_000
DECLARATIONS = "declaration-"
_FOLDED = ("budget-", DECLARATIONS, "contracteerruimte-", "provider-")
_SEES_DECLARING = Declare.BY | {"zorgkantoor", "systeem"}


class Foretold(NamedTuple):
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


def foretold(
    house: House,
    mandate: Mandate,
    lines: Iterable[bytes],
    source: Source,
    keep_going: bool = False,
    most: int = MOST_FOR_EVERYBODY,
) -> Foretold:
    """Return what the commands of a journal would do and change. Nothing is recorded.

    Where everybody counts, at `most` so many periods are worked out anew.
    """
    read = read_lines(lines)
    if len(read) > MOST_COMMANDS:
        raise Refused("preview-too-large", f"Bekijk vooraf hoogstens {MOST_COMMANDS} opdrachten tegelijk.")
    requests = [one for one in read if isinstance(one, Request)]
    if not requests or (len(requests) < len(read) and not keep_going):
        answers = [one if isinstance(one, LineAnswer) else answer_of(one, None) for one in read]
        return Foretold(answers, now(house.ledger))
    with house.reading() as connection:
        found = impact(
            house.door,
            Asked(requests, mandate, source, keep_going, most),
            lambda records: _declared_before(connection, house.ledger, records),
        )
        told = iter(answer_of(request, done) for request, done in zip(requests, found.answers, strict=True))
        answers = [next(told) if isinstance(one, Request) else one for one in read]
        if not found.records:
            return Foretold(answers, now(house.ledger))
        known = at_position(house.ledger, found.records[0].position - 1)
        return _bounded(Foretold(answers, known), found, _differences(connection, house.ledger, found, known), mandate)


def _bounded(start: Foretold, found: Impact, differences: Sequence[Difference], mandate: Mandate) -> Foretold:
    """Leave out what the mandate does not reach."""
    declaring = mandate.actor.role in _SEES_DECLARING
    followed = tuple(one for one in found.followed if mandate.provider in (None, one.declare.provider))
    return start._replace(
        records=found.records,
        followed=followed if declaring else None,
        differences=tuple(one for one in differences if _sees(mandate, one.figure, declaring)),
        checked=found.checked if declaring else 0,
        periods=found.periods if declaring else 0,
    )


def _sees(mandate: Mandate, figure: Figure, declaring: bool) -> bool:
    if figure.budget is None and figure.kind != "worth" and not declaring:
        return False
    return (
        mandate.provider in (None, figure.provider)
        and mandate.client in (None, figure.client)
        and (figure.region is None or mandate.region in (None, figure.region))
    )


def _differences(connection: Connection, ledger: Ledger, found: Impact, known: AsOf) -> list[Difference]:
    new = [record for record in found.all_records if record.stream.startswith(_FOLDED)]
    names = set(_streams_of(connection, new))
    before = list(records_of(ledger, names, known.position))
    return compare(believed(before), believed(chain(before, new)))


def _streams_of(connection: Connection, new: Sequence[Record]) -> Iterator[str]:
    """Yield every stream that has a part in a figure that new events have a part in."""
    for record in new:
        yield record.stream
    for kind, id in {one for record in new for one in _makers(decode(record.topic, record.state))}:
        if kind == "rate":
            yield Provider.stream_of(id)
        else:
            start = "budget-" if kind == "valued" else DECLARATIONS
            yield from streams_about(connection, "client" if kind == "client" else "provider", id, start=start)


def _makers(event: Event) -> Iterator[tuple[str, str]]:
    """Yield whose other streams have a part in the figures that an event changes."""
    if isinstance(event, Provider.ValueSet):
        yield "valued", event.provider
        return
    about = dict(subjects(event))
    if "declaration" in about:
        yield ("client", about["client"]) if "client" in about else ("provider", about["provider"])
    elif "budget" in about and "provider" in about:
        yield "rate", about["provider"]


def _declared_before(connection: Connection, ledger: Ledger, records: Sequence[Record]) -> Iterator[str]:
    """Yield the declarations that may come out otherwise by new events: of a contract, or of a client's providers.

    What is about a region counts for all of it; what is about nobody, as a rate in the register, for everybody.
    """
    about: set[tuple[str, str]] = set()
    for record in records:
        event: Any = decode(record.topic, record.state)
        told = [one for one in subjects(event) if one[0] in ("client", "provider", "region")]
        if record.stream.startswith(Contracts.stream_of("")):
            yield from streams_about(
                connection, "provider", event.provider, start=f"{DECLARATIONS}{event.provider}-{event.contract}-"
            )
        elif not told:
            yield from _all_declarations(ledger)
        else:
            about.update([one for one in told if one[0] != "region"] or told)
    for client in sorted(id for kind, id in about if kind == "client"):
        about.update(("provider", one) for one in _providers_of(ledger, client))
    for kind, id in sorted(about):
        yield from streams_about(connection, kind, id, start=DECLARATIONS)


def _providers_of(ledger: Ledger, client: str) -> set[str]:
    """Return every provider that a client was ever planned at, placed at, enrolled at or helped by."""
    names = [kind.stream_of(client) for kind in (Zorgplan, Allocation, Inschrijving, Levering)]
    found = (decode(record.topic, record.state) for name in names for record in ledger.stream(name))
    return {id for event in found for kind, id in subjects(event) if kind == "provider"}


def _all_declarations(ledger: Ledger) -> Iterator[str]:
    after = ""
    while names := ledger.stream_names(DECLARATIONS, after):
        yield from names
        after = names[-1]
