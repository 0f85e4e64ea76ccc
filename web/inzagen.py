"""The accesses that were asked for, as they stand: whose, how far, until when, and what was seen with them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from ledger.application import Ledger, Record
from ledger.events import Inzage, decode
from ledger.vocabulary.actor import Actor
from projections.rows import recorded

_VIEWED = Inzage.Viewed.stored_topic()
_DECISIONS = tuple(kind.stored_topic() for kind in (Inzage.Requested, Inzage.Granted, Inzage.Refused, Inzage.Ended))


class Seen(NamedTuple):
    """One page that was shown: where it stands in the log, when, to whom, and what."""

    position: int
    recorded_at: datetime
    by: Actor
    viewed: Inzage.Viewed


def inzage_of(ledger: Ledger, number: str) -> Inzage | None:
    """Return one access; None when nobody asked for it."""
    found = list(ledger.of_topics([Inzage.stream_of(number)], _DECISIONS))
    return _made(number, found) if found else None


def inzagen(ledger: Ledger, wanted: Callable[[Inzage.Requested], bool]) -> list[Inzage]:
    """Return the accesses that are wanted by how they were asked, the last asked first."""
    found = sorted(_openings(ledger, wanted), reverse=True)
    return [_made(number, list(ledger.of_topics([Inzage.stream_of(number)], _DECISIONS))) for _, number in found]


def own(ledger: Ledger, actor: str) -> list[Inzage]:
    """Return what somebody asked for, the last first."""
    return inzagen(ledger, lambda asked: asked.asked_by == actor)


def waiting(ledger: Ledger, actor: str, region: str | None, on: date) -> list[Inzage]:
    """Return what waits for a second person, who is not the asker; a payer decides in its own region."""

    def for_them(asked: Inzage.Requested) -> bool:
        theirs = asked.asked_by != actor and region in (None, asked.region)
        return theirs and asked.step == "detail" and asked.until >= on

    return [one for one in inzagen(ledger, for_them) if one.state == "asked"]


def seen_with(ledger: Ledger, number: str) -> list[Seen]:
    """Return the pages that were shown under an access, the last first."""
    found = []
    for record in ledger.of_topics([Inzage.stream_of(number)], [_VIEWED]):
        at = recorded(record)
        assert isinstance(at.event, Inzage.Viewed)
        found.append(Seen(at.position, at.recorded_at, at.header.actor, at.event))
    return found[::-1]


def _openings(ledger: Ledger, wanted: Callable[[Inzage.Requested], bool]) -> Iterator[tuple[int, str]]:
    prefix, after = Inzage.stream_of(""), ""
    while names := ledger.stream_names(prefix, after):
        after = names[-1]
        for record in ledger.openings(names):
            asked = decode(record.topic, record.state)
            if isinstance(asked, Inzage.Requested) and wanted(asked):
                yield record.position, asked.inzage


def _made(number: str, records: Iterable[Record]) -> Inzage:
    made = Inzage(number)
    for record in records:
        made.replay(decode(record.topic, record.state), record.position)
    return made
