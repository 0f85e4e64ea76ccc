"""Leaves out of a comparison what is about so few people that they could be recognised."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from ledger.simulation.outcome import PERCENTILES, Bin, Effect, Figures, Outcome
from ledger.vocabulary.errors import Refused

SMALLEST_CELL = 10
"""Fewer clients than this are not told apart."""


def without_small_cells(found: Outcome) -> Outcome:
    """Return an outcome in which counts of too few clients are None, and small providers stand together.

    About fewer clients than that nothing is told at all: every amount would be of a person.
    """
    if found.clients is not None and 0 < found.clients < SMALLEST_CELL:
        raise Refused(
            "too-few-clients",
            f"Dit gaat over minder dan {SMALLEST_CELL} cliënten. Dan tonen we niets, omdat zij te herkennen zijn.",
            "region",
        )
    clients = _told(found.clients)
    figures = tuple(_figures(one, found.clients or 0) for one in found.figures)
    return msgspec.structs.replace(found, clients=clients, figures=figures)


def hidden_cells(people: Sequence[frozenset[str]]) -> frozenset[int]:
    """Return the places of cells that are not told, of which all people are known (`hidden_among`).

    >>> few, many = frozenset("ab"), frozenset("abcdefghijkl")
    >>> sorted(hidden_cells([few, many, many | {"m"}])), hidden_cells([many, frozenset()])
    ([0, 1], frozenset())
    """
    return hidden_among([len(some) for some in people], people.__getitem__)


def hidden_among(sizes: Sequence[int], people: Callable[[int], frozenset[str]]) -> frozenset[int]:
    """Return the places of cells that are not told: those about too few people, and as many of the next smallest as
    it takes that what is hidden cannot be worked out from the total. Cells about nobody are always told. Which people
    a cell is about is asked of the hidden ones only.
    """
    by_size = sorted((size, place) for place, size in enumerate(sizes) if size)
    hidden: list[int] = []
    together: frozenset[str] = frozenset()
    for size, place in by_size:
        if size >= SMALLEST_CELL and (not hidden or (len(hidden) > 1 and len(together) >= SMALLEST_CELL)):
            break
        hidden.append(place)
        together |= people(place)
    return frozenset(hidden)


def _told(clients: int | None) -> int | None:
    return None if clients is not None and 0 < clients < SMALLEST_CELL else clients


def _figures(figures: Figures, clients: int) -> Figures:
    return msgspec.structs.replace(
        figures,
        clients_above=_told(figures.clients_above),
        percentiles_eurocent=tuple(
            cents if min(rank, 100 - rank) * clients >= 100 * SMALLEST_CELL else None
            for rank, cents in zip(PERCENTILES, figures.percentiles_eurocent, strict=False)
        ),
        bins=tuple(_bins(figures.bins)),
        providers=_effects(figures.providers),
    )


def _bins(bins: Sequence[Bin]) -> Iterator[Bin]:
    """One count alone could be worked out from the total, so then the next smallest goes too."""
    counted = sorted((one.clients or 0, place) for place, one in enumerate(bins) if one.clients)
    hidden = [place for count, place in counted if count < SMALLEST_CELL]
    if len(hidden) == 1:
        hidden = [place for _, place in counted[:2]]
    for place, one in enumerate(bins):
        yield msgspec.structs.replace(one, clients=None) if place in hidden else one


def _effects(effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """Take small providers together, with the next smallest when they are still too few."""
    by_size = sorted(effects, key=lambda one: (one.clients, one.provider or ""))
    together: list[Effect] = []
    while by_size and (by_size[0].clients < SMALLEST_CELL or 0 < sum(one.clients for one in together) < SMALLEST_CELL):
        together.append(by_size.pop(0))
    if len(together) < 2 and not by_size:
        return ()
    if not together:
        return tuple(effects)
    apart = [one for one in effects if one in by_size]
    paid, worth = sum(one.paid_eurocent for one in together), sum(one.delivered_eurocent for one in together)
    return (*apart, Effect(None, paid, worth, sum(one.clients for one in together)))
