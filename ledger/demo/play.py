"""Plays the invented lives through the one door, on a clock of their own, so that recorded_at spreads over the year."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from ledger.commands.door import Door, NotRecorded, Request
from ledger.commands.journal import read_command
from ledger.demo.agenda import Moment
from ledger.vocabulary.actor import Actor, Mandate
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.source import Source

DEMO = Source("demo")

Progress = Callable[[int], None]
"""Told how many commands were accepted since the last time."""


def play(door: Door, clock: SetClock, moments: Iterable[Moment], progress: Progress = lambda count: None) -> int:
    """Play every moment; return the number of commands. What is recorded in the same hour is written at once.

    Nothing in the demo should ever be refused: a refusal is an error with its command.
    """
    total = 0
    for _, hour in groupby(moments, key=lambda moment: moment.at.replace(minute=0, second=0, microsecond=0)):
        batch = list(hour)
        clock.moment = batch[-1].at
        count = _write(door, batch)
        progress(count)
        total += count
    return total


def _write(door: Door, batch: list[Moment]) -> int:
    requests = list(_requests(batch))
    try:
        door.accept_from([(request, mandate, DEMO) for mandate, request in requests])
    except NotRecorded as refused:
        raise AssertionError(f"{refused.error.code}: {refused} {refused.request.content.decode()}") from refused
    return len(requests)


def _requests(batch: list[Moment]) -> Iterator[tuple[Mandate, Request]]:
    for moment in batch:
        mandate = Mandate(Actor(moment.actor, moment.role))
        for command in moment.commands:
            yield mandate, read_command(command)
