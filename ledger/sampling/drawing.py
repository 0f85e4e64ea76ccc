"""Which items are drawn: by the seed alone, the same on every machine and with every Python.

Every random number is SHA-256 of the seed, a comma and a counter, divided by what is asked: so anybody draws along with
`printf '%s' 'seed,1' | sha256sum`. That favours no number by more than one in 2**190.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

import msgspec

from ledger.sampling.plan import Plan

__all__ = ["PROCEDURE", "Item", "Population", "draw", "number_below", "population_of"]

PROCEDURE = "sha256/1"
"""The name and version of how items are drawn, as written here. Another way gets another name."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A line that was drawn. `hits`: how many of its cents were; a line of the interval or more is in, and has one."""

    key: str
    eurocent: int
    hits: int = 1


@dataclass(frozen=True, slots=True)
class Population:
    """All there is to draw from: keys in order, each with its amount above zero."""

    keys: list[str]
    eurocents: "array[int]"

    @property
    def count(self) -> int:
        """Return how many lines there are."""
        return len(self.keys)

    @property
    def eurocent(self) -> int:
        """Return what they add up to."""
        return sum(self.eurocents)

    def digest(self) -> str:
        """Return SHA-256 in hex of every line in order: the key, a tab, the cents, a newline, in UTF-8."""
        found = sha256()
        for key, eurocent in zip(self.keys, self.eurocents, strict=True):
            found.update(f"{key}\t{eurocent}\n".encode())
        return found.hexdigest()


def population_of(lines: Iterable[tuple[str, int]]) -> Population:
    """Return lines as a population, in the order of the code points of their keys.

    A key twice, or an amount that is not above zero, is a mistake of the caller.

    >>> population_of([("d2/1", 500), ("d1/1", 250)]).keys
    ['d1/1', 'd2/1']
    """
    keys: list[str] = []
    eurocents = array("q")
    for key, eurocent in sorted(lines):
        keys.append(key)
        eurocents.append(eurocent)
    if any(one == other for one, other in pairwise(keys)):
        raise ValueError("a key stands twice in the population")
    if eurocents and min(eurocents) <= 0:
        raise ValueError("an amount in the population is not above zero")
    return Population(keys, eurocents)


def number_below(seed: str, counter: int, below: int) -> int:
    """Return the random number of a seed at a counter: from zero, below a bound.

    >>> number_below("rotterdam", 1, 100), number_below("rotterdam", 2, 100)
    (69, 32)
    """
    return int.from_bytes(sha256(f"{seed},{counter}".encode()).digest()) % below


def draw(plan: Plan, seed: str, population: Population) -> tuple[Item, ...]:
    """Return the items of a plan, in the order of the population."""
    if plan.interval_eurocent is None:
        return tuple(_random(plan.size, seed, population))
    return tuple(_money(plan.interval_eurocent, seed, population))


def _random(size: int, seed: str, population: Population) -> Iterator[Item]:
    """Yield so many different lines, each with the same chance: the first places of a Fisher-Yates shuffle."""
    moved: dict[int, int] = {}
    drawn: list[int] = []
    for place in range(min(size, population.count)):
        other = place + number_below(seed, place + 1, population.count - place)
        drawn.append(moved.get(other, other))
        moved[other] = moved.get(place, place)
    for index in sorted(drawn):
        yield Item(key=population.keys[index], eurocent=population.eurocents[index])


def _money(interval: int, seed: str, population: Population) -> Iterator[Item]:
    """Yield every line of the interval or more; and of the rest, laid end to end and cut in cells, one cent per cell.

    A cell is as long as the interval. In the last one the cent may fall past the end: then it hits nothing, so that
    every cent has the same chance. One cent per cell, not one per fixed step: lines of care come back every week with
    the same amount, and a fixed step could keep falling on the same one.
    """
    cell = 0
    hit = number_below(seed, 1, interval)
    end = 0
    for key, eurocent in zip(population.keys, population.eurocents, strict=True):
        if eurocent >= interval:
            yield Item(key=key, eurocent=eurocent)
            continue
        end += eurocent
        hits = 0
        while hit < end:
            hits += 1
            cell += 1
            hit = cell * interval + number_below(seed, cell + 1, interval)
        if hits:
            yield Item(key=key, eurocent=eurocent, hits=hits)
