"""The accesses that were asked for, as they stand: whose, how far, until when, and what was seen with them."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple

import msgspec

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


def own(ledger: Ledger, actor: str) -> list[Inzage]:
    """Return what somebody asked for, the last first."""
    return _inzagen(ledger, "asked_by", actor, lambda asked: asked.asked_by == actor)


def waiting(ledger: Ledger, actor: str, region: str | None, on: date) -> list[Inzage]:
    """Return what waits for a second person, who is not the asker; a payer decides in its own region."""

    def for_them(asked: Inzage.Requested) -> bool:
        theirs = asked.asked_by != actor and region in (None, asked.region)
        return theirs and asked.step == "detail" and asked.until >= on

    return [one for one in _inzagen(ledger, "step", "detail", for_them) if one.state == "asked"]


def seen_with(ledger: Ledger, number: str) -> list[Seen]:
    """Return the pages that were shown under an access, the last first."""
    found = []
    for record in ledger.of_topics([Inzage.stream_of(number)], [_VIEWED]):
        at = recorded(record)
        assert isinstance(at.event, Inzage.Viewed)
        found.append(Seen(at.position, at.recorded_at, at.header.actor, at.event))
    return found[::-1]


def _inzagen(ledger: Ledger, field: str, value: str, wanted: Callable[[Inzage.Requested], bool]) -> list[Inzage]:
    """Return the accesses that are wanted by how they were asked, the last asked first: in two questions to the log.

    The first leaves out, in the database, what was not asked with this value of a field.
    """
    text = f'"{field}":{msgspec.json.encode(value).decode()}'
    numbers = []
    for record in ledger.openings_holding(Inzage.stream_of(""), text):
        asked = decode(record.topic, record.state)
        if isinstance(asked, Inzage.Requested) and wanted(asked):
            numbers.append(asked.inzage)
    decided: dict[str, list[Record]] = {Inzage.stream_of(number): [] for number in numbers}
    for record in ledger.of_topics(list(decided), _DECISIONS):
        decided[record.stream].append(record)
    return [_made(number, decided[Inzage.stream_of(number)]) for number in reversed(numbers)]


def _made(number: str, records: Iterable[Record]) -> Inzage:
    made = Inzage(number)
    for record in records:
        made.replay(decode(record.topic, record.state), record.position)
    return made
