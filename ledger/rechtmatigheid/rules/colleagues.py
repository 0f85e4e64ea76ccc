"""The day of somebody who gives care: no longer than a day, and in one place at a time."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ledger.rechtmatigheid.facts import ColleagueDay, Given
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.register import Register
from ledger.rechtmatigheid.rule import ADMINISTRATION, rule
from ledger.vocabulary.dutch import day, hours_short

DAY_MINUTES = 24 * 60


class Place(NamedTuple):
    """Where somebody was: from and until a minute of the day, with whom."""

    start: int
    end: int
    clients: frozenset[str]
    events: tuple[int, ...]


@rule(
    "Meer dan 24 uur op één dag",
    ADMINISTRATION,
    looks_at="colleague",
    family="material",
)
def more_than_24_hours(colleague: ColleagueDay, register: Register) -> Iterator[Found]:
    """All care that one person wrote down for one day fits in that day; of a group each client has its part."""
    minutes = sum(one.minutes for one in colleague.given)
    if minutes > DAY_MINUTES:
        told = (
            f"Op {day(colleague.on)} is {hours_short(minutes)} zorg van één persoon vastgelegd: "
            f"{hours_short(minutes - DAY_MINUTES)} meer dan er in een dag gaat."
        )
        yield Found(0, _events(colleague.given), told)


@rule(
    "Op twee plaatsen tegelijk",
    ADMINISTRATION,
    looks_at="colleague",
    family="material",
)
def two_places_at_once(colleague: ColleagueDay, register: Register) -> Iterator[Found]:
    """Care with a start time at one client ends before that at another begins; a group is one place."""
    clashes = list(_clashes(sorted(places(colleague.given))))
    if clashes:
        one, other = clashes[0]
        more = f" Dat gebeurt die dag {len(clashes)} keer." if len(clashes) > 1 else ""
        told = (
            f"Op {day(colleague.on)} is dezelfde persoon om {_clock(other.start)} al bij een andere cliënt dan die "
            f"van {_clock(one.start)} tot {_clock(one.end)}.{more}"
        )
        yield Found(0, tuple(sorted({event for pair in clashes for one in pair for event in one.events})), told)


def places(given: Iterable[Given]) -> Iterator[Place]:
    """Yield where somebody was, of care with a start time.

    The time of a group was split over its clients: together it lasted as long as all their parts.
    """
    groups: dict[tuple[str, str, int], list[Given]] = {}
    for one in given:
        if one.starts_at is None or not one.minutes:
            continue
        if one.group_size is not None and one.group_size > 1:
            groups.setdefault((one.starts_at, one.prestatie, one.group_size), []).append(one)
        else:
            yield _place(one.starts_at, (one,))
    for (starts_at, _, _), together in groups.items():
        yield _place(starts_at, together)


def _place(starts_at: str, given: Iterable[Given]) -> Place:
    known = tuple(given)
    hours, minutes = starts_at.split(":")
    start = int(hours) * 60 + int(minutes)
    clients = frozenset(one.client for one in known)
    return Place(start, start + sum(one.minutes for one in known), clients, _events(known))


def _clashes(ordered: list[Place]) -> Iterator[tuple[Place, Place]]:
    """Yield the pairs, by start, of which the second begins at somebody else before the first has ended."""
    running: list[Place] = []
    for one in ordered:
        running = [before for before in running if before.end > one.start]
        yield from ((before, one) for before in running if before.clients.isdisjoint(one.clients))
        running.append(one)


def _events(given: Iterable[Given]) -> tuple[int, ...]:
    return tuple(event for one in given for event in one.events)


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d} uur"
