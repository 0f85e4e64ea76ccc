"""Ceilings: what of a contract's lines lies above what may be spent on a client, and who bears that.

The room of a client is the indicatiewaarde over the days the contract holds, less what the plan keeps for a pgb or for
other providers, and less the modules that stand elsewhere. The lines of a client are paid one after the other, in the
order in which the contract names its models, then by day and prestatie, until the room is full: a running total that
anyone can redo with a pencil. The line that crosses is paid in part; what settles earlier lines comes last.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ledger.funding.contract import Ceiling, Contract
from ledger.funding.facts import Person
from ledger.funding.model import Computed
from ledger.funding.modules import holdings
from ledger.vocabulary.amounts import in_proportion
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY, Dated, amount_between, common


class Room(NamedTuple):
    """What may be spent on a client in a period, in cents: its value, less what was put elsewhere."""

    value: int
    elsewhere: int

    @property
    def eurocent(self) -> int:
        """Return the room; it is never below zero."""
        return max(self.value - self.elsewhere, 0)

    @property
    def step(self) -> str:
        """Tell the ceiling with its figures."""
        whole = f"indicatiewaarde {euro(self.value)}"
        less = f", min {euro(self.elsewhere)} voor pgb of andere aanbieders" if self.elsewhere else ""
        return f"Het plafond van de cliënt is {euro(self.eurocent)} ({whole}{less})."


class Cut(NamedTuple):
    """Of a line: what lies above the client's room, and what of the line is not paid for that. In cents.

    A line that settles earlier ones may give back: then both are below zero.
    """

    above: int
    unpaid: int


class Rule(NamedTuple):
    """A ceiling rule: how much of each line is not paid, and in Dutch why what is above may be paid all the same."""

    unpaid: Callable[[Sequence[Computed], Sequence[int], Mapping[str, Room]], list[int]]
    paid_because: str


def room_of(person: Person, parts: Sequence[tuple[Contract, Period]]) -> Room | None:
    """Return the room of a client over parts of one year, each with the version of the contract that holds then.

    None where there is nothing to be above: under the Wmo without a ceiling, nobody set a value for the client.
    """
    if not person.values and all(contract.act == "Wmo" and contract.ceiling == "none" for contract, _ in parts):
        return None
    value = left = 0
    for contract, period in parts:
        elsewhere = list(_planned_elsewhere(person, contract.provider))
        for days in contract.days_of(person, period):
            assert days.last is not None
            worth = amount_between(person.values, days.first, days.last)
            value += worth
            # Rounded together with the value, so that a share and a pgb of the rest always fit to the cent.
            left += amount_between([*person.values, *elsewhere], days.first, days.last) if elsewhere else worth
            if person.placed:
                left -= _placed_elsewhere(person, contract.provider, days.first, days.last)
    return Room(value, value - left)


def _placed_elsewhere(person: Person, provider: str, first: date, last: date) -> int:
    """Return what the modules with other providers, or as pgb, are worth in cents."""
    return sum(
        held.eurocent for held in holdings(person, first, last) if held.provider != provider and not held.is_unused
    )


def _planned_elsewhere(person: Person, provider: str) -> Iterator[Dated]:
    """Yield, below zero, what the plan costs elsewhere.

    Who holds modules is paid the modules: on those days the lines of the plan for that same holder do not count again.
    """
    for line in person.planned:
        if line.provider == provider or (within := common(line.period, line.worth.period)) is None:
            continue
        holder = (line.provider, line.provider is None)
        placed = [one.period for one in person.placed if (one.provider, one.pgb) == holder]
        for days in _without(within, placed):
            yield Dated(days, -line.worth.eurocent, line.worth.per)


def _without(period: Period, taken: Sequence[Period]) -> list[Period]:
    """Return what is left of a period."""
    left = [period]
    for other in taken:
        pieces: list[Period] = []
        for one in left:
            if not one.overlaps(other):
                pieces.append(one)
                continue
            if one.first < other.first:
                pieces.append(Period(one.first, other.first - ONE_DAY))
            if other.last is not None and (one.last is None or other.last < one.last):
                pieces.append(Period(other.last + ONE_DAY, one.last))
        left = pieces
    return left


def cut(ceiling: Ceiling, lines: Sequence[Computed], rooms: Mapping[str, Room | None]) -> list[Cut]:
    """Return for each line what is above and what is unpaid. `lines` are in order, `rooms` by client.

    A line that is for no client, or for a client without a room, has no ceiling.
    """
    known = {client: room for client, room in rooms.items() if room is not None}
    above = _above(lines, known)
    unpaid = RULES[ceiling].unpaid(lines, above, known)
    return [Cut(over, not_paid) for over, not_paid in zip(above, unpaid, strict=True)]


def _above(lines: Sequence[Computed], rooms: Mapping[str, Room]) -> list[int]:
    """Return per line how much the running total of its client goes further above the room."""
    totals: dict[str, int] = {}
    above = []
    for line in lines:
        if line.client is None or line.client not in rooms:
            above.append(0)
            continue
        before = totals.get(line.client, 0)
        totals[line.client] = now = before + line.eurocent
        room = rooms[line.client].eurocent
        above.append(max(now - room, 0) - max(before - room, 0))
    return above


def _per_client(lines: Sequence[Computed], above: Sequence[int], rooms: Mapping[str, Room]) -> list[int]:
    """What is above the client's room is not paid."""
    return list(above)


def _per_provider(lines: Sequence[Computed], above: Sequence[int], rooms: Mapping[str, Room]) -> list[int]:
    """Not paid is what all clients together are above all their rooms.

    It falls on the lines that are above their client's room, in proportion to how far, by largest remainder. What
    settles earlier lines changes that total afterwards: the change falls on the lines that settle, by their amounts.
    """
    room = sum(rooms[client].eurocent for client in {line.client or "" for line in lines} & rooms.keys())
    amounts = [line.eurocent if line.client in rooms else 0 for line in lines]
    declared = [0 if line.settles else amount for line, amount in zip(lines, amounts, strict=True)]
    over = max(sum(declared) - room, 0)
    change = max(sum(amounts) - room, 0) - over
    first = [0 if line.settles else over_room for line, over_room in zip(lines, above, strict=True)]
    sign = 1 if change > 0 else -1
    later = [max(sign * amount, 0) if line.settles else 0 for line, amount in zip(lines, amounts, strict=True)]
    return [one + other for one, other in zip(_spread(over, first), _spread(change, later), strict=True)]


def _spread(whole: int, weights: Sequence[int]) -> list[int]:
    return in_proportion(whole, weights) if whole else [0] * len(weights)


def _paid_whole(lines: Sequence[Computed], above: Sequence[int], rooms: Mapping[str, Room]) -> list[int]:
    """Everything is paid; what is above is only shown."""
    return [0] * len(lines)


RULES: dict[Ceiling, Rule] = {
    "client": Rule(_per_client, ""),
    "provider": Rule(_per_provider, "er is ruimte bij andere cliënten van deze aanbieder"),
    "none": Rule(_paid_whole, "dit contract kent geen plafond"),
}


def told(ceiling: Ceiling, room: Room | None, one: Cut) -> tuple[str, ...]:
    """Return the steps of a line about its ceiling, without names."""
    if room is None:
        return ()
    steps = (room.step,)
    if one.unpaid < 0:
        return (*steps, f"Eerder niet betaald omdat het boven het plafond lag, nu vervallen: {euro(-one.unpaid)}.")
    if one.unpaid and one.unpaid >= one.above:
        return (*steps, f"Boven het plafond: {euro(one.unpaid)}, niet betaald.")
    if one.above <= 0:
        return steps
    because = RULES[ceiling].paid_because
    if not one.unpaid:
        return (*steps, f"Boven het plafond: {euro(one.above)}. Toch betaald: {because}.")
    paid = euro(one.above - one.unpaid)
    return (*steps, f"Boven het plafond: {euro(one.above)}, {euro(one.unpaid)} niet betaald. Wel {paid}: {because}.")
